import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TaskFact } from './task-facts.js';
import { chinaMonth, foldTasks } from './task-fold.js';

const CASE = '0190a000-0000-7000-8000-000000000001';
const POLICE = '0190a000-0000-7000-8000-00000000000a';
const WATER = '0190a000-0000-7000-8000-00000000000b';
const AT = Date.UTC(2026, 10, 23);

function history(...facts: TaskFact['fact'][]): TaskFact[] {
  return facts.map((fact, index) => ({ caseId: CASE, seq: index + 1, at: AT + index, fact }));
}
const whistled = (...departments: [string, 'lead' | 'assist' | 'informed'][]): TaskFact['fact'] => ({
  type: 'whistled',
  departments: departments.map(([departmentId, part]) => ({ departmentId, part })),
});
const withdrawn: TaskFact['fact'] = { type: 'whistleWithdrawn' };
const signed = (departmentId: string, inTime: boolean): TaskFact['fact'] => ({ type: 'signed', departmentId, inTime });
const finished = (departmentId: string, inTime: boolean): TaskFact['fact'] => ({
  type: 'taskFinished',
  departmentId,
  inTime,
});

describe('the month of a whistle', () => {
  test.each([
    ['2026-10-31T15:59:59.999Z', '2026-10'],
    ['2026-10-31T16:00:00.000Z', '2026-11'],
    ['2026-12-31T16:00:00.000Z', '2027-01'],
    ['2028-02-29T15:59:59.999Z', '2028-02'],
  ])('%s lies in %s of China', (instant, month) => expect(chinaMonth(Date.parse(instant))).toBe(month));
});

describe('tasks folded from facts', () => {
  test('lead and assist are measured, an informed department is not', () => {
    const tasks = foldTasks(history(whistled([POLICE, 'lead'], [WATER, 'informed']), signed(WATER, true)));
    expect(tasks).toEqual([
      {
        caseId: CASE,
        whistleSeq: 1,
        departmentId: POLICE,
        month: '2026-11',
        withdrawn: false,
        signedInTime: null,
        finishedInTime: null,
        known: 2,
      },
    ]);
  });

  test('a department that is returned or let go counts for nobody, the one that took over for itself', () => {
    const tasks = foldTasks(
      history(
        whistled([POLICE, 'lead']),
        { type: 'returnGranted', departmentId: POLICE, toDepartmentId: WATER },
        signed(WATER, true),
        { type: 'departmentAdded', departmentId: POLICE, part: 'assist' },
        { type: 'departmentReleased', departmentId: POLICE },
        { type: 'adjudicated', departmentId: WATER, toDepartmentId: WATER },
        finished(WATER, true),
      ),
    );
    expect(tasks.map(({ departmentId, whistleSeq, withdrawn: gone, finishedInTime }) => [departmentId, whistleSeq, gone, finishedInTime])).toEqual([
      [POLICE, 1, true, null],
      [WATER, 2, false, true],
      [POLICE, 4, true, null],
    ]);
  });

  test('the first signing decides, and after rework the last finish', () => {
    const [task] = foldTasks(
      history(
        whistled([POLICE, 'lead']),
        signed(POLICE, false),
        signed(POLICE, true),
        finished(POLICE, true),
        finished(POLICE, false),
      ),
    );
    expect(task).toMatchObject({ signedInTime: false, finishedInTime: false });
  });

  test('a whistle taken back counts no more, the one blown after it does', () => {
    const tasks = foldTasks(
      history(whistled([POLICE, 'lead']), signed(POLICE, true), withdrawn, whistled([POLICE, 'lead']), signed(POLICE, false)),
    );
    expect(tasks).toMatchObject([
      { whistleSeq: 1, withdrawn: true, signedInTime: true },
      { whistleSeq: 4, withdrawn: false, signedInTime: false },
    ]);
  });

  test('an act that arrives before its whistle waits for it', () => {
    const [whistle, sign] = history(whistled([POLICE, 'lead']), signed(POLICE, true)) as [TaskFact, TaskFact];
    expect(foldTasks([sign])).toEqual([]);
    expect(foldTasks([sign, whistle])).toMatchObject([{ signedInTime: true }]);
  });
});

const department = fc.constantFrom(POLICE, WATER);
const part = fc.constantFrom('lead' as const, 'assist' as const, 'informed' as const);
const anyFact = fc.oneof(
  fc
    .uniqueArray(fc.tuple(department, part), { selector: ([id]) => id, minLength: 1 })
    .map((departments) => whistled(...departments)),
  fc.constant(withdrawn),
  fc.tuple(department, fc.boolean()).map(([id, inTime]) => signed(id, inTime)),
  fc.tuple(department, fc.boolean()).map(([id, inTime]) => finished(id, inTime)),
);
const anyHistories = fc
  .array(fc.array(anyFact, { maxLength: 12 }), { minLength: 1, maxLength: 3 })
  .map((cases) =>
    cases.flatMap((facts, index) => history(...facts).map((fact) => ({ ...fact, caseId: `${CASE}-${index}` }))),
  );

function sorted(facts: TaskFact[]): string[] {
  return foldTasks(facts)
    .map((task) => JSON.stringify(task))
    .toSorted();
}

describe('whatever happened', () => {
  test('any order and any doubling of the facts gives the same tasks', () => {
    fc.assert(
      fc.property(
        anyHistories.chain((facts) =>
          fc.record({
            facts: fc.constant(facts),
            told: fc
              .shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length })
              .chain((all) => fc.subarray(all).map((again) => [...again, ...all])),
          }),
        ),
        ({ facts, told }) => expect(sorted(told)).toEqual(sorted(facts)),
      ),
    );
  });

  test('a task once made never disappears when more becomes known', () => {
    fc.assert(
      fc.property(
        anyHistories.chain((facts) => fc.tuple(fc.constant(facts), fc.subarray(facts))),
        ([facts, early]) => {
          const keys = new Set(foldTasks(facts).map((task) => `${task.caseId} ${task.whistleSeq} ${task.departmentId}`));
          for (const task of foldTasks(early)) {
            expect(keys).toContain(`${task.caseId} ${task.whistleSeq} ${task.departmentId}`);
          }
        },
      ),
    );
  });
});
