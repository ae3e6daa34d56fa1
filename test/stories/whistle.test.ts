import { beforeAll, describe, expect, test } from '@jest/globals';
import { gridOf, history, isWhole, order, report, TOMORROW, typesOf } from '../world/case-road.js';
import { noticesAbout } from '../world/records.js';
import { person, type Person } from '../world/people.js';
import { until } from '../world/wait.js';

let worker: Person;
let chief: Person;
let secretary: Person;
let leader: Person;
let secretaryAbove: Person;
let officer: Person;
let colleague: Person;
let head: Person;

beforeAll(async () => {
  worker = await person('gridWorker');
  chief = await person('gridWorker', 1, (one) => one.areaCode === worker.account.areaCode);
  const over = (one: { areaCode: string }): boolean => worker.account.areaCode.startsWith(one.areaCode);
  secretary = await person('communitySecretary', 0, over);
  leader = await person('subdistrictDuty', 0, over);
  secretaryAbove = await person('subdistrictSecretary', 0, over);
  const attached = await attachedDepartments();
  const ofDepartment = (one: { departmentId?: string }): boolean => attached.includes(one.departmentId ?? '');
  officer = await person('departmentDuty', 0, ofDepartment);
  const same = (one: { departmentId?: string }): boolean => one.departmentId === officer.account.departmentId;
  colleague = await person('departmentDuty', 1, same);
  head = await person('departmentHead', 0, same);
});

async function attachedDepartments(): Promise<string[]> {
  const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${await gridOf(worker)}`);
  return grid.body.attachedDepartmentIds;
}

const reasons = { reason: '居民多次反映，需部门到场' };

describe('a whistle is answered', () => {
  test('网格吹哨: the grid calls its own department, which signs, makes contact, reports in and finishes', async () => {
    const { id, number, stage, level } = await report(worker);
    expect({ stage, level }).toEqual({ stage: 'intake', level: 'grid' });
    expect(number).toMatch(/^511703-\d{8}-\d{5}$/);
    await order(chief, id, { command: 'accept' });
    const departmentId = officer.account.departmentId;
    const blown = await order(chief, id, { command: 'whistle', kind: 'grid', departments: [{ departmentId, part: 'lead' }], ...reasons });
    expect(blown.deadlines.map((deadline) => deadline.kind).sort()).toEqual(['contact', 'finish', 'level', 'reportIn', 'sign']);
    await order(officer, id, { command: 'sign' });
    await order(officer, id, { command: 'contact', whom: '物业值班室', measure: '围挡并抢修', plannedFinishAt: TOMORROW() });
    await order(colleague, id, { command: 'reportIn' });
    await order(head, id, { command: 'finish', result: '已回填并恢复通行' });
    await order(secretary, id, { command: 'verify', passed: true });
    const closed = await order(leader, id, { command: 'close' });
    expect(closed).toMatchObject({ stage: 'closed' });
    expect(closed.deadlines.map((deadline) => deadline.kind)).toEqual(['callback', 'reopen']);
    const lines = await history(worker, id);
    expect(typesOf(lines)).toEqual(
      ['reported', 'accepted', 'filed', 'whistled', 'signed', 'contacted', 'reportedIn', 'taskFinished', 'verified', 'closed'],
    );
    expect(isWhole(lines)).toBe(true);
    expect(lines[3]?.text).toEqual(reasons);
    // 网格吹哨: the community is told.
    await until('the notice of the secretary', async () =>
      (await noticesAbout(id)).some((notice) => notice.factId === `${id}:4` && notice.seat === 'communitySecretary'),
    );
  });

  test('工作推进: a subdistrict leader calls a lead and an informed department', async () => {
    const { id } = await report(worker);
    await order(chief, id, { command: 'accept' });
    const others = await worker.get<{ items: { id: string }[] }>('/api/departments');
    const informed = others.body.items.find((one) => one.id !== officer.account.departmentId)?.id;
    const blown = await order(leader, id, {
      command: 'whistle',
      kind: 'advance',
      departments: [
        { departmentId: officer.account.departmentId, part: 'lead' },
        { departmentId: informed, part: 'informed' },
      ],
      ...reasons,
    });
    expect(blown).toMatchObject({ stage: 'handling', level: 'subdistrict' });
    for (const step of ['sign', 'contact', 'reportIn', 'finish']) {
      await order(officer, id, {
        command: step,
        ...(step === 'contact' ? { whom: '社区', measure: '现场会商', plannedFinishAt: TOMORROW() } : {}),
        ...(step === 'finish' ? { result: '办结' } : {}),
      });
    }
    await order(secretary, id, { command: 'verify', passed: false, reason: '现场仍有积水' });
    await order(colleague, id, { command: 'finish', result: '已排水' });
    await order(secretary, id, { command: 'verify', passed: true });
    await order(secretaryAbove, id, { command: 'close' });
    const lines = await history(leader, id);
    expect(typesOf(lines)).toContain('reworkOrdered');
    expect(isWhole(lines)).toBe(true);
  });

  test('nobody acts: three escalations in order, each once, each told to whoever is on duty there', async () => {
    const { id } = await report(worker, 'urgent');
    const lines = await until(
      'the supervision at the top',
      async () => {
        const now = await history(worker, id);
        return now.some((line) => line.type === 'supervised') ? now : null;
      },
      40_000,
    );
    const climbed = lines.filter((line) => line.type === 'escalated');
    expect(climbed.map((line) => line.level)).toEqual(['community', 'subdistrict', 'district']);
    for (const line of climbed) {
      expect(Date.parse(line.recordedAt)).toBeGreaterThanOrEqual(Date.parse(line.at));
      const onDuty = line.onDuty.flatMap((duty) => duty.personIds);
      expect(onDuty.length).toBeGreaterThan(0);
      const told = await until(`notices of ${line.level}`, async () => {
        const about = (await noticesAbout(id)).filter((notice) => notice.factId === `${id}:${line.seq}`);
        return about.length >= onDuty.length ? about : null;
      });
      expect(told.map((notice) => notice.personId).sort()).toEqual([...onDuty].sort());
    }
    const mine = await leader.get<{ items: { id: string }[] }>('/api/cases?overdue=true&limit=200');
    expect(mine.body.items.map((row) => row.id)).toContain(id);
    // It stays somebody's: a leader of the district ends it.
    const top = await person('districtLeader');
    await order(top, id, { command: 'reject', reason: '演示结束' });
  });

  test('a department that does not sign in time is told again, its head after it, and the miss is kept', async () => {
    const { id } = await report(worker);
    await order(chief, id, { command: 'accept' });
    const departments = [{ departmentId: officer.account.departmentId, part: 'lead' }];
    await order(leader, id, { command: 'whistle', kind: 'enforcement', departments, ...reasons });
    await until('three rungs', async () => {
      const missed = (await history(leader, id)).filter((line) => line.fact.type === 'stepMissed' && line.fact['step'] === 'sign');
      return missed.length >= 3;
    });
    const signed = await order(officer, id, { command: 'sign' });
    expect(signed.tasks[0]?.missed).toContain('sign');
    const top = await person('districtLeader');
    expect((await top.get<{ items: unknown[] }>(`/api/cases/${id}/deadlines`)).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'sign', state: 'missed' })]),
    );
  });
});
