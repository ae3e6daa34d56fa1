import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { whileAltered } from '../world/altered.js';
import { command, gridOf, history, order, type Case } from '../world/case-road.js';
import { person, type Answer, type Person } from '../world/people.js';
import { until } from '../world/wait.js';

interface Duplicate {
  id: string;
  metres: number | null;
  stage: string;
}

let worker: Person;
let secretary: Person;
let gridId: string;
/** A category that no other story reports. */
let categoryCode: string;
let otherCode: string;
/** Well inside the district. */
let here: { lng: number; lat: number };

beforeAll(async () => {
  worker = await person('gridWorker');
  secretary = await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
  gridId = await gridOf(worker);
  const categories = await worker.get<{ items: { code: string }[] }>('/api/categories');
  categoryCode = categories.body.items.at(-1)?.code ?? '';
  otherCode = categories.body.items.at(-2)?.code ?? '';
  const grid = await worker.get<{ polygon: { coordinates: [number, number][][] } }>(`/api/grids/${gridId}`);
  const ring = grid.body.polygon.coordinates[0]?.slice(0, -1) ?? [];
  const middle = (axis: 0 | 1): number => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
  here = { lng: middle(0), lat: middle(1) };
});

const north = (metres: number) => ({ lng: here.lng, lat: here.lat + metres / 111_195 });

/** Reports and waits until it is in the lists, where duplicates are looked for. */
async function reported(change: Record<string, unknown>, by = worker): Promise<Case> {
  const words = { id: randomUUID(), title: '井盖缺失', description: '人行道井盖缺失', categoryCode, ...change };
  const answer = await by.post<Case>('/api/cases', words);
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  await until('its first line', async () => (await history(by, answer.body.id)).length > 0);
  return answer.body;
}

async function suggested(id: string, to = worker): Promise<Duplicate[]> {
  const answer = await to.get<{ items: Duplicate[] }>(`/api/cases/${id}/duplicates`);
  expect(answer.status).toBe(200);
  return answer.body.items;
}
const idsOf = (items: Duplicate[]): string[] => items.map(({ id }) => id);

describe('what may be the same problem', () => {
  test('is the same category near by, nearest first, or on the same grid where there is no point; never the case itself', async () => {
    const first = await reported({ location: here });
    const near = await reported({ location: north(120) });
    const nearer = await reported({ location: north(40) });
    const far = await reported({ location: north(400) });
    const other = await reported({ location: here, categoryCode: otherCode });
    const onGrid = await reported({ gridId });
    const items = await suggested(first.id);
    expect(items.map(({ id, metres }) => ({ id, metres }))).toEqual([
      { id: nearer.id, metres: expect.closeTo(40, -1) },
      { id: near.id, metres: expect.closeTo(120, -1) },
      { id: onGrid.id, metres: null },
    ]);
    expect(idsOf(items)).not.toEqual(expect.arrayContaining([far.id, other.id]));
    expect(idsOf(await suggested(onGrid.id))).toEqual(expect.arrayContaining([first.id, near.id, nearer.id]));
    // Near the far one is only what lies within 300 metres of it.
    expect(idsOf(await suggested(far.id))).toEqual(expect.arrayContaining([near.id]));
    expect(idsOf(await suggested(far.id))).not.toContain(first.id);

    await order(worker, near.id, { command: 'cancel', reason: '报重了' });
    await until('its end in the lists', async () => !idsOf(await suggested(first.id)).includes(near.id));
    // Reported 73 hours apart it is another problem.
    const earlier = `UPDATE case_row SET reported_at = reported_at - 73 * 3600000 WHERE case_id = $1::uuid`;
    expect(await whileAltered(nearer.id, earlier, async () => idsOf(await suggested(first.id)))).toEqual([onGrid.id]);
    for (const { id } of [first, nearer, far, other, onGrid]) await order(worker, id, { command: 'cancel', reason: '演示结束' });
  });

  test('is shown to those who see the case, as far as their own lists go', async () => {
    const mine = await reported({ location: here });
    const same = await reported({ location: north(10) });
    expect(idsOf(await suggested(mine.id, secretary))).toContain(same.id);
    const elsewhere = await person('communitySecretary', 0, (one) => !worker.account.areaCode.startsWith(one.areaCode));
    const refused = await elsewhere.get(`/api/cases/${mine.id}/duplicates`);
    expect([refused.status, refused.body['code']]).toEqual([403, 'FORBIDDEN']);
    expect((await worker.get(`/api/cases/${randomUUID()}/duplicates`)).status).toBe(404);
    // Somebody of another grid sees the case they reported here, and of the others only their own.
    const visitor = await person('gridWorker', 0, (one) => one.areaCode !== worker.account.areaCode);
    const theirs = await reported({ location: north(20) }, visitor);
    expect(idsOf(await suggested(theirs.id, visitor))).toEqual([]);
    for (const { id } of [mine, same, theirs]) await order(worker, id, { command: 'cancel', reason: '演示结束' });
  });
});

describe('并案', () => {
  test('one ends and goes on as the other, which knows it; its reporter and nobody twice hears of it', async () => {
    const kept = await reported({ location: here });
    const merged = await reported({ location: north(15) });
    const after = await order(worker, merged.id, { command: 'merge', intoCaseId: kept.id, reason: '同一个井盖' });
    expect(after).toMatchObject({ stage: 'merged', mergedIntoId: kept.id, deadlines: [], allowedCommands: [] });
    const taken = await until('the other case to know', async () => {
      const lines = await history(worker, kept.id);
      return lines.at(-1)?.type === 'duplicateTaken' ? lines : null;
    });
    expect(taken.at(-1)).toMatchObject({ actorId: worker.personId, fact: { caseId: merged.id }, stage: 'intake', fromStage: 'intake' });
    const goesOn = await worker.get<Case>(`/api/cases/${kept.id}`);
    expect(goesOn.body).toMatchObject({ stage: 'intake', duplicateIds: [merged.id] });
    const lines = await history(worker, merged.id);
    expect(lines.at(-1)).toMatchObject({ type: 'merged', text: { reason: '同一个井盖' }, fact: { intoCaseId: kept.id } });
    expect(idsOf(await suggested(kept.id))).not.toContain(merged.id);

    const again = await command(worker, merged.id, { command: 'merge', intoCaseId: kept.id, reason: '再来一次' });
    expect([again.status, again.body]).toMatchObject([409, { code: 'WRONG_STAGE', stage: 'merged' }]);
    await order(worker, kept.id, { command: 'cancel', reason: '演示结束' });
  });

  test('refuses itself, a case that has ended, one that is not there, and one out of sight', async () => {
    const { id } = await reported({ gridId });
    const ended = await reported({ gridId });
    await order(worker, ended.id, { command: 'cancel', reason: '报错了' });
    await until('its end', async () => (await history(worker, ended.id)).at(-1)?.type === 'cancelled');
    const into = async (intoCaseId: unknown): Promise<unknown[]> => {
      const { status, body } = (await command(worker, id, { command: 'merge', intoCaseId, reason: '同一件事' })) as unknown as Answer;
      return [status, body['code'], body['field']];
    };
    expect(await into(id)).toEqual([400, 'INVALID', 'intoCaseId']);
    expect(await into(ended.id)).toEqual([400, 'INVALID', 'intoCaseId']);
    expect(await into(randomUUID())).toEqual([404, 'NOT_FOUND', 'intoCaseId']);
    expect(await into('abc')).toEqual([400, 'INVALID', 'intoCaseId']);
    const visitor = await person('gridWorker', 0, (one) => one.areaCode !== worker.account.areaCode);
    const theirs = await reported({ gridId: await gridOf(visitor) }, visitor);
    expect((await into(theirs.id)).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
    expect((await history(worker, id)).length).toBe(1);
    await order(worker, id, { command: 'cancel', reason: '演示结束' });
    await order(visitor, theirs.id, { command: 'cancel', reason: '演示结束' });
  });
});
