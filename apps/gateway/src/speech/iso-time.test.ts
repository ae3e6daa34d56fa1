import { expect, test } from '@jest/globals';
import { isoTime } from '@shaodao/contracts/gateway';
import { isoTimeOf, spoken } from '@shaodao/gateway/speech/iso-time';

test('an instant is said in China’s time with its offset, and is the same instant', () => {
  const instant = Date.UTC(2026, 10, 22, 17, 30, 0, 7);
  expect(isoTimeOf(instant)).toBe('2026-11-23T01:30:00.007+08:00');
  expect(Date.parse(isoTimeOf(instant))).toBe(instant);
  expect(isoTime.safeParse(isoTimeOf(0)).success).toBe(true);
});

test('every …At is said, however deep; numbers of other names and empty times stay', () => {
  const told = { at: 0, closedAt: null, version: 7, lat: 31.2, tasks: [{ dispatchedAt: 0, fact: { plannedFinishAt: 1_000 } }] };
  expect(spoken(told)).toEqual({
    at: '1970-01-01T08:00:00.000+08:00',
    closedAt: null,
    version: 7,
    lat: 31.2,
    tasks: [{ dispatchedAt: '1970-01-01T08:00:00.000+08:00', fact: { plannedFinishAt: '1970-01-01T08:00:01.000+08:00' } }],
  });
});
