import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anyCategory } from '../world/case-road.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { insist } from '../world/insist.js';
import { leftAt, Modes, recorded } from '../world/modes.js';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { groundsOf } from '../world/reshape.js';
import { verifyRecord } from '../world/verified.js';
import { until } from '../world/wait.js';

const CASES = 120;
/** Ground no other test needs. */
const COMMUNITY = '511703005001';

let leader: Person;
let categoryCode: string;
let modes: Modes;

beforeAll(async () => {
  leader = await person('centreLeader');
  categoryCode = await anyCategory(leader);
  modes = await Modes.connect();
});
afterAll(() => modes.close());

async function report(gridId: string): Promise<string> {
  const id = randomUUID();
  const answer = await insist(() => leader.post('/api/cases', { id, title: '积水', description: '路口积水', categoryCode, gridId }));
  expect(answer.status).toBe(201);
  return id;
}

const ours = (ids: string[]) => recorded('r.case_id = ANY($1::uuid[])', [ids]);
const inEmergency = async (ids: string[]): Promise<number> =>
  (await query<{ count: number }>('SELECT count(*)::int AS count FROM dispatch.case_row WHERE case_id = ANY($1::uuid[]) AND mode_level IS NOT NULL', [ids]))[0]?.count ?? 0;

describe('kill -9 in the middle of a change of mode: every case switches, once, and goes back with what it had left', () => {
  test.each<ChildName>(['worker', 'dispatch', 'postgres'])('%s', async (victim) => {
    const grids = await groundsOf(leader, COMMUNITY);
    const ids = await Promise.all(Array.from({ length: CASES }, (_, index) => report(grids[index % grids.length]?.id ?? '')));
    await until('all in the record', async () => (await ours(ids)).length === CASES, 60_000);
    const activationId = randomUUID();
    const at = Date.now();
    const epoch = await modes.raise(activationId, [COMMUNITY], { at });
    await until('the first cases', async () => (await inEmergency(ids)) > 0);
    await killAndWait(victim);
    // Whoever asked cannot know whether it was heard.
    expect(await modes.raise(activationId, [COMMUNITY], { at })).toBe(epoch);
    await modes.done(activationId, 120_000);
    await until('all in the emergency', async () => (await inEmergency(ids)) === CASES, 60_000);
    const kept = new Map((await ours(ids)).map(({ state }) => [state.caseId, (state.emergency?.kept ?? []).map(({ remainingMs }) => remainingMs)]));
    await modes.lower(activationId, [COMMUNITY]);
    await until('the first cases', async () => (await inEmergency(ids)) < CASES);
    await killAndWait(victim);
    await modes.done(activationId, 120_000);
    await until('all at peace', async () => (await inEmergency(ids)) === 0, 60_000);
    for (const one of await ours(ids)) {
      expect(one.last.type).toBe('modeChanged');
      expect(Object.values(leftAt(one, one.last.at))).toEqual(kept.get(one.state.caseId));
      expect(one.state.seq).toBe(3);
    }
    expect((await verifyRecord()).findings).toEqual([]);
  }, 300_000);
});
