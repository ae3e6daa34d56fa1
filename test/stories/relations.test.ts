import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { command, history, order, report, typesOf, type Case } from '../world/case-road.js';
import { person, type Answer, type Person } from '../world/people.js';
import { until } from '../world/wait.js';

/** Parents and children: one level deep, and closing a parent asks what becomes of its open children. */
let worker: Person;
let secretary: Person;

beforeAll(async () => {
  worker = await person('gridWorker');
  secretary = await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
});

async function recorded(): Promise<Case> {
  const one = await report(worker);
  await until('its first line', async () => (await history(worker, one.id)).length > 0);
  return one;
}
const get = async (id: string): Promise<Case> => (await worker.get<Case>(`/api/cases/${id}`)).body;
const link = (parentId: string, childCaseId: string) => command(worker, parentId, { command: 'linkChild', childCaseId }) as unknown as Promise<Answer>;

async function family(): Promise<{ parent: Case; child: Case }> {
  const [parent, child] = [await recorded(), await recorded()];
  expect((await order(worker, parent.id, { command: 'linkChild', childCaseId: child.id })).children).toEqual([{ caseId: child.id, open: true }]);
  await until('the child to know its parent', async () => (await get(child.id)).parentId === parent.id);
  return { parent, child };
}

/** To the stage in which it may be closed. */
async function bringToClosure(id: string): Promise<void> {
  await order(worker, id, { command: 'accept' });
  await order(worker, id, { command: 'finish', result: '就地办结' });
  expect(await order(secretary, id, { command: 'verify', passed: true })).toMatchObject({ stage: 'closure' });
}

describe('closing a parent', () => {
  test('without a word about its open children is refused; with “close” they close with it', async () => {
    const { parent, child } = await family();
    await bringToClosure(parent.id);
    const silent = (await command(secretary, parent.id, { command: 'close' })) as unknown as Answer;
    expect([silent.status, silent.body]).toMatchObject([400, { code: 'INVALID', field: 'children' }]);
    expect(await order(secretary, parent.id, { command: 'close', children: 'close' })).toMatchObject({ stage: 'closed' });
    const lines = await until('the close of the child', async () => {
      const now = await history(worker, child.id);
      return now.at(-1)?.type === 'closed' ? now : null;
    });
    expect(lines.at(-1)).toMatchObject({ fact: { withParentId: parent.id }, fromStage: 'intake', stage: 'closed', actorId: secretary.personId });
    expect(typesOf(lines)).toEqual(['reported', 'parentLinked', 'closed']);
    await until('the parent to know its end', async () => (await get(parent.id)).children[0]?.open === false);
  });

  test('with “keep” lets them go on by themselves', async () => {
    const { parent, child } = await family();
    await bringToClosure(parent.id);
    await order(secretary, parent.id, { command: 'close', children: 'keep' });
    expect(await order(worker, child.id, { command: 'accept' })).toMatchObject({ stage: 'dispatch', parentId: parent.id });
    expect((await history(worker, parent.id)).at(-1)).toMatchObject({ type: 'closed', fact: { children: 'keep' } });
    await order(worker, child.id, { command: 'cancel', reason: '演示结束' });
    await until('the parent to know its end', async () => (await get(parent.id)).children[0]?.open === false);
  });

  test('whose children have all ended asks nothing', async () => {
    const { parent, child } = await family();
    await order(worker, child.id, { command: 'cancel', reason: '已随主案解决' });
    await until('the parent to know', async () => (await get(parent.id)).children[0]?.open === false);
    expect(typesOf(await history(worker, parent.id))).toEqual(['reported', 'childLinked', 'childEnded']);
    await bringToClosure(parent.id);
    expect(await order(secretary, parent.id, { command: 'close' })).toMatchObject({ stage: 'closed' });
  });

  test('of which one child has ended and another is open asks about the open one', async () => {
    const { parent, child } = await family();
    const second = await recorded();
    await order(worker, parent.id, { command: 'linkChild', childCaseId: second.id });
    await until('the second child to know', async () => (await get(second.id)).parentId === parent.id);
    await order(worker, child.id, { command: 'cancel', reason: '已随主案解决' });
    await until('the parent to know', async () => (await get(parent.id)).children.some((one) => !one.open));
    await bringToClosure(parent.id);
    expect((await command(secretary, parent.id, { command: 'close' })).status).toBe(400);
    await order(secretary, parent.id, { command: 'close', children: 'close' });
    await until('the close of the open one', async () => (await get(second.id)).stage === 'closed');
    expect((await get(child.id)).stage).toBe('cancelled');
  });
});

describe('a child', () => {
  test('is no second time somebody’s, no parent, not itself, and not one that has ended or is not there', async () => {
    const { parent, child } = await family();
    const other = await recorded();
    const refusal = async (parentId: string, childId: string): Promise<unknown[]> => {
      const { status, body } = await link(parentId, childId);
      return [status, body['code'], body['field']];
    };
    expect(await refusal(other.id, child.id)).toEqual([400, 'INVALID', 'childCaseId']);
    expect(await refusal(other.id, parent.id)).toEqual([400, 'INVALID', 'childCaseId']);
    expect(await refusal(parent.id, parent.id)).toEqual([400, 'INVALID', 'childCaseId']);
    expect(await refusal(parent.id, randomUUID())).toEqual([404, 'NOT_FOUND', 'childCaseId']);
    // One level deep: a child takes none.
    expect((await refusal(child.id, other.id)).slice(0, 2)).toEqual([409, 'WRONG_STAGE']);
    await order(worker, other.id, { command: 'cancel', reason: '报错了' });
    await until('its end', async () => (await history(worker, other.id)).at(-1)?.type === 'cancelled');
    expect(await refusal(parent.id, other.id)).toEqual([400, 'INVALID', 'childCaseId']);
    expect((await get(parent.id)).children).toEqual([{ caseId: child.id, open: true }]);
    for (const { id } of [child, parent]) await order(worker, id, { command: 'cancel', reason: '演示结束' });
  });

  test('a parent with open children is not merged away; merged itself a child is told to its parent as ended', async () => {
    const { parent, child } = await family();
    const other = await recorded();
    const refused = (await command(worker, parent.id, { command: 'merge', intoCaseId: other.id, reason: '同一件事' })) as unknown as Answer;
    expect([refused.status, refused.body['field']]).toEqual([400, 'intoCaseId']);
    await order(worker, child.id, { command: 'merge', intoCaseId: other.id, reason: '同一件事' });
    await until('both to know', async () => {
      const [mother, into] = [await get(parent.id), await get(other.id)];
      return mother.children[0]?.open === false && into.duplicateIds.includes(child.id);
    });
    for (const { id } of [parent, other]) await order(worker, id, { command: 'cancel', reason: '演示结束' });
  });
});
