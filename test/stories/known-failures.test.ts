import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { command, gridOf, history, isWhole, order, report, TOMORROW, typesOf, type Case, type EventLine } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';
import { setPresent } from '../world/duty.js';
import { noticesAbout } from '../world/records.js';
import { until } from '../world/wait.js';

/** What other systems are known to get wrong, each as a story of its own. */
let worker: Person;
let chief: Person;
let leader: Person;
let first: Person;
let firstHead: Person;
let second: Person;

beforeAll(async () => {
  worker = await person('gridWorker');
  chief = await person('gridWorker', 1, (one) => one.areaCode === worker.account.areaCode);
  leader = await person('subdistrictDuty', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
  const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${await gridOf(worker)}`);
  const [one = '', other = ''] = grid.body.attachedDepartmentIds;
  first = await person('departmentDuty', 0, (account) => account.departmentId === one);
  firstHead = await person('departmentHead', 0, (account) => account.departmentId === one);
  second = await person('departmentDuty', 0, (account) => account.departmentId === other);
});

const departmentOf = (someone: Person): string => someone.account.departmentId ?? '';
const reason = '需部门到场';

async function enforced(departments: { departmentId: string; part: string }[]): Promise<Case> {
  const { id } = await report(worker);
  await order(chief, id, { command: 'accept' });
  return order(leader, id, { command: 'whistle', kind: 'enforcement', departments, reason });
}

const missesOf = (lines: EventLine[], departmentId: string, step: string): EventLine[] =>
  lines.filter(({ fact }) => fact.type === 'stepMissed' && fact['departmentId'] === departmentId && fact['step'] === step);

describe('known failures of other systems', () => {
  test('a whistle to three departments of which one is unreachable: its ladder climbs past it, the two others are not held up', async () => {
    const all = await worker.get<{ items: { id: string }[] }>('/api/departments');
    const lost = all.body.items.findLast(({ id }) => id !== departmentOf(first) && id !== departmentOf(second))?.id ?? '';
    await setPresent(lost, false);
    try {
      const { id } = await enforced([
        { departmentId: departmentOf(first), part: 'lead' },
        { departmentId: departmentOf(second), part: 'assist' },
        { departmentId: lost, part: 'assist' },
      ]);
      for (const someone of [first, second]) {
        await order(someone, id, { command: 'sign' });
        await order(someone, id, { command: 'contact', whom: '社区', measure: '到场', plannedFinishAt: TOMORROW() });
      }
      const lines = await until('the rungs of the lost department', async () => {
        const now = await history(leader, id);
        return missesOf(now, lost, 'sign').length >= 3 ? now : null;
      });
      expect(missesOf(lines, departmentOf(first), 'contact')).toEqual([]);
      for (const missed of missesOf(lines, lost, 'sign')) {
        // Never nobody: the level above answers for an empty roster, and it is kept who that was.
        expect(missed.onDuty.flatMap(({ personIds }) => personIds)).not.toEqual([]);
      }
      const [miss] = missesOf(lines, lost, 'sign');
      expect(miss?.onDuty[0]).toMatchObject({ via: 'levelAbove' });
      await until('the alarm to operations', async () =>
        (await noticesAbout(id)).some((notice) => notice.factId === `${id}:${miss?.seq}` && notice.seat === 'operations'),
      );
    } finally {
      await setPresent(lost, true);
    }
  });

  test('a location and a category changed together are one act: both or neither', async () => {
    const { id } = await report(worker);
    const grids = await leader.get<{ items: { id: string; code: string }[] }>(`/api/grids?areaCode=${worker.account.areaCode.slice(0, 12)}`);
    const elsewhere = grids.body.items.find(({ code }) => code !== worker.account.areaCode);
    const categories = await worker.get<{ items: { code: string }[] }>('/api/categories');
    const category = categories.body.items.at(-1)?.code ?? '';
    const half = await command(leader, id, { command: 'accept', gridId: elsewhere?.id, categoryCode: 'no such category' });
    expect([half.status, half.body['field' as never]]).toEqual([404, 'categoryCode']);
    expect((await history(leader, id)).length).toBe(1);
    const both = await order(leader, id, { command: 'accept', gridId: elsewhere?.id, categoryCode: category });
    expect(both).toMatchObject({ gridCode: elsewhere?.code, categoryCode: category, stage: 'dispatch' });
    const filed = (await history(leader, id)).filter((line) => line.type === 'filed');
    expect(filed).toHaveLength(1);
    expect(filed[0]?.fact).toMatchObject({ moved: true, place: { gridCode: elsewhere?.code }, category: { code: category } });
  });

  test('an acknowledgement racing a timer has one winner, and both sides see the same', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, () => enforced([{ departmentId: departmentOf(first), part: 'lead' }])));
    await Promise.all(
      cases.map(async ({ id, deadlines }, index) => {
        const dueAt = Date.parse(deadlines.find(({ kind }) => kind === 'sign')?.dueAt ?? '');
        // Some a little before the limit, some after it, most in its very moment.
        await pause(Math.max(0, dueAt + (index - 6) * 15 - Date.now()));
        await order(first, id, { command: 'sign' });
      }),
    );
    for (const { id } of cases) {
      const lines = await until(`the signature of ${id}`, async () => {
        const now = await history(leader, id);
        return now.some((line) => line.type === 'signed') ? now : null;
      });
      const signed = lines.findIndex((line) => line.type === 'signed');
      const missedBefore = missesOf(lines.slice(0, signed), departmentOf(first), 'sign').length > 0;
      expect(lines[signed]?.fact).toMatchObject({ inTime: !missedBefore });
      expect(missesOf(lines.slice(signed), departmentOf(first), 'sign')).toEqual([]);
      expect(isWhole(lines)).toBe(true);
    }
  });

  test('an acknowledged case that is forgotten is asked after: contact and report-in have clocks of their own', async () => {
    const { id } = await enforced([{ departmentId: departmentOf(first), part: 'lead' }]);
    await order(first, id, { command: 'sign' });
    const lines = await until('the supervision', async () => {
      const now = await history(leader, id);
      return now.some(({ type }) => type === 'supervised') ? now : null;
    });
    expect(missesOf(lines, departmentOf(first), 'sign')).toEqual([]);
    const contact = missesOf(lines, departmentOf(first), 'contact')[0];
    await until('the word to the department’s head', async () =>
      (await noticesAbout(id)).some((notice) => notice.factId === `${id}:${contact?.seq}` && notice.personId === firstHead.personId),
    );
    expect(lines.find(({ type }) => type === 'supervised')?.fact).toMatchObject({ departmentId: departmentOf(first) });
  });

  test('a deadline that would have passed while the case was suspended does not act, and acts once afterwards', async () => {
    const { id } = await enforced([{ departmentId: departmentOf(first), part: 'lead' }]);
    await order(first, id, { command: 'sign' });
    await order(first, id, { command: 'requestSuspension', reviewAt: TOMORROW(), reason: '周末停工' });
    const before = (await first.get<Case>(`/api/cases/${id}`)).body;
    const dueAt = Date.parse(before.deadlines.find(({ kind }) => kind === 'contact')?.dueAt ?? '');
    await order(await person('shiftLeader'), id, { command: 'decideSuspension', granted: true });
    // Past the instant at which it would have been missed.
    await pause(Math.max(0, dueAt + 1_500 - Date.now()));
    expect(missesOf(await history(leader, id), departmentOf(first), 'contact')).toEqual([]);
    await order(await person('shiftLeader'), id, { command: 'resume', reason: '复工' });
    const lines = await until('the miss afterwards', async () => {
      const now = await history(leader, id);
      return missesOf(now, departmentOf(first), 'contact').length > 0 ? now : null;
    });
    expect(missesOf(lines, departmentOf(first), 'contact')).toHaveLength(1);
    const at = (type: string): number => Date.parse(lines.find((line) => line.type === type)?.at ?? '');
    const missedAt = Date.parse(missesOf(lines, departmentOf(first), 'contact')[0]?.at ?? '');
    expect(missedAt - at('resumed')).toBe(dueAt - at('suspended'));
    expect(typesOf(lines)).toContain('suspended');
  });

  test('two people who take the same step at once: one does, the other is told where the case stands', async () => {
    const { id } = await enforced([{ departmentId: departmentOf(first), part: 'lead' }]);
    const keys = [randomUUID(), randomUUID()];
    const answers = await Promise.all([first, firstHead].map((who, index) => command(who, id, { command: 'sign' }, keys[index])));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(typesOf(await history(leader, id)).filter((type) => type === 'signed')).toHaveLength(1);
  });
});
