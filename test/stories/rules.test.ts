import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpRuleVersion } from '@shaodao/contracts/http-rules';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { addLimit, remainingLimit } from '@shaodao/domain/limit';
import { castOf, history, order, type Case, type Cast } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';
import {
  nextVersion,
  onPaper,
  orderReplan,
  preview,
  problem,
  publish,
  replanDone,
  rulesInForce,
  standing,
  versionsOf,
  withHoliday,
} from '../world/rules.js';
import { verifyRecord } from '../world/verified.js';
import { until } from '../world/wait.js';

/** A grid no other story uses: its open cases are this story's. */
const ELSEWHERE = '511703002001001';
const scope = { areaCode: ELSEWHERE };
const reason = '国务院办公厅通知：明日放假';

let cast: Cast;
let leader: Person;
let centre: Person;

beforeAll(async () => {
  cast = await castOf(await person('gridWorker', 0, (one) => one.areaCode === ELSEWHERE), elsewhere);
  leader = await person('districtLeader');
  centre = await person('centreLeader');
});

/** The demo departments are called here too; they need not be attached to the grid. */
const elsewhere: typeof person = (seat, n, where) => (seat === 'departmentDuty' ? person(seat) : person(seat, n, where));

async function report(categoryCode = cast.categoryCode): Promise<Case> {
  const { worker, gridId } = cast;
  const body = { id: randomUUID(), title: '墙面开裂', description: '三单元外墙开裂', categoryCode, gridId };
  const answer = await worker.post<Case>('/api/cases', body);
  if (answer.status !== 201) throw new Error(`report: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Out with a department: limits in working days run. */
async function whistled(categoryCode?: string): Promise<string> {
  const { id } = await report(categoryCode);
  await order(cast.worker, id, { command: 'accept' });
  const above = await person('subdistrictDuty', 0, (one) => ELSEWHERE.startsWith(one.areaCode));
  const departments = [{ departmentId: cast.officer.account.departmentId, part: 'lead' }];
  await order(above, id, { command: 'whistle', kind: 'advance', departments, reason: '请到场' });
  return id;
}

async function openHere(): Promise<string[]> {
  const sql = 'SELECT case_id FROM dispatch.case_row WHERE closed_at IS NULL AND grid_code = $1 ORDER BY case_id';
  return (await query<{ case_id: string }>(sql, [ELSEWHERE])).map((row) => row.case_id);
}

describe('a holiday is added', () => {
  let next: WorkingCalendar;
  let waiting: Case;
  let out: string;
  let suspended: string;

  beforeAll(async () => {
    next = await withHoliday(leader);
    waiting = await report();
    out = await whistled();
    suspended = await whistled();
    const reviewAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    await order(cast.officer, suspended, { command: 'requestSuspension', reviewAt, reason: '待雨季过后施工' });
    await order(await person('shiftLeader'), suspended, { command: 'decideSuspension', granted: true });
  });

  test('the preview says exactly what the domain says of every open case, and changes nothing', async () => {
    const before = await standing(out);
    const ids = await openHere();
    const told = await preview(leader, { calendar: next, scope });
    expect(told.status).toBe(200);
    const planned = await Promise.all(ids.map(async (id) => ({ id, ...onPaper(await standing(id), { calendar: next }) })));
    const moving = planned.filter(({ moved }) => moved > 0);
    expect(moving.map(({ id }) => id)).toContain(out);
    expect(moving.map(({ id }) => id)).not.toContain(waiting.id);
    expect(moving.map(({ id }) => id)).not.toContain(suspended);
    expect(told.body).toMatchObject({
      open: ids.length,
      examined: ids.length,
      cases: moving.length,
      deadlines: moving.reduce((sum, { moved }) => sum + moved, 0),
      earliestShiftMs: 0,
    });
    expect(told.body.latestShiftMs).toBeGreaterThan(0);
    expect(told.body.samples.map(({ caseId }) => caseId)).toEqual(moving.slice(0, 20).map(({ id }) => id));
    expect(await standing(out)).toEqual(before);
  });

  test('it is published with the time it takes effect; until then cases start under the old one, then under the new', async () => {
    const effectiveAt = new Date(Date.now() + 3_000).toISOString();
    const body = { calendar: next, reason, effectiveAt };
    const published = await publish(centre, 'calendars', body);
    expect([published.status, published.headers.get('location')]).toEqual([201, `/api/rules/calendars/${next.version}`]);
    expect(published.body).toMatchObject({ state: 'scheduled', authorId: centre.personId, reason, version: next.version });
    const early = await standing((await report()).id);
    expect(early.rules.calendar.version).toBeLessThan(next.version);
    expect(problem(await orderReplan(leader, { calendar: { id: next.id, version: next.version }, reason, scope }, randomUUID()))).toEqual([
      400,
      'INVALID',
      'calendar',
    ]);
    await until('the new calendar in force', async () =>
      (await versionsOf(leader, 'calendars')).some(({ version, state }) => version === next.version && state === 'inForce'),
    );
    const late = await standing((await report()).id);
    expect(late.rules.calendar).toEqual(next);
    expect((await standing(out)).rules.calendar.version).toBeLessThan(next.version);
    // The same again, though its effect lies in the past by now.
    expect((await publish(centre, 'calendars', body)).body).toMatchObject({ version: next.version, effectiveAt: published.body.effectiveAt });
    expect(problem(await publish(leader, 'calendars', { ...body, calendar: { ...next, holidays: [] } }))).toEqual([
      409,
      'KEY_REUSED',
      'calendar.version',
    ]);
  });

  test('the re-plan moves running cases by exactly what the domain says, once, with old and new instants in the history', async () => {
    const before = await standing(out);
    const kept = (await standing(suspended)).state.suspended?.kept;
    const paper = onPaper(before, { calendar: next });
    const key = randomUUID();
    const asked = { calendar: { id: next.id, version: next.version }, reason, scope };
    const [first, second] = await Promise.all([orderReplan(leader, asked, key), orderReplan(leader, asked, key)]);
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(problem(await orderReplan(leader, { ...asked, reason: '另一理由' }, key))).toEqual([409, 'KEY_REUSED', 'Idempotency-Key']);
    const ids = await openHere();
    const done = await replanDone(leader, first.body.id);
    expect(done).toMatchObject({ total: ids.length, done: ids.length, failed: 0, calendar: `${next.id}@${next.version}`, policy: null });
    expect(done.summary).toMatch(new RegExp(`^${ids.length} of ${ids.length} in \\d+\\.\\d s$`));

    const after = await standing(out);
    expect(after.rules).toEqual({ ...before.rules, calendar: next });
    expect(after.state.deadlines.map(({ kind, dueAt }) => [kind, dueAt])).toEqual(paper.state.deadlines.map(({ kind, dueAt }) => [kind, dueAt]));
    expect((await verifyRecord()).findings).toEqual([]);
    const line = (await history(leader, out)).filter(({ type }) => type === 'replanned');
    expect(line).toHaveLength(1);
    expect(line[0]).toMatchObject({ actorId: leader.personId, text: { reason }, fact: { calendar: `${next.id}@${next.version}` } });
    const changes = (line[0]?.fact['changes'] ?? []) as { fromDueAt: string; toDueAt: string }[];
    expect(changes.every(({ fromDueAt, toDueAt }) => Date.parse(fromDueAt) < Date.parse(toDueAt))).toBe(true);
    expect(changes.length).toBeGreaterThan(0);

    // What is left of a suspended deadline stays to the millisecond; it runs out by the new calendar once it is taken up.
    expect((await standing(suspended)).state.suspended?.kept).toEqual(kept);
    await order(await person('shiftLeader'), suspended, { command: 'resume', reason: '雨季已过' });
    const resumed = (await history(leader, suspended)).find(({ type }) => type === 'resumed');
    const { deadlines } = (await standing(suspended)).state;
    for (const { deadline, clock, remainingMs } of kept ?? []) {
      const due = addLimit(next, Date.parse(resumed?.at ?? ''), remainingLimit(clock, remainingMs));
      expect(deadlines.find(({ kind, ref }) => kind === deadline.kind && ref === deadline.ref)?.dueAt).toBe(due);
    }
  });

  test('a case that moved goes on: its commands are allowed by the rules it lives under now', async () => {
    const seen = await cast.officer.get<Case & { rulesRef: string }>(`/api/cases/${out}`);
    expect(seen.body.rulesRef).toContain(`/${next.id}@${next.version}`);
    expect(seen.body.allowedCommands).toContain('sign');
    const signed = await order(cast.officer, out, { command: 'sign' });
    expect(signed.allowedCommands).toContain('contact');
    expect(signed.deadlines).toEqual((await cast.officer.get<Case>(`/api/cases/${out}`)).body.deadlines);
  });

  test('a second re-plan to the same version finds nothing to move', async () => {
    const asked = { calendar: { id: next.id, version: next.version }, reason, scope };
    const { body } = await orderReplan(centre, asked, randomUUID());
    expect(await replanDone(centre, body.id)).toMatchObject({ changed: 0, moved: 0, failed: 0 });
    expect((await history(leader, out)).filter(({ type }) => type === 'replanned')).toHaveLength(1);
    const listed = await leader.get<{ items: { id: string }[] }>('/api/rules/replans');
    expect(listed.body.items[0]?.id).toBe(body.id);
  });
});

describe('a category gets another limit', () => {
  test('new cases are stamped with it, running ones keep theirs until they are re-planned; its name and limit stand in the event', async () => {
    const { categories } = await rulesInForce(leader, 'categories');
    const code = 'I06003';
    const old = await whistled(code);
    const version = await nextVersion(leader, 'categories');
    const closing = { routine: { unit: 'workDay', days: 2 }, urgent: { unit: 'workDay', days: 1 }, emergency: { unit: 'workDay', days: 1 } };
    const items = (categories ?? []).map((line) => (line.code === code ? { ...line, closing } : line));
    const table = { version, items };
    const told = await preview(leader, { categories: table, scope });
    expect(told.body.samples.map(({ caseId }) => caseId)).toEqual([old]);
    expect((await publish(leader, 'categories', { categories: table, reason: '压缩时限' })).body).toMatchObject({ state: 'inForce', version });
    const fresh = await whistled(code);
    expect((await standing(fresh)).state.category.closing).toEqual(closing);
    expect((await standing(old)).state.category.closing).not.toEqual(closing);
    const { body } = await orderReplan(leader, { categories: version, reason: '压缩时限', scope: { ...scope, categoryCodes: [code] } }, randomUUID());
    expect(await replanDone(leader, body.id)).toMatchObject({ categories: version, changed: 1, done: 2 });
    expect((await standing(old)).state.category.closing).toEqual(closing);
    const line = (await history(leader, old)).find(({ type }) => type === 'replanned');
    expect(line?.fact['category']).toMatchObject({ code, closing });
  });
});

describe('a policy changes', () => {
  test('its version counts at once and is readable for ever after', async () => {
    const { policy } = await rulesInForce(leader, 'policies');
    const version = await nextVersion(leader, 'policies');
    const next = { ...policy, version, reworkShare: 0.4 };
    expect((await publish(leader, 'policies', { policy: next, reason: '返工时限调整' })).body).toMatchObject({ state: 'inForce', version });
    expect((await report().then(({ id }) => standing(id))).rules.policy).toMatchObject({ version, reworkShare: 0.4 });
    const past = await leader.get<{ version: HttpRuleVersion; policy: unknown }>(`/api/rules/policies/${version - 1}`);
    expect(past.body.version.state).toBe('past');
    expect(past.body.policy).toEqual(policy);
  });
});
