import { callHeard, callPeople, deliveriesOf, type CallNews, type CallOutcome, type CallWords, type Delivery, type PeopleCall } from '@shaodao/contracts/calls';
import { contactsOf, planRoster, type Contact } from '@shaodao/contracts/plans';
import { Bus } from '@shaodao/platform/bus';
import { place } from './place.js';

type Heard = CallNews['heard'][number];

export interface CalledPerson extends Contact {
  phone: string;
  workAppId: string;
  token: string;
}

export function wordsOf(number: string, more: Partial<CallWords> = {}): CallWords {
  const at = Date.parse('2026-11-26T20:00:00+08:00');
  return { purpose: 'call', number, planName: '防汛应急预案', areaNames: ['某街道'], level: 'II', at, answerBy: at + 300_000, ...more };
}

/** Notification as its neighbours meet it: it asks registry how to reach people, and dispatch hears of them; we listen in. */
export class CallWorld {
  readonly heard: (Heard & { activationId: string })[] = [];

  private constructor(
    readonly bus: Bus,
    /** People of the demonstration's plan, each with a phone nobody else has. */
    readonly people: CalledPerson[],
  ) {}

  static async join(count: number): Promise<CallWorld> {
    const bus = await Bus.connect({ url: place.natsUrl, name: 'call-world' });
    const world = new CallWorld(bus, await reachable(bus, count));
    bus.connection.subscribe(callHeard.subject, {
      callback: (error, message) => {
        if (error !== null) return;
        const { activationId, heard } = message.json<{ data: CallNews }>().data;
        world.heard.push(...heard.map((one) => ({ ...one, activationId })));
      },
    });
    await bus.connection.flush();
    return world;
  }

  call(people: readonly CalledPerson[], input: Omit<PeopleCall, 'people'>): Promise<CallOutcome> {
    return this.bus.request(callPeople, { ...input, people: people.map(({ personId, token }) => ({ personId, token })) }, { timeoutMs: 15_000 });
  }

  async deliveries(activationId: string, personId: string): Promise<Delivery[]> {
    return (await this.bus.request(deliveriesOf, { activationId, personId })).items;
  }

  /** What dispatch heard of an activation, each once: it may come twice. */
  heardOf(activationId: string, what: Heard['what']): Set<string> {
    return new Set(this.heard.filter((one) => one.activationId === activationId && one.what === what).map(({ personId }) => personId));
  }

  async leave(): Promise<void> {
    await this.bus.onApplicationShutdown();
  }
}

async function reachable(bus: Bus, count: number): Promise<CalledPerson[]> {
  const found = new Map<string, CalledPerson>();
  for (let cursor: string | undefined; found.size < count; ) {
    const question = { planId: '511703-FX', areas: ['511703'], at: Date.now(), skills: null, limit: 1_000, ...(cursor === undefined ? {} : { cursor }) };
    const page: { items: { personId: string }[]; nextCursor: string | null } = await bus.request(planRoster, question);
    const { items } = await bus.request(contactsOf, { personIds: page.items.map(({ personId }) => personId) });
    for (const { personId, phone, workAppId } of items) {
      if (phone !== null && workAppId !== null && !found.has(phone)) found.set(phone, { personId, phone, workAppId, token: `t-${personId}` });
    }
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  if (found.size < count) throw new Error(`the plan calls ${found.size} people with a phone, ${count} are needed`);
  return [...found.values()].slice(0, count);
}
