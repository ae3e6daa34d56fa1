import { MINUTE, NOON, person } from '@shaodao/domain/case/fixture/district';
import { closed, leader, officer, of, secretary } from '@shaodao/domain/case/fixture/roads';
import { describe, expect, test } from '@jest/globals';

const HOUR = 60 * MINUTE;
const reporter = person('gridWorker');
const unreached = { command: 'recordCallback' as const, channel: 'phone' as const, reached: false };
const bad = { command: 'recordCallback' as const, channel: 'web' as const, reached: true, solved: false, word: 'poor' as const };

describe('回访', () => {
  test('that nobody makes is due three times, a day apart, and may still be made until the case is final', () => {
    const walk = closed().until(NOON + 200 * HOUR);
    expect(walk.facts('callbackDue').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(walk.due('callback')).toBeUndefined();
    walk.give(officer, bad);
    expect(walk.refused(officer, bad)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('that is due and reaches nobody is due again, three tries in all', () => {
    const walk = closed();
    for (const hours of [24, 48, 72]) walk.until(NOON + hours * HOUR).give(officer, unreached);
    expect(walk.facts('callbackDue').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(walk.due('callback')).toBeUndefined();
    expect(walk.refused(officer, unreached)).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('begins anew after the next close', () => {
    const walk = closed();
    for (let tries = 0; tries < 3; tries++) walk.give(officer, unreached);
    expect(walk.due('callback')).toBeUndefined();
    walk.give(reporter, { command: 'reopen' }, NOON + HOUR);
    walk.give(of('water'), { command: 'finish' }).give(secretary, { command: 'verify', passed: true }).give(leader, { command: 'close' });
    walk.give(officer, unreached).give(officer, unreached);
    expect(walk.due('callback')).toMatchObject({ rung: 2 });
    walk.give(officer, bad);
    expect(walk.due('callback')).toBeUndefined();
  });
});
