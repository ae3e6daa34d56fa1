import type { HttpActivation } from '@shaodao/contracts/http-activations';
import { CityClient } from './channel-city/client.js';
import type { CityMessage } from './channel-city/records.js';
import { person, type Answer, type Person } from './people.js';
import { place } from './place.js';
import { query } from './records.js';
import { say } from './register.js';
import { until } from './wait.js';

/** 平急转换 as its leaders drive it over HTTP, and what of it reached the vendors of messages. */

export const COMMUNITY = '511703001001';
export type Activation = HttpActivation;
export type Pressed = { joined: boolean; activation: Activation; code?: string; field?: string };

export interface Order {
  planId: string;
  areas?: string[];
  responseLevel?: 'I' | 'II' | 'III' | 'IV';
  drill?: boolean;
  breakGlass?: boolean;
}

/** A plan over the demonstration's community with short waits, and a step of a department. */
export async function sayPlan(code: string, more: object = {}): Promise<void> {
  const [department] = await query<{ key: string }>(`SELECT key FROM registry.standing WHERE list = 'departments' AND body->>'id' = $1`, [(await person('departmentDuty')).account.departmentId]);
  const usual = { code, name: '试验预案', hazard: 'flood', areas: [COMMUNITY.slice(0, 6)], twoPersons: true, confirmMinutes: 1, cancelSeconds: 2, answerMinutes: 10, highestLevel: 'II' };
  await say('plans', code, { ...usual, ...more });
  await say('planSteps', `${code}~1-1`, { plan: code, code: '1-1', wave: 1, kind: 'task', words: '巡查低洼院落', undo: '撤除警戒', department: department?.key, limitMinutes: 30 });
}

/** Takes a plan out of the register again: what fits an alert elsewhere must not depend on it. */
export async function endPlan(code: string): Promise<void> {
  await say('planSteps', `${code}~1-1`, null);
  await say('plans', code, null);
}

export function press(who: Person, { planId, areas = [COMMUNITY], responseLevel = 'II', drill = false, breakGlass = false }: Order): Promise<Answer<Pressed>> {
  return who.post<Pressed>('/api/activations', { planId, areas, responseLevel, reason: '强降雨', drill, breakGlass });
}

export async function pressed(who: Person, order: Order): Promise<string> {
  const answer = await press(who, order);
  if (answer.status !== 201) throw new Error(`press: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.activation.id;
}

export async function see(who: Person, id: string): Promise<Activation> {
  return (await who.get<Activation>(`/api/activations/${id}`)).body;
}

export function inForce(who: Person, id: string, limitMs = 30_000): Promise<Activation> {
  return until(
    `${id} in force and everybody called`,
    async () => {
      const now = await see(who, id);
      const { tally } = now;
      return now.phase === 'active' && tally.people > 0 && tally.pending === tally.called ? now : null;
    },
    limitMs,
  );
}

/** Ends it for everybody; what was over already stays. */
export async function standDown(who: Person, id: string): Promise<void> {
  const { phase } = await see(who, id);
  if (phase === 'confirming' || phase === 'window') await who.post(`/api/activations/${id}/cancel`, { reason: '试验结束' });
  if (phase === 'active') await who.post(`/api/activations/${id}/stand-down`, { reason: '试验结束' });
}

export const city = new CityClient(place.cityUrl);

/** What the vendors got of an activation; `words` picks messages of one purpose. */
export async function messagesOf({ number }: Pick<Activation, 'number'>, words = ''): Promise<CityMessage[]> {
  return (await city.messages()).filter(({ text }) => text.includes(`【${number}】`) && text.includes(words));
}

/** How often each address was called on each channel. */
export async function callsOf(activation: Pick<Activation, 'number'>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { way, addresses } of await messagesOf(activation, '请')) for (const address of addresses) counts.set(`${way} ${address}`, (counts.get(`${way} ${address}`) ?? 0) + 1);
  return counts;
}

/** By the rows themselves. */
export async function statesOf(id: string): Promise<Record<string, number>> {
  const rows = await query<{ state: string; count: number }>('SELECT state, count(*)::int FROM dispatch.activation_person WHERE activation_id = $1 AND released_at IS NULL GROUP BY 1', [id]);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
