import { MINUTE, NOON } from '@shaodao/domain/case/fixture/district';
import { called, centre, district, leader, of, suspended } from '@shaodao/domain/case/fixture/roads';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;

describe('挂账', () => {
  test('taken up again ends what was asked meanwhile: no wish stands without a clock', () => {
    const walk = suspended(called(), NOON + 100 * HOUR);
    walk.give(leader, { command: 'requestSuspension', reviewAt: NOON + 200 * HOUR }).give(leader, { command: 'resume' });
    expect(walk.state.suspensionAsked).toBeNull();
    expect(walk.refused(centre, { command: 'decideSuspension', granted: true })).toMatchObject({ code: 'WRONG_STAGE' });
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
