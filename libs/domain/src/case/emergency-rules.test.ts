import { addLimit, type Limit } from '@shaodao/domain/limit';
import { emergencyRules } from '@shaodao/domain/case/emergency-rules';
import { Dice } from '@shaodao/domain/case/fixture/dice';
import { fullPolicy, fullRules, officeHours } from '@shaodao/domain/case/fixture/district';
import { randomCalendar, randomPolicy } from '@shaodao/domain/case/fixture/random-rules';
import { GRADES, WHISTLE_KINDS, WHISTLE_STEPS } from '@shaodao/domain/policy';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const hours = (count: number): Limit => ({ unit: 'urgentHour', ms: count * 3_600_000 });

test('all grades climb the ladder of emergencies, from grid and community straight to the district', () => {
  const { policy } = emergencyRules(fullRules);
  for (const grade of GRADES) {
    expect(policy.ladders[grade]).toEqual({ ...fullPolicy.ladders.emergency, subdistrict: null });
    expect(policy.supervisionEvery[grade]).toEqual(fullPolicy.supervisionEvery.emergency);
  }
});

test('time never stops, and the calendar says so by its name', () => {
  const { calendar } = emergencyRules({ policy: fullPolicy, calendar: { ...officeHours, holidays: ['2026-11-25'], dayCount: 'dayEnd' } });
  expect(calendar).toMatchObject({ id: 'office+7x24', holidays: [] });
  const night = Date.parse('2026-11-24T23:00+08:00');
  expect(addLimit(calendar, night, { unit: 'workHour', ms: 3_600_000 })).toBe(night + 3_600_000);
  expect(addLimit(calendar, night, { unit: 'workDay', days: 1 })).toBe(night + 86_400_000);
});

test('a step has the limit of an emergency whistle where that is shorter, and its own where it is not', () => {
  const { emergencyResponse } = fullPolicy.whistles;
  const whistles = { ...fullPolicy.whistles, emergencyResponse: { ...emergencyResponse, sign: hours(0.1), contact: hours(100) } };
  const { policy } = emergencyRules({ ...fullRules, policy: { ...fullPolicy, whistles } });
  expect(policy.whistles.advance).toMatchObject({ sign: hours(0.1), contact: hours(24), reportIn: hours(72) });
});

test('whatever the rules, those of an emergency are the same when worked out twice, and no step is longer than in peace', () => {
  fc.assert(
    fc.property(fc.noBias(fc.integer()), (seed) => {
      const dice = new Dice(seed);
      const rules = { policy: randomPolicy(dice), calendar: randomCalendar(dice) };
      const urgent = emergencyRules(rules);
      expect(emergencyRules(urgent)).toEqual(urgent);
      const length = (limit: Limit): number => addLimit(urgent.calendar, 0, limit);
      for (const kind of WHISTLE_KINDS) {
        for (const step of WHISTLE_STEPS) expect(length(urgent.policy.whistles[kind][step])).toBeLessThanOrEqual(length(rules.policy.whistles[kind][step]));
      }
    }),
    { numRuns: 500 },
  );
});
