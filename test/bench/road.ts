import { randomUUID } from 'node:crypto';
import { roadOf, type Case, type Cast } from '../world/case-road.js';

/** How many commands a whole road has. */
export const COMMANDS = 8;

/** Walks one case; tells how long each command took in milliseconds. Stops before `close` when `closing` is false. */
export async function walk(cast: Cast, told: (ms: number) => void, closing = true): Promise<string> {
  const { worker, gridId, categoryCode } = cast;
  const report = { id: randomUUID(), title: '路灯不亮', description: '东侧三盏路灯不亮', categoryCode, gridId };
  const reported = await worker.post<Case>('/api/cases', report);
  if (reported.status !== 201) throw new Error(`report: ${reported.status} ${JSON.stringify(reported.body)}`);
  const { id } = reported.body;
  const steps = roadOf(cast);
  for (const [who, body] of closing ? steps : steps.slice(0, -1)) {
    const startedAt = performance.now();
    const answer = await who.post(`/api/cases/${id}/commands`, body, { 'idempotency-key': randomUUID() });
    if (answer.status !== 200) throw new Error(`${String(body['command'])}: ${answer.status} ${JSON.stringify(answer.body)}`);
    told(performance.now() - startedAt);
  }
  return id;
}

/** Runs `work` by so many at once until the time is over; answers how often it finished. */
export async function crowd(size: number, ms: number, work: () => Promise<unknown>): Promise<number> {
  const endsAt = Date.now() + ms;
  let done = 0;
  const one = async (): Promise<void> => {
    while (Date.now() < endsAt) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: size }, one));
  return done;
}
