import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Activation } from '@shaodao/contracts/activations';
import type { Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { figure, quantile, type Figure } from './figures.js';

const BURST = 1_000;
const MINUTE_MS = 60_000;

/** Everybody answers within a minute, a thousand in a second at a time, while a screen follows the feed. */
export async function answerAll(boss: Person, { id, people }: { id: string; people: number }): Promise<Record<string, Figure>> {
  const [row] = await query<{ key: Buffer }>('SELECT answer_key AS key FROM dispatch.activation WHERE activation_id = $1', [id]);
  const key = row?.key ?? Buffer.alloc(0);
  const tokens = Array.from({ length: people }, (_, no) => `${no.toString(36)}.${createHmac('sha256', key).update(String(no)).digest().subarray(0, 16).toString('base64url')}`);
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const answeredAt: number[] = [];
  const tookMs: number[] = [];
  const screen = watch(boss, id);
  const bursts = Math.ceil(people / BURST);
  const beginsAt = Date.now();
  for (let burst = 0; burst < bursts; burst++) {
    const startsAt = beginsAt + (burst * MINUTE_MS) / bursts;
    await pause(Math.max(0, startsAt - Date.now()));
    await Promise.all(
      tokens.slice(burst * BURST, (burst + 1) * BURST).map(async (token, nth) => {
        await pause(nth);
        const askedAt = performance.now();
        await answer(agent, id, token);
        tookMs.push(performance.now() - askedAt);
        answeredAt.push(Date.now());
      }),
    );
  }
  const seen = await screen.until(people);
  agent.destroy();
  const behind = lags(answeredAt.sort((a, b) => a - b), seen);
  return {
    'activation.tallyLagMs': figure([Math.max(...behind)], 'ms a screen is behind the oldest answer it does not show, at the worst moment', '<= 2000'),
    'activation.tallyLagMedianMs': figure(behind, 'ms, as often as the screen looked', ''),
    'activation.answersExact': figure([seen.at(-1)?.answered ?? 0], `of ${people} answers on the screen at the end`, `>= ${people}`),
    'activation.answerP50Ms': figure([quantile(tookMs, 0.5)], 'ms of one answer, bursts of 1,000/s', ''),
    'activation.answerP99Ms': figure([quantile(tookMs, 0.99)], 'ms of one answer, bursts of 1,000/s', ''),
  };
}

function answer(agent: Agent, id: string, token: string): Promise<void> {
  const body = JSON.stringify({ token });
  return new Promise((resolve, reject) => {
    const asked = request(`${place.url}/api/activations/${id}/acknowledge`, { agent, method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length } }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`an answer is ${response.statusCode}`))));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

interface Seen {
  at: number;
  answered: number;
}

/** A commander's page: told by the feed that something moved, it asks anew, once a second at most. */
function watch(boss: Person, id: string): { until: (answered: number) => Promise<Seen[]> } {
  const seen: Seen[] = [];
  const end = new AbortController();
  let moved = Promise.withResolvers<void>();
  const hear = async (): Promise<void> => {
    const response = await fetch(`${place.url}/api/feed`, { headers: { authorization: `Bearer ${boss.token}` }, signal: end.signal });
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) if (chunk.includes('event: activation')) moved.resolve();
  };
  const look = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await Promise.race([moved.promise, pause(5_000)]);
      moved = Promise.withResolvers();
      const { body } = await boss.get<Activation>(`/api/activations/${id}`);
      seen.push({ at: Date.now(), answered: body.tally.confirmed + body.tally.late });
      await pause(500);
    }
  };
  void hear().catch(() => undefined);
  const looking = look();
  return {
    until: async (answered) => {
      for (const endsAt = Date.now() + 30_000; (seen.at(-1)?.answered ?? 0) < answered && Date.now() < endsAt; ) await pause(50);
      end.abort();
      await looking;
      return seen;
    },
  };
}

/** Before each new sight: how old is the oldest answer the last one did not show? */
function lags(answeredAt: readonly number[], seen: readonly Seen[]): number[] {
  return seen.slice(1).map(({ at }, index) => {
    const oldest = answeredAt[seen[index]?.answered ?? 0];
    return oldest === undefined ? 0 : Math.max(0, at - oldest);
  });
}
