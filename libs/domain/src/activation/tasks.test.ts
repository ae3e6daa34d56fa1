import { describe, expect, test } from '@jest/globals';
import { taskRules, taskState, taskTellings } from '@shaodao/domain/activation/tasks';
import fc from 'fast-check';

const MINUTE_MS = 60_000;

describe('who is told of missing reports, and when', () => {
  test('tasks of one limit are one instant; those above hear of it after the second interval', () => {
    const rules = taskRules([60 * MINUTE_MS, 30 * MINUTE_MS, 60 * MINUTE_MS], 15 * MINUTE_MS);
    expect(taskTellings(rules, 1_000)).toEqual([
      { at: 1_000 + 30 * MINUTE_MS, dueAt: 1_000 + 30 * MINUTE_MS, nth: 0, to: 'leader' },
      { at: 1_000 + 45 * MINUTE_MS, dueAt: 1_000 + 30 * MINUTE_MS, nth: 0, to: 'above' },
      { at: 1_000 + 60 * MINUTE_MS, dueAt: 1_000 + 60 * MINUTE_MS, nth: 1, to: 'leader' },
      { at: 1_000 + 75 * MINUTE_MS, dueAt: 1_000 + 60 * MINUTE_MS, nth: 1, to: 'above' },
    ]);
  });

  test('without a second interval only leaders hear, and without tasks nobody', () => {
    expect(taskTellings(taskRules([MINUTE_MS], null), 0).map(({ to }) => to)).toEqual(['leader']);
    expect(taskTellings(taskRules([], MINUTE_MS), 0)).toEqual([]);
  });

  test('whatever the limits: in order, each once, and those above never before the leader', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 })), fc.option(fc.integer({ min: 1, max: 500 })), fc.nat(1_000), (limits, againMs, calledAt) => {
        const tellings = taskTellings(taskRules(limits, againMs), calledAt);
        expect(tellings.every(({ at }, index) => at >= (tellings[index - 1]?.at ?? 0))).toBe(true);
        expect(new Set(tellings.map(({ nth, to }) => `${nth} ${to}`)).size).toBe(tellings.length);
        expect(new Set(tellings.map(({ dueAt }) => dueAt))).toEqual(new Set(limits.map((limitMs) => calledAt + limitMs)));
        for (const [index, { nth, to }] of tellings.entries()) {
          if (to === 'above') expect(tellings.findIndex((one) => one.nth === nth && one.to === 'leader')).toBeLessThan(index);
        }
      }),
    );
  });
});

test.each([
  [{ dueAt: 10, doneAt: null }, 10, 'open'],
  [{ dueAt: 10, doneAt: null }, 11, 'overdue'],
  [{ dueAt: 10, doneAt: 10 }, 50, 'done'],
  [{ dueAt: 10, doneAt: 11 }, 50, 'late'],
] as const)('%o at %i is %s', (task, now, state) => {
  expect(taskState(task, now)).toBe(state);
});
