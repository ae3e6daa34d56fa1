import type { HttpReplan, HttpRulesPreview, HttpRuleVersion } from '@shaodao/contracts/http-rules';
import type { CategoryLine, RuleKind } from '@shaodao/contracts/rules-publishing';
import { DAY_MS, localDate, type WorkingCalendar } from '@shaodao/domain/calendar';
import { completeState } from '@shaodao/domain/case/evolve';
import { replan, type NewRules, type Replanned } from '@shaodao/domain/case/replan';
import type { CaseState } from '@shaodao/domain/case/state';
import type { CasePolicy, CaseRules } from '@shaodao/domain/policy';
import type { Answer, Person } from './people.js';
import { query } from './records.js';
import { until } from './wait.js';

/** The rules as HTTP shows and takes them. */

interface Content {
  version: HttpRuleVersion;
  policy: CasePolicy | null;
  calendar: WorkingCalendar | null;
  categories: CategoryLine[] | null;
}

export async function versionsOf(someone: Person, kind: RuleKind): Promise<HttpRuleVersion[]> {
  const answer = await someone.get<{ items: HttpRuleVersion[] }>('/api/rules');
  return answer.body.items.filter((one) => one.kind === kind);
}

/** The number that may be published next. */
export async function nextVersion(someone: Person, kind: RuleKind): Promise<number> {
  return Math.max(...(await versionsOf(someone, kind)).map(({ version }) => version)) + 1;
}

export async function rulesInForce(someone: Person, kind: RuleKind): Promise<Content> {
  const version = (await versionsOf(someone, kind)).find(({ state }) => state === 'inForce')?.version ?? 0;
  return (await someone.get<Content>(`/api/rules/${kind}/${version}`)).body;
}

/** The next version of the calendar in force, in which the next working day is a holiday. */
export async function withHoliday(someone: Person): Promise<WorkingCalendar> {
  const { calendar } = await rulesInForce(someone, 'calendars');
  if (calendar === null) throw new Error('no calendar');
  const { weekdays, holidays, makeUpDays, offsetMs } = calendar;
  let at = Date.now();
  let day: string;
  do {
    at += DAY_MS;
    day = localDate(at, offsetMs);
  } while (!weekdays.includes(new Date(day).getUTCDay() || 7) || holidays.includes(day) || makeUpDays.includes(day));
  return { ...calendar, version: await nextVersion(someone, 'calendars'), holidays: [...holidays, day].toSorted() };
}

export function publish(who: Person, kind: RuleKind, body: Record<string, unknown>): Promise<Answer<HttpRuleVersion>> {
  return who.post<HttpRuleVersion>(`/api/rules/${kind}`, body);
}

export function preview(leader: Person, body: Record<string, unknown>): Promise<Answer<HttpRulesPreview>> {
  return leader.post<HttpRulesPreview>('/api/rules/preview', body);
}

export function orderReplan(leader: Person, body: Record<string, unknown>, key: string): Promise<Answer<HttpReplan>> {
  return leader.post<HttpReplan>('/api/rules/replans', body, { 'idempotency-key': key });
}

export function replanDone(leader: Person, id: string, limitMs = 30_000): Promise<HttpReplan> {
  return until(`the end of re-plan ${id}`, async () => {
    const { body } = await leader.get<HttpReplan>(`/api/rules/replans/${id}`);
    return body.state === 'done' ? body : null;
  }, limitMs);
}

/** Status, code and field of a refusal. */
export function problem({ status, body }: Answer<unknown>): unknown[] {
  const { code, field } = body as Record<string, unknown>;
  return [status, code, field];
}

export interface Standing {
  state: CaseState;
  rules: CaseRules;
}

/** The recorded state of a case and the rules it lives under; a report may be answered before it is in the record. */
export async function standing(id: string): Promise<Standing> {
  const { ref, rules, state } = await until(`case ${id} in the record`, async () => {
    const [row] = await query<Standing & { ref: string }>(
      `SELECT r.state, c.rules, c.ref FROM dispatch.case_row r JOIN dispatch.case_rules c ON c.ref = r.state->>'rulesRef'
        WHERE r.case_id = $1`,
      [id],
    );
    return row ?? null;
  });
  return { rules, state: completeState(state, ref) };
}

/** What the domain says of it. */
export function onPaper({ state, rules }: Standing, next: Partial<NewRules>): Replanned {
  const actor = { personId: state.reporterId, seat: 'districtLeader' as const, areaCode: '511703' };
  return replan(state, rules, { commandId: 'paper', actor, ...next }, Date.now());
}
