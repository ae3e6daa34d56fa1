import { fullRules, MINUTE, NOON, storedPolicy } from '@shaodao/domain/case/fixture/district';
import { office, shown } from '@shaodao/domain/case/fixture/office';
import { called, centre, district, leader, of, shift, suspended } from '@shaodao/domain/case/fixture/roads';
import { usageOf } from '@shaodao/domain/case/usage';
import { completePolicy } from '@shaodao/domain/stored-rules';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;

describe('挂账', () => {
  const ask = { command: 'requestSuspension' as const, reviewAt: NOON + 30 * HOUR };
  const grant = { command: 'decideSuspension' as const, granted: true };

  test('needs approval by another, and a review that lies ahead', () => {
    expect(called().refused(of('water'), { ...ask, reviewAt: NOON })).toMatchObject({ code: 'INVALID', field: 'reviewAt' });
    const walk = called().give(of('water'), ask);
    expect(walk.refused(leader, grant)).toMatchObject({ code: 'FORBIDDEN' });
    expect(walk.refused({ ...centre, personId: of('water').personId }, grant)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.give(centre, { ...grant, granted: false }).state).toMatchObject({ suspended: null, suspensionAsked: null });
  });

  test('nothing runs but its review, which comes again until somebody takes the case up', () => {
    const walk = suspended(called(), NOON + 30 * HOUR);
    expect(walk.state.deadlines).toEqual([{ kind: 'review', departmentId: null, dueAt: NOON + 30 * HOUR, rung: 0 }]);
    walk.until(NOON + 80 * HOUR);
    expect(walk.facts('reviewDue').map(({ times }) => times)).toEqual([1, 2, 3]);
    expect(walk.facts('stepMissed')).toEqual([]);
  });

  test('prolonged, it still keeps what was left when it began', () => {
    const walk = suspended(called().until(NOON + HOUR / 2), NOON + 30 * HOUR);
    suspended(walk.until(NOON + 20 * HOUR), NOON + 90 * HOUR);
    expect(walk.due('review')?.dueAt).toBe(NOON + 90 * HOUR);
    walk.give(district, { command: 'resume' }, NOON + 80 * HOUR);
    expect(walk.due('sign', 'water')?.dueAt).toBe(NOON + 80.5 * HOUR);
    expect(walk.due('level')?.dueAt).toBe(NOON + (48 - 0.5 + 80) * HOUR);
  });

  test('is no part of any department’s time', () => {
    const walk = suspended(called().until(NOON + 2 * HOUR), NOON + 90 * HOUR).give(district, { command: 'resume' }, NOON + 50 * HOUR);
    const usage = usageOf(walk.events, fullRules.calendar, NOON + 51 * HOUR);
    expect(usage).toMatchObject({ case: { ms: 51 * HOUR }, suspended: { ms: 48 * HOUR }, departments: [{ departmentId: 'water', ms: 3 * HOUR }] });
  });

  test('taken up again ends what was asked meanwhile: no wish stands without a clock', () => {
    const walk = suspended(called(), NOON + 100 * HOUR);
    walk.give(leader, { command: 'requestSuspension', reviewAt: NOON + 200 * HOUR }).give(leader, { command: 'resume' });
    expect(walk.state.suspensionAsked).toBeNull();
    expect(walk.refused(centre, { command: 'decideSuspension', granted: true })).toMatchObject({ code: 'WRONG_STAGE' });
  });
});

describe('延期, asked and decided', () => {
  const hours = (count: number) => ({ unit: 'urgentHour' as const, ms: count * HOUR });
  const ask = { command: 'requestExtension' as const, limit: hours(10) };
  const decide = (granted: boolean) => ({ command: 'decideExtension' as const, departmentId: 'water', granted });

  test('before expiry, in the unit of its clock, once at a time', () => {
    expect(called().refused(of('water'), ask, NOON + 48 * HOUR)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(called().refused(of('water'), { ...ask, limit: { unit: 'workDay', days: 1 } })).toMatchObject({ code: 'INVALID', field: 'limit' });
    expect(called().give(of('water'), ask).refused(of('water', 'two'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('counts from the old deadline and carries the level’s with it, but no other department’s', () => {
    const walk = called({ water: 'lead', power: 'assist' }).give(of('water'), ask, NOON + HOUR).give(shift, decide(true), NOON + 5 * HOUR);
    expect(walk.due('finish', 'water')?.dueAt).toBe(NOON + 58 * HOUR);
    expect(walk.due('level')?.dueAt).toBe(NOON + 58 * HOUR);
    expect(walk.due('finish', 'power')?.dueAt).toBe(NOON + 48 * HOUR);
    expect(walk.due('urge', 'water')?.dueAt).toBe(NOON + 56 * HOUR);
    expect(walk.facts('extensionGranted')).toMatchObject([{ fromDueAt: NOON + 48 * HOUR, toDueAt: NOON + 58 * HOUR, excused: false }]);
  });

  test('the first by the shift leader, the second by the centre’s leader, a third by nobody', () => {
    const walk = called().give(of('water'), ask);
    expect(walk.refused(leader, decide(true))).toMatchObject({ code: 'FORBIDDEN' });
    walk.give(shift, decide(true)).give(of('water'), ask);
    expect(walk.refused(shift, decide(true))).toMatchObject({ code: 'FORBIDDEN', field: 'departmentId' });
    walk.give(centre, decide(true));
    expect(walk.due('finish', 'water')?.dueAt).toBe(NOON + 68 * HOUR);
    expect(walk.refused(of('water'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('refused or undecided it stops nothing; granted late it excuses the miss', () => {
    const walk = called().give(of('water'), ask, NOON + 47 * HOUR).until(NOON + 49 * HOUR);
    expect(walk.state.tasks[0]?.missed).toContain('finish');
    walk.give(shift, decide(true));
    expect(walk.state.tasks[0]?.missed).not.toContain('finish');
    expect(walk.due('finish', 'water')).toMatchObject({ dueAt: NOON + 58 * HOUR, rung: 0 });
    const refused = called().give(of('water'), ask, NOON + 47 * HOUR).give(shift, decide(false));
    expect(refused.until(NOON + 49 * HOUR).state.tasks[0]?.missed).toContain('finish');
    expect(refused.refused(shift, decide(true))).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('in working time it goes on from close of business', () => {
    const walk = called({ water: 'lead' }, office).give(of('water'), { ...ask, limit: { unit: 'workDay', days: 1 } });
    walk.give(shift, decide(true));
    expect(shown(walk.due('finish', 'water')?.dueAt)).toBe('2026-12-02T09:00');
  });

  test('in a case older than clocks of 办结 it is the level’s limit, and nothing once that has passed', () => {
    const old = { rules: { policy: completePolicy(storedPolicy), calendar: fullRules.calendar } };
    const walk = called({ water: 'lead' }, old).give(of('water'), ask).give(shift, decide(true));
    expect(walk.due('level')?.dueAt).toBe(NOON + 58 * HOUR);
    expect(walk.until(NOON + 59 * HOUR).refused(of('water'), ask)).toMatchObject({ code: 'WRONG_STAGE' });
    const late = called({ water: 'lead' }, old).give(of('water'), ask).until(NOON + 50 * HOUR);
    const level = late.due('level');
    expect(late.give(shift, decide(true)).due('level')).toEqual(level);
  });
});

describe('延期', () => {
  const asked = { command: 'requestExtension' as const, limit: { unit: 'urgentHour' as const, ms: 10 * HOUR } };
  const granted = { command: 'decideExtension' as const, departmentId: 'water', granted: true };

  test('granted late counts from the old deadline, and time suspended in between is not used up', () => {
    const walk = called().give(of('water'), asked, NOON + 47 * HOUR);
    suspended(walk.until(NOON + 50 * HOUR), NOON + 500 * HOUR).give(district, { command: 'resume' }, NOON + 150 * HOUR);
    walk.give(centre, granted, NOON + 151 * HOUR);
    // Missed at 48, two hours before the rest of a hundred.
    expect(walk.facts('extensionGranted')).toMatchObject([{ fromDueAt: NOON + 148 * HOUR, toDueAt: NOON + 158 * HOUR, excused: true }]);
  });

  test('granted after the last rung of the ladder still excuses the miss and gives the department its time', () => {
    const walk = called().give(of('water'), asked, NOON + 47 * HOUR).until(NOON + 400 * HOUR);
    expect(walk.due('finish', 'water')).toBeUndefined();
    const level = walk.due('level');
    walk.give(centre, granted);
    expect(walk.facts('extensionGranted')).toMatchObject([{ fromDueAt: NOON + 48 * HOUR, toDueAt: NOON + 400 * HOUR, excused: true }]);
    expect(walk.due('level')).toEqual(level);
    expect(walk.due('finish', 'water')).toMatchObject({ dueAt: NOON + 400 * HOUR, rung: 0 });
  });
});

describe('who asks for 挂账', () => {
  test('a department that works on it, or the level; not one that is only informed', () => {
    const walk = called({ water: 'lead', press: 'informed' });
    const asks = { command: 'requestSuspension' as const, reviewAt: NOON + HOUR };
    expect(walk.refused(of('press'), asks)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.refused(of('press'), { command: 'handOver', toPersonId: 'other' })).toMatchObject({ code: 'WRONG_STAGE' });
    walk.give(of('water'), asks);
  });
});
