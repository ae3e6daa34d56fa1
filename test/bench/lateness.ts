import { order, report, type Cast } from '../world/case-road.js';
import { person } from '../world/people.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';
import { figure, type Figure } from './figures.js';

const ROUNDS = 10;

/** From a deadline that is due alone to the committed record of what it did. */
export async function lateness(cast: Cast): Promise<Record<string, Figure>> {
  const late: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { id } = await report(cast.worker, 'urgent');
    late.push(await until('the first escalation', () => lateBy(id)));
    // It would raise supervision every other second through all that follows.
    await order(await person('districtLeader'), id, { command: 'reject', reason: 'measured' });
  }
  return { 'timer.singleLateMs': figure(late, 'ms', '<= 200') };
}

async function lateBy(id: string): Promise<number | null> {
  const [row] = await query<{ late: number }>(
    `SELECT (recorded_at - at)::float8 AS late FROM dispatch.case_event
      WHERE case_id = $1 AND event->'fact'->>'type' = 'escalated' ORDER BY seq LIMIT 1`,
    [id],
  );
  return row?.late ?? null;
}
