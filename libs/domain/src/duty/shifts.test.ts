import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import { fairness } from '@shaodao/domain/duty/fairness';
import { book, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import { gapsBetween, nextGap } from '@shaodao/domain/duty/gaps';
import { shiftsBetween } from '@shaodao/domain/duty/shifts';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { describe, expect, test } from '@jest/globals';

const week = { fromAt: at('2026-09-28T00:00'), untilAt: at('2026-10-05T00:00') };
const monday = { fromAt: at('2026-09-28T08:00'), untilAt: at('2026-09-28T18:00') };

describe('shifts', () => {
  test('are whole, those that only reach into the span too', () => {
    const span = { fromAt: at('2026-09-30T07:00'), untilAt: at('2026-09-30T18:30') };
    expect(shiftsBetween({ ...book(), ...span }).map(({ layer, fromAt, untilAt, personIds, via }) => [layer, fromAt, untilAt, personIds, via])).toEqual([
      ['夜班', at('2026-09-29T18:00'), at('2026-09-30T08:00'), ['yang', 'chen'], 'roster'],
      ['白班', at('2026-09-30T08:00'), at('2026-09-30T18:00'), ['zhao'], 'roster'],
      ['夜班', at('2026-09-30T18:00'), at('2026-10-01T08:00'), ['chen', 'liu'], 'roster'],
    ]);
  });

  test('are parted where somebody else takes over, and one shift for all that', () => {
    const leave = [{ personId: 'wang', fromAt: at('2026-09-28T10:00'), untilAt: at('2026-09-28T11:00'), deputyId: 'he' }];
    const parts = shiftsBetween({ ...book({ leave }), ...monday });
    expect(parts.map(({ personIds, via }) => [personIds, via])).toEqual([[['wang'], 'roster'], [['he'], 'deputy'], [['wang'], 'roster']]);
    expect(parts.every(({ whole }) => whole.fromAt === monday.fromAt && whole.untilAt === monday.untilAt)).toBe(true);
    const loads = fairness({ ...book({ leave }), ...monday });
    expect(loads.find(({ personId }) => personId === 'wang')).toMatchObject({ shifts: 1, dutyMs: 9 * HOUR_MS });
  });
});

describe('gaps', () => {
  test('are none where every minute has its shift', () => {
    expect(gapsBetween({ ...book(), ...week })).toEqual([]);
    expect(nextGap({ ...book(), at: week.fromAt })).toBeNull();
  });

  test('are told with their exact ends, why, and who is missing', () => {
    const leave = [{ personId: 'li', fromAt: at('2026-09-29T09:30'), untilAt: at('2026-09-30T00:00'), deputyId: null }];
    expect(gapsBetween({ ...book({ leave }), ...week })).toEqual([
      { fromAt: at('2026-09-29T09:30'), untilAt: at('2026-09-29T18:00'), why: 'absent', absentIds: ['li'] },
    ]);
    const days = { ...roster, layers: roster.layers.slice(0, 1) };
    expect(gapsBetween({ ...book({ roster: days }), fromAt: monday.fromAt, untilAt: monday.fromAt + DAY_MS })).toEqual([
      { fromAt: monday.untilAt, untilAt: at('2026-09-29T08:00'), why: 'noShift', absentIds: [] },
    ]);
  });

  test('are told a week ahead and not before', () => {
    const leave = [{ personId: 'wang', fromAt: at('2026-10-08T08:00'), untilAt: at('2026-10-08T18:00'), deputyId: null }];
    const gap = { fromAt: at('2026-10-08T08:00'), untilAt: at('2026-10-08T18:00'), why: 'absent', absentIds: ['wang'] };
    expect(nextGap({ ...book({ leave }), at: at('2026-10-01T08:00') })).toBeNull();
    expect(nextGap({ ...book({ leave }), at: at('2026-10-01T08:00') + 1 })).toMatchObject({ fromAt: gap.fromAt, untilAt: gap.fromAt + 1 });
    expect(nextGap({ ...book({ leave }), at: at('2026-10-02T08:00') })).toEqual(gap);
  });

  test('of no time at all are none', () => {
    expect(gapsBetween({ ...book({ roster: { ...roster, layers: [] } }), fromAt: 5, untilAt: 5 })).toEqual([]);
    expect(gapsBetween({ ...book({ roster: { ...roster, layers: [] } }), fromAt: 5, untilAt: 4 })).toEqual([]);
  });
});

test('nights, weekends and holidays are counted to those who stood in them', () => {
  expect(fairness({ ...book(), ...week })).toEqual([
    { personId: 'chen', shifts: 3, dutyMs: 3 * 14 * HOUR_MS, nights: 3, weekends: 0, holidays: 0 },
    { personId: 'li', shifts: 1, dutyMs: 10 * HOUR_MS, nights: 0, weekends: 0, holidays: 0 },
    { personId: 'liu', shifts: 2, dutyMs: 2 * 14 * HOUR_MS, nights: 2, weekends: 0, holidays: 0 },
    { personId: 'wang', shifts: 1, dutyMs: 10 * HOUR_MS, nights: 0, weekends: 0, holidays: 0 },
    { personId: 'yang', shifts: 3, dutyMs: (14 + 24 + 24) * HOUR_MS, nights: 3, weekends: 0, holidays: 2 },
    { personId: 'zhao', shifts: 3, dutyMs: (10 + 24 + 24) * HOUR_MS, nights: 2, weekends: 0, holidays: 2 },
  ]);
});
