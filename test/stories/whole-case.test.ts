import { beforeAll, describe, expect, test } from '@jest/globals';
import { command, gridOf, history, isWhole, order, report, TOMORROW, typesOf, type Case, type EventLine } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';
import { noticesAbout } from '../world/records.js';
import { until } from '../world/wait.js';

/** 案件 from every side: what departments, leaders and the resident may do with one that does not simply go its way. */
let worker: Person;
let chief: Person;
let secretary: Person;
let communityOfficer: Person;
let leader: Person;
let shift: Person;
let centre: Person;
let top: Person;
/** Of two departments attached to the grid, and a third that nobody of the demo sits in. */
let first: Person;
let firstHead: Person;
let second: Person;
let third: string;

beforeAll(async () => {
  worker = await person('gridWorker');
  chief = await person('gridWorker', 1, (one) => one.areaCode === worker.account.areaCode);
  const over = (one: { areaCode: string }): boolean => worker.account.areaCode.startsWith(one.areaCode);
  secretary = await person('communitySecretary', 0, over);
  communityOfficer = await person('communityOfficer', 0, over);
  leader = await person('subdistrictDuty', 0, over);
  shift = await person('shiftLeader');
  centre = await person('centreLeader');
  top = await person('districtLeader');
  const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${await gridOf(worker)}`);
  const [one = '', other = ''] = grid.body.attachedDepartmentIds;
  first = await person('departmentDuty', 0, (account) => account.departmentId === one);
  firstHead = await person('departmentHead', 0, (account) => account.departmentId === one);
  second = await person('departmentDuty', 0, (account) => account.departmentId === other);
  const all = await worker.get<{ items: { id: string }[] }>('/api/departments');
  third = all.body.items.find(({ id }) => id !== one && id !== other)?.id ?? '';
});

const departmentOf = (someone: Person): string => someone.account.departmentId ?? '';
const reason = '居民多次反映，需部门到场';

async function whistled(departments: { departmentId: string; part: string }[], kind = 'advance'): Promise<Case> {
  const { id } = await report(worker);
  await order(chief, id, { command: 'accept' });
  return order(leader, id, { command: 'whistle', kind, departments, reason });
}
const lead = (someone: Person) => ({ departmentId: departmentOf(someone), part: 'lead' });
const taskOf = (snapshot: Case, departmentId: string) => snapshot.tasks.find((task) => task.departmentId === departmentId);
const last = (lines: EventLine[], type: string): EventLine | undefined => lines.findLast((line) => line.type === type);
const dueOf = (snapshot: Case, kind: string, departmentId: string | null = null): number =>
  Date.parse(snapshot.deadlines.find((deadline) => deadline.kind === kind && deadline.departmentId === departmentId)?.dueAt ?? '');

async function refusal(someone: Person, id: string, body: Record<string, unknown>): Promise<unknown[]> {
  const { status, body: problem } = await command(someone, id, body);
  return [status, problem['code' as never], problem['field' as never]];
}

async function workOff(someone: Person, id: string): Promise<Case> {
  await order(someone, id, { command: 'sign' });
  await order(someone, id, { command: 'contact', whom: '社区', measure: '现场处置', plannedFinishAt: TOMORROW() });
  await order(someone, id, { command: 'reportIn' });
  return order(someone, id, { command: 'finish', result: '已办结' });
}

describe('departments that are not the right ones', () => {
  test('退单 is granted twice, then 终审 assigns, and what it assigns cannot be returned', async () => {
    const { id } = await whistled([lead(first)]);
    await order(first, id, { command: 'requestReturn', proposedDepartmentId: departmentOf(second), reason: '不属本部门职责' });
    expect(await refusal(first, id, { command: 'requestReturn', reason: '再次' })).toEqual([409, 'WRONG_STAGE', undefined]);
    const moved = await order(leader, id, {
      command: 'decideReturn',
      departmentId: departmentOf(first),
      granted: true,
      toDepartmentId: departmentOf(second),
      reason: '同意转派',
    });
    expect([taskOf(moved, departmentOf(first))?.state, taskOf(moved, departmentOf(second))]).toMatchObject([
      'returned',
      { state: 'dispatched', part: 'lead' },
    ]);
    await order(second, id, { command: 'requestReturn', reason: '也不属本部门' });
    const back = { command: 'decideReturn', departmentId: departmentOf(second), granted: true, toDepartmentId: departmentOf(first), reason: '退回' };
    expect(await refusal(second, id, back)).toEqual([403, 'FORBIDDEN', undefined]);
    await order(leader, id, back);
    // The third wish is no longer the street's to decide.
    const asked = await order(first, id, { command: 'requestReturn', reason: '仍有异议' });
    expect(asked.deadlines).toContainEqual(expect.objectContaining({ kind: 'decision', ref: 'adjudication' }));
    const final = { command: 'adjudicate', toDepartmentId: departmentOf(first), reason: '职责明确' };
    expect(await refusal(leader, id, final)).toEqual([403, 'FORBIDDEN', undefined]);
    expect(taskOf(await order(centre, id, final), departmentOf(first))).toMatchObject({ forced: true, state: 'dispatched' });
    expect(await refusal(first, id, { command: 'requestReturn', reason: '还是不' })).toEqual([409, 'WRONG_STAGE', undefined]);
    const lines = await history(leader, id);
    expect(isWhole(lines)).toBe(true);
    expect(last(lines, 'adjudicated')?.text).toEqual({ reason: '职责明确' });
  });

  test('departments are added, handed over, reassigned and let go mid-way; the others’ clocks do not move', async () => {
    const { id } = await whistled([lead(first)]);
    await order(first, id, { command: 'sign' });
    const before = await order(leader, id, { command: 'addDepartment', departmentId: departmentOf(second), part: 'assist', reason: '联合处置' });
    const handed = await order(first, id, { command: 'handOver', toPersonId: firstHead.personId, reason: '交接班' });
    expect(taskOf(handed, departmentOf(first))).toMatchObject({ ownerId: firstHead.personId });
    expect(await refusal(firstHead, id, { command: 'handOver', toPersonId: second.personId, reason: '误选' })).toEqual([400, 'INVALID', 'toPersonId']);
    const after = await order(leader, id, { command: 'reassign', departmentId: departmentOf(second), toDepartmentId: third, reason: '应由他们办' });
    expect(dueOf(after, 'contact', departmentOf(first))).toBe(dueOf(before, 'contact', departmentOf(first)));
    await order(leader, id, { command: 'releaseDepartment', departmentId: third, reason: '不再需要' });
    await order(first, id, { command: 'contact', whom: '业主', measure: '勘察', plannedFinishAt: TOMORROW() });
    await order(first, id, { command: 'reportIn' });
    expect((await order(first, id, { command: 'finish', result: '完成' })).stage).toBe('verification');
  });
});

describe('time that is asked for', () => {
  test('延期 is asked for in time, granted first by the shift leader and then by the centre’s leader, from the old deadline', async () => {
    const { id } = await whistled([lead(first)]);
    const asked = { command: 'requestExtension', limit: { unit: 'workDay', days: 2 }, reason: '材料未到' };
    const before = await order(first, id, asked);
    // It stands in the list of whoever decides it, although another level has the case.
    const waiting = await shift.get<{ items: { id: string }[] }>('/api/cases?mine=true&limit=200');
    expect(waiting.body.items.map((row) => row.id)).toContain(id);
    const decision = { command: 'decideExtension', departmentId: departmentOf(first), granted: true };
    const once = await order(shift, id, decision);
    expect(dueOf(once, 'finish', departmentOf(first))).toBeGreaterThan(dueOf(before, 'finish', departmentOf(first)));
    expect(dueOf(once, 'level')).toBeGreaterThanOrEqual(dueOf(once, 'finish', departmentOf(first)));
    await order(first, id, asked);
    expect(await refusal(shift, id, decision)).toEqual([403, 'FORBIDDEN', 'departmentId']);
    await order(centre, id, decision);
    expect(await refusal(first, id, asked)).toEqual([409, 'WRONG_STAGE', undefined]);
    expect(await refusal(first, id, { ...asked, limit: { unit: 'workDay', days: 0 } })).toEqual([400, 'INVALID', 'limit.days']);
  });

  test('挂账 stops every clock and gives back what was left, to the millisecond; the two clocks add up', async () => {
    const { id } = await whistled([lead(first)]);
    await order(first, id, { command: 'sign' });
    await order(first, id, { command: 'requestSuspension', reviewAt: TOMORROW(), reason: '等待审批材料' });
    const before = (await first.get<Case>(`/api/cases/${id}`)).body;
    const still = await order(shift, id, { command: 'decideSuspension', granted: true });
    expect(still.deadlines.map(({ kind }) => kind)).toEqual(['review']);
    expect(await refusal(first, id, { command: 'contact', whom: '业主', measure: '等待', plannedFinishAt: TOMORROW() })).toEqual([409, 'WRONG_STAGE', undefined]);
    const after = await order(shift, id, { command: 'resume', reason: '材料已到' });
    const lines = await history(first, id);
    const rest = Date.parse(last(lines, 'resumed')?.at ?? '') - Date.parse(last(lines, 'suspended')?.at ?? '');
    // 24 hours after the dispatch run day and night, so they move by exactly the rest.
    expect(dueOf(after, 'contact', departmentOf(first)) - dueOf(before, 'contact', departmentOf(first))).toBe(rest);
    type Used = { ms: number };
    const { body } = await leader.get<{ case: Used; suspended: Used; levels: Record<string, Used>; departments: Used[] }>(`/api/cases/${id}/clock`);
    const levels = Object.values(body.levels).reduce((sum, { ms }) => sum + ms, 0);
    expect(levels + body.suspended.ms).toBe(body.case.ms);
    expect(body.suspended.ms).toBe(rest);
    expect(body.departments[0]?.ms).toBeLessThan(body.case.ms);
  });
});

describe('whistles that need a word', () => {
  test('常规吹哨 of a community officer sounds once the secretary approves it', async () => {
    const { id } = await report(worker);
    await order(chief, id, { command: 'accept' });
    const whistle = { command: 'whistle', kind: 'routine', departments: [lead(first)], reason };
    const asked = await order(communityOfficer, id, whistle);
    expect(asked).toMatchObject({ stage: 'dispatch', tasks: [] });
    expect(await refusal(communityOfficer, id, { command: 'decideWhistle', approved: true })).toEqual([403, 'FORBIDDEN', undefined]);
    expect(await refusal(secretary, id, { command: 'decideWhistle', approved: false })).toEqual([400, 'INVALID', 'reason']);
    expect((await order(secretary, id, { command: 'decideWhistle', approved: true })).stage).toBe('handling');
    const lines = await history(leader, id);
    expect(typesOf(lines).slice(-4)).toEqual(['whistleAsked', 'whistleApproved', 'escalated', 'whistled']);
    expect(last(lines, 'whistled')?.fact).toMatchObject({ askedById: communityOfficer.personId });
  });

  test('应急处置 sounds at once; refused afterwards it is taken back', async () => {
    const { id } = await report(worker);
    await order(chief, id, { command: 'accept' });
    expect((await order(chief, id, { command: 'whistle', kind: 'emergencyResponse', departments: [lead(first)], reason })).stage).toBe('handling');
    const refused = await order(top, id, { command: 'decideWhistle', approved: false, reason: '不属应急' });
    expect(refused).toMatchObject({ stage: 'dispatch', tasks: [] });
  });
});

describe('leaders who look closer', () => {
  test('urging, an order with its own deadline, a jump to the district and the audited way down', async () => {
    const { id } = await whistled([lead(first)]);
    await order(leader, id, { command: 'urge', departmentId: departmentOf(first) });
    const ordered = await order(centre, id, { command: 'supervise', departmentId: departmentOf(first), limit: { unit: 'urgentHour', ms: 7_200_000 }, reason: '领导批示' });
    expect(dueOf(ordered, 'supervision', departmentOf(first))).toBeGreaterThan(Date.now() + 7_000_000);
    const risen = await order(leader, id, { command: 'escalate', to: 'district', reason: '超出街道能力' });
    expect(risen.level).toBe('district');
    expect(await refusal(leader, id, { command: 'deescalate', to: 'community', reason: '退回' })).toEqual([403, 'FORBIDDEN', undefined]);
    expect((await order(centre, id, { command: 'deescalate', to: 'community', reason: '已无需区级' })).level).toBe('community');
    const lines = await history(leader, id);
    expect(last(lines, 'supervised')?.fact).toMatchObject({ cause: 'ordered', departmentId: departmentOf(first) });
    expect(last(lines, 'deescalated')?.text).toEqual({ reason: '已无需区级' });
    await until('the order’s notice to the department', async () =>
      (await noticesAbout(id)).some((notice) => notice.factId === `${id}:${last(lines, 'supervised')?.seq}` && notice.personId === first.personId),
    );
  });

  test('three redos raise supervision by themselves', async () => {
    const { id } = await whistled([lead(first)]);
    await workOff(first, id);
    for (let round = 1; round <= 3; round++) {
      await order(secretary, id, { command: 'verify', passed: false, reason: `第${round}次仍未解决` });
      if (round < 3) await order(first, id, { command: 'finish', result: '再次处置' });
    }
    expect(last(await history(leader, id), 'supervised')?.fact).toMatchObject({ cause: 'reworks', departmentId: null });
  });
});

describe('after the close', () => {
  test('the resident is not satisfied: the department’s rating says so, the same case goes on, and its clock with it', async () => {
    const { id } = await whistled([lead(first)]);
    await workOff(first, id);
    await order(secretary, id, { command: 'verify', passed: true });
    await order(leader, id, { command: 'close' });
    expect(await refusal(worker, id, { command: 'recordCallback', channel: 'inApp', solved: false })).toEqual([400, 'INVALID', 'word']);
    await order(worker, id, { command: 'recordCallback', channel: 'inApp', solved: false, word: 'poor', remark: '仍在漏水' });
    const rating = { command: 'rate', departmentId: departmentOf(first), rating: 'good' };
    expect(await refusal(leader, id, rating)).toEqual([400, 'INVALID', 'reason']);
    await order(leader, id, { ...rating, rating: 'poor' });
    const closedMs = (await leader.get<{ case: { ms: number } }>(`/api/cases/${id}/clock`)).body.case.ms;
    const again = await order(worker, id, { command: 'reopen', reason: '问题没有解决' });
    expect(again).toMatchObject({ id, stage: 'handling', reworks: 1, closedAt: null });
    const { body } = await leader.get<{ case: { ms: number } }>(`/api/cases/${id}/clock`);
    expect(body.case.ms).toBeGreaterThanOrEqual(closedMs);
    expect((await order(first, id, { command: 'finish', result: '已彻底修复' })).stage).toBe('verification');
    expect(isWhole(await history(worker, id))).toBe(true);
  });

  test('a report outside the scope is explained to its reporter; one that is taken back is cancelled', async () => {
    const spam = await report(worker);
    await order(chief, spam.id, { command: 'reject', cause: 'outOfScope', reason: '请向物业反映' });
    await until('the word to the reporter', async () => {
      const page = await worker.get<{ items: { caseId: string; text: string }[] }>('/api/notices?limit=200');
      return page.body.items.some((notice) => notice.caseId === spam.id && notice.text.includes('不属受理范围'));
    });
    const { id } = await report(worker);
    expect(await order(worker, id, { command: 'cancel', reason: '误报' })).toMatchObject({ stage: 'cancelled', deadlines: [] });
  });
});
