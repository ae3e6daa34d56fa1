import type { DutyBook } from '@shaodao/domain/duty/book';
import { book, layers, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import { shiftsBetween } from '@shaodao/domain/duty/shifts';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { writeDutyFeed } from './duty-feed.js';

const span = { fromAt: at('2026-09-28T00:00'), untilAt: at('2026-10-12T00:00') };
const NAMES = new Map([['chen', '陈;某,\n二'], ['liu', '刘\\某'], ['wang', '王某']]);
const nameOf = (personId: string): string => NAMES.get(personId) ?? '某人';

function write(changes: Partial<DutyBook> = {}): string {
  const shifts = shiftsBetween({ ...book(changes), ...span });
  return writeDutyFeed({ title: '东街街道值班', rosters: [{ key: roster.key, title: '东街街道值班', shifts }], nameOf, writtenAt: at('2026-09-27T10:00') });
}

/** As another program reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const shown = events.map(({ uid, summary, startDate, endDate }) => ({
    uid,
    summary,
    fromAt: startDate.toJSDate().getTime(),
    untilAt: endDate.toJSDate().getTime(),
  }));
  return { calendar, shown };
}

test('another program reads the shifts back with their times and the names that were given', () => {
  const shifts = shiftsBetween({ ...book(), ...span });
  const { calendar, shown } = read(write());
  expect(calendar.getFirstPropertyValue('prodid')).toBe('-//shaodao//duty//ZH');
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('东街街道值班');
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.map(({ uid: _uid, ...event }) => event)).toEqual(
    shifts.map(({ layer, fromAt, untilAt, personIds }) => ({ summary: `${layer} ${personIds.map(nameOf).join('、')}`, fromAt, untilAt })),
  );
  expect(shown.map(({ summary }) => summary)).toContain('夜班 陈;某,\n二、刘\\某');
});

test('times are UTC, lines are at most 75 octets, and nobody’s id is written', () => {
  const text = write();
  expect(text).toContain('\r\nDTSTART:20260928T000000Z\r\nDTEND:20260928T100000Z\r\n');
  expect(text.match(/^DT(START|END|STAMP)(?!:\d{8}T\d{6}Z\r?$).*$/gm)).toBeNull();
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(text.split('\r\n').some((line) => /chen|liu|wang|zhao/.test(line))).toBe(false);
});

test('every event has its own UID, the same in every edition, whoever stands in the shift', () => {
  const given = { fromAt: at('2026-09-30T08:00'), untilAt: at('2026-09-30T18:00') };
  const swap = { id: 's', rosterKey: roster.key, ...given, asker: 'zhao', with: 'wang', back: null, state: 'accepted' as const };
  const before = read(write()).shown;
  const after = read(write({ swaps: [swap] })).shown;
  const uids = before.map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  expect(after.map(({ uid }) => uid)).toEqual(uids);
  const changed = after.filter(({ summary }, nth) => summary !== before[nth]?.summary);
  expect(changed).toMatchObject([{ ...given, summary: '白班 王某' }]);
});

test('an order outside every shift is told as that', () => {
  const override = { id: 'o', rosterKey: roster.key, fromAt: at('2026-10-01T03:00'), untilAt: at('2026-10-01T04:00'), personIds: ['wang'] };
  const { shown } = read(write({ roster: { ...roster, layers: layers.slice(0, 1) }, overrides: [override] }));
  expect(shown.filter(({ fromAt }) => fromAt === override.fromAt)).toMatchObject([{ summary: '临时值班 王某', untilAt: override.untilAt }]);
});
