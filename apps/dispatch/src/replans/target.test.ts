import { describe, expect, test } from '@jest/globals';
import { replan } from '@shaodao/domain/case/replan';
import { category, fullRules, NOON, officeHours, person, reported, rules } from '@shaodao/domain/case/fixture/district';
import { Shifts } from './shifts.js';
import { changeFor, isUnder, readTarget, type ReplanTarget } from './target.js';

const { state } = reported();
const hours = (count: number) => ({ unit: 'workHour' as const, ms: count * 3_600_000 });
const longer = { ...category, closing: { routine: hours(9), urgent: hours(3), emergency: hours(3) } };
const table = (...items: (typeof category)[]): ReplanTarget => ({ categories: { version: 2, items } });

describe('what a re-plan means for one case', () => {
  test('is the line of its own category, without what a case is not stamped with', () => {
    const listed = { ...longer, className: '市容环境', kind: 'incident' };
    expect(changeFor(state, table({ ...category, code: 'other' }, listed)).category).toEqual(longer);
  });

  test('leaves a case its category that the new table does not have', () => {
    expect(changeFor(state, table({ ...category, code: 'other' })).category).toBeUndefined();
  });

  test('is nothing where it lives under all of it already', () => {
    const under = (target: ReplanTarget): boolean => isUnder(state, rules, changeFor(state, target));
    expect(under({ policy: rules.policy, calendar: rules.calendar, ...table(category) })).toBe(true);
    expect(under({ calendar: officeHours })).toBe(false);
    expect(under({ policy: fullRules.policy })).toBe(false);
    expect(under(table(longer))).toBe(false);
  });

  test('reads the same from what was kept', () => {
    const target = { policy: rules.policy, ...table(longer) };
    expect(readTarget(JSON.parse(JSON.stringify(target)) as ReplanTarget)).toEqual(target);
  });
});

describe('the sum of a preview', () => {
  test('counts cases and deadlines that move, and how far at most either way', () => {
    const shifts = new Shifts();
    const actor = person('districtLeader');
    const at = (ms: number) => ({ ...rules.policy, version: 2, ladders: { ...rules.policy.ladders, routine: { ...rules.policy.ladders.routine, grid: hours(ms) } } });
    for (const [number, ms] of [['one', 4], ['two', 3], ['three', 6]] as const) {
      shifts.add(number, replan(state, rules, { commandId: number, actor, policy: at(ms) }, NOON));
    }
    expect(shifts.all).toMatchObject({ examined: 3, cases: 2, deadlines: 2, earliestShiftMs: -3_600_000, latestShiftMs: 7_200_000 });
    expect(shifts.all.samples.map(({ number }) => number)).toEqual(['two', 'three']);
  });
});
