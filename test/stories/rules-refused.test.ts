import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpRuleVersion } from '@shaodao/contracts/http-rules';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import { orderReplan, preview, problem, publish, rulesInForce, versionsOf, withHoliday } from '../world/rules.js';

const reason = '临时放假';
let leader: Person;
/** It would be taken: nothing is published here, so one reading serves all and a session's rate is not used up. */
let calendar: WorkingCalendar;
let before: HttpRuleVersion[];

beforeAll(async () => {
  leader = await person('districtLeader');
  const reader = await person('centreLeader');
  calendar = await withHoliday(reader);
  before = await versionsOf(reader, 'calendars');
});

describe('what is not published', () => {
  const at = new Date(Date.now() + 60_000).toISOString();

  test('rules of somebody who may not set them: 403', async () => {
    for (const who of [await person('gridWorker'), await person('departmentHead'), await person('shiftLeader'), await person('operations')]) {
      expect(problem(await publish(who, 'calendars', { calendar, reason }))).toEqual([403, 'FORBIDDEN', undefined]);
      expect(problem(await preview(who, { calendar }))).toEqual([403, 'FORBIDDEN', undefined]);
      const asked = { calendar: { id: calendar.id, version: calendar.version - 1 }, reason };
      expect(problem(await orderReplan(who, asked, randomUUID()))).toEqual([403, 'FORBIDDEN', undefined]);
    }
  });

  test.each<[string, (calendar: WorkingCalendar) => Record<string, unknown>, number, string, string]>([
    ['a version that is not the next', (calendar) => ({ calendar: { ...calendar, version: calendar.version + 1 } }), 400, 'INVALID', 'calendar.version'],
    ['another calendar than the district’s', (calendar) => ({ calendar: { ...calendar, id: 'mars' } }), 400, 'INVALID', 'calendar.id'],
    ['an effect in the past', (calendar) => ({ calendar, effectiveAt: '2026-01-01T00:00:00+08:00' }), 400, 'INVALID', 'effectiveAt'],
    ['a time without zone', (calendar) => ({ calendar, effectiveAt: '2036-01-01T00:00:00' }), 400, 'INVALID', 'effectiveAt'],
    ['an unknown field deep inside', ({ shifts, ...rest }) => ({ calendar: { ...rest, shifts: shifts.map((shift) => ({ ...shift, colour: 1 })) } }), 400, 'INVALID', 'calendar.shifts.0.colour'],
    ['a calendar that never works', (calendar) => ({ calendar: { ...calendar, weekdays: [] } }), 400, 'INVALID', 'calendar.weekdays'],
    ['no reason', (calendar) => ({ calendar, reason: ' ' }), 400, 'INVALID', 'reason'],
    ['no calendar', () => ({}), 400, 'INVALID', 'calendar'],
  ])('%s', async (_, change, status, code, field) => {
    const body = { reason, effectiveAt: at, ...change(calendar) };
    expect(problem(await publish(leader, 'calendars', body))).toEqual([status, code, field]);
  });

  test('a policy whose ladder has no top, a table with a code twice', async () => {
    const reader = await person('centreLeader');
    const { policy } = await rulesInForce(reader, 'policies');
    const version = (policy?.version ?? 0) + 1;
    const ladders = { ...policy?.ladders, urgent: { ...policy?.ladders.urgent, district: null } };
    expect(problem(await publish(leader, 'policies', { policy: { ...policy, version, ladders }, reason }))).toEqual([400, 'INVALID', 'policy.ladders.urgent.district']);
    const { categories } = await rulesInForce(reader, 'categories');
    const [line] = categories ?? [];
    expect(problem(await publish(leader, 'categories', { categories: { version: 99, items: [line, line] }, reason }))).toEqual([400, 'INVALID', 'categories.items.1.code']);
  });

  test('an unknown version, kind or re-plan: 404 or 400', async () => {
    expect(problem(await leader.get('/api/rules/calendars/9999'))).toEqual([404, 'NOT_FOUND', 'version']);
    expect(problem(await leader.get('/api/rules/moons/1'))).toEqual([400, 'INVALID', 'kind']);
    expect(problem(await leader.get(`/api/rules/replans/${randomUUID()}`))).toEqual([404, 'NOT_FOUND', 'id']);
    expect(problem(await orderReplan(leader, { calendar: { id: 'china', version: 9_999 }, reason }, randomUUID()))).toEqual([404, 'NOT_FOUND', 'calendar']);
    expect(problem(await orderReplan(leader, { reason }, randomUUID()))).toEqual([400, 'INVALID', 'policy']);
    expect(problem(await orderReplan(leader, { categories: 1, reason, scope: { areaCode: '110101' } }, randomUUID()))).toEqual([403, 'FORBIDDEN', 'scope.areaCode']);
  });

  test('nothing of all this is published', async () => {
    expect(await versionsOf(await person('centreLeader'), 'calendars')).toEqual(before);
  });

  test('published rules cannot be altered in the database', async () => {
    await expect(query("UPDATE registry.rule_version SET reason = 'x'")).rejects.toThrow('never change');
    await expect(query('DELETE FROM registry.rule_version')).rejects.toThrow('never change');
  });
});
