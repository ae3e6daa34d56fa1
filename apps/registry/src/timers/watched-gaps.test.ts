import type { DutyBook } from '@shaodao/domain/duty/book';
import { book, layers, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { expect, test } from '@jest/globals';
import { watchedGaps } from './watched-gaps.js';

const monday = at('2026-11-02T00:00');

/** A roster of one who is away for a while. */
function awayFor(fromAt: number, untilAt: number): DutyBook {
  const [day] = layers;
  const own = day === undefined ? [] : [{ ...day, days: 'any' as const, fromMinute: 0, untilMinute: 1_440, rotation: { ...day.rotation, turns: [['wang']] } }];
  return book({ roster: { ...roster, layers: own }, leave: [{ personId: 'wang', fromAt, untilAt, deputyId: null }] });
}

/** Looks once an hour, as if somebody were always saying something new. */
function idsTold(duty: DutyBook, fromAt: number, untilAt: number): string[] {
  const ids: string[] = [];
  for (let now = fromAt; now <= untilAt; now += HOUR_MS) ids.push(...watchedGaps(duty, now).due.map(({ id }) => id));
  return [...new Set(ids)];
}

test('a gap is told a week before it begins, and looked for then', () => {
  const gapAt = monday + 20 * DAY_MS;
  const duty = awayFor(gapAt, gapAt + 2 * HOUR_MS);
  expect(watchedGaps(duty, monday)).toEqual({ due: [], askAgainAt: monday + DAY_MS });
  const dayBefore = gapAt - 7 * DAY_MS - HOUR_MS;
  expect(watchedGaps(duty, dayBefore)).toEqual({ due: [], askAgainAt: gapAt - 7 * DAY_MS });
  expect(watchedGaps(duty, gapAt - 7 * DAY_MS).due).toMatchObject([{ fromAt: gapAt }]);
  expect(watchedGaps(duty, gapAt + 2 * HOUR_MS).due).toEqual([]);
});

test('however often one looks, before it and while it runs, it is one gap; of a month it is two', () => {
  const gapAt = monday + 9 * DAY_MS;
  const short = awayFor(gapAt, gapAt + 3 * DAY_MS);
  expect(idsTold(short, monday, gapAt + 4 * DAY_MS)).toHaveLength(1);
  const long = awayFor(gapAt, gapAt + 30 * DAY_MS);
  expect(idsTold(long, monday, gapAt + 31 * DAY_MS)).toHaveLength(2);
});

test('a gap that begins at another time is another', () => {
  const gapAt = monday + 3 * DAY_MS;
  const [first] = watchedGaps(awayFor(gapAt, gapAt + DAY_MS), monday).due;
  const [later] = watchedGaps(awayFor(gapAt + HOUR_MS, gapAt + DAY_MS), monday).due;
  expect(later?.id).not.toBe(first?.id);
});
