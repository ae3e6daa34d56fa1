import type { CaseRow } from '@shaodao/contracts/case-snapshot';
import type { listCases } from '@shaodao/contracts/cases';
import type { Actor } from '@shaodao/domain/case/actor';
import { tierOfSeat, type Seat } from '@shaodao/domain/case/actor';
import type { DecisionAbout } from '@shaodao/domain/case/deadline';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { completeState } from '@shaodao/domain/case/evolve';
import type { CaseState } from '@shaodao/domain/case/state';
import { rulesRef, type CaseRules } from '@shaodao/domain/policy';
import type { TierLevel } from '@shaodao/domain/tier';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';
import { rulesSince, type Before, type EventLine } from './history-lines.js';

type Filter = z.output<typeof listCases.input>['filter'];

const AREA_COLUMN: Record<TierLevel, Prisma.Sql> = {
  grid: Prisma.sql`r.grid_code`,
  community: Prisma.sql`r.community_code`,
  subdistrict: Prisma.sql`r.subdistrict_code`,
  district: Prisma.sql`r.district_code`,
};

/** A line of a list but for its deadline. */
export const CASE_ROW = Prisma.sql`r.case_id AS id, r.number, r.title, r.category_code AS "categoryCode",
  r.category_name AS "categoryName", r.grade, r.stage, r.level, r.grid_id AS "gridId", r.grid_code AS "gridCode",
  r.reported_at::float8 AS "reportedAt", r.seq AS version, r.supervisions, r.late, r.suspended,
  r.mode_level AS "emergencyLevel"`;

@Injectable()
export class CasesStore {
  constructor(private readonly database: Database) {}

  /** `rules` are those the case was opened with, for a state that an earlier release wrote. */
  async state(caseId: string, rules: CaseRules): Promise<CaseState | null> {
    const row = await this.database.caseRow.findUnique({ where: { caseId }, select: { state: true } });
    return row === null ? null : completeState(row.state as unknown as CaseState, rulesRef(rules));
  }

  async events(caseId: string, afterSeq = 0, most: number | null = null): Promise<EventLine[]> {
    const rows = await this.database.$queryRaw<
      { event: CaseEvent; recorded_at: number; body: Record<string, unknown> | null; hash: string }[]
    >`
      SELECT e.event, e.recorded_at::float8 AS recorded_at, t.body, encode(e.hash, 'hex') AS hash
      FROM case_event e LEFT JOIN case_text t ON t.text_id = e.text_id
      WHERE e.case_id = ${caseId}::uuid AND e.seq > ${afterSeq}::int ORDER BY e.seq LIMIT ${most}::int`;
    return rows.map(({ event, recorded_at, body, hash }) => ({ event, recordedAt: recorded_at, text: body, hash }));
  }

  /** What stood when the line `seq` was written; null where there is no such line. */
  async before(caseId: string, seq: number): Promise<Before | null> {
    const [row] = await this.database.$queryRaw<(Omit<Before, 'rulesRef'> & { since: Pick<CaseEvent, 'fact'> })[]>`
      SELECT e.event->>'stage' AS stage, e.event->>'level' AS level, encode(e.hash, 'hex') AS hash,
        (SELECT r.event FROM case_event r WHERE r.case_id = e.case_id AND r.seq <= e.seq
          AND r.event->'fact'->>'type' IN ('reported', 'replanned') ORDER BY r.seq DESC LIMIT 1) AS since
      FROM case_event e WHERE e.case_id = ${caseId}::uuid AND e.seq <= ${seq}::int ORDER BY e.seq DESC LIMIT 1`;
    if (row === undefined) return null;
    const { since, ...before } = row;
    return { ...before, rulesRef: rulesSince(since) ?? '' };
  }

  /** One row more than asked for, so that the caller knows whether there is a next page. */
  async list(
    actor: Actor,
    filter: Filter,
    after: { sortKey: string; caseId: string } | null,
  ): Promise<{ row: CaseRow; sortKey: number }[]> {
    const departmentId = filter.departmentId ?? actor.departmentId;
    const byTask = departmentId !== undefined;
    const order = byTask ? Prisma.sql`t.sort_key` : Prisma.sql`r.sort_key`;
    const conditions = [
      ...sight(actor),
      ...(byTask ? [Prisma.sql`t.department_id = ${departmentId}::uuid`] : []),
      ...(filter.stage === undefined ? [] : [Prisma.sql`r.stage = ${filter.stage}`]),
      ...(filter.level === undefined ? [] : [Prisma.sql`r.level = ${filter.level}`]),
      ...(filter.gridId === undefined ? [] : [Prisma.sql`r.grid_id = ${filter.gridId}::uuid`]),
      // Spelt out, so that the index over late cases is used.
      ...(filter.overdue === undefined ? [] : [filter.overdue ? Prisma.sql`r.late` : Prisma.sql`NOT r.late`]),
      ...(filter.suspended === undefined ? [] : [filter.suspended ? Prisma.sql`r.suspended` : Prisma.sql`NOT r.suspended`]),
      ...(filter.awaits === undefined ? [] : AWAITING[filter.awaits]),
      ...(filter.mine === true ? waiting(actor) : []),
      ...(filter.q === undefined ? [] : [matching(filter.q)]),
      ...(after === null
        ? []
        : [Prisma.sql`(${order}, r.case_id) > (${after.sortKey}::bigint, ${after.caseId}::uuid)`]),
    ];
    const due = byTask
      ? Prisma.sql`coalesce(t.due_at, r.due_at)::float8 AS "dueAt", coalesce(t.due_kind, r.due_kind) AS "dueKind"`
      : Prisma.sql`r.due_at::float8 AS "dueAt", r.due_kind AS "dueKind"`;
    const rows = await this.database.$queryRaw<(CaseRow & { sortKey: number })[]>`
      SELECT ${CASE_ROW}, ${due}, ${order}::float8 AS "sortKey"
      FROM case_row r ${byTask ? Prisma.sql`JOIN case_task t ON t.case_id = r.case_id` : Prisma.empty}
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY ${order}, r.case_id LIMIT ${filter.limit + 1}`;
    return rows.map(({ sortKey, ...row }) => ({ row, sortKey }));
  }
}

/** What a seat may see at all: its ground, or the cases its department was called to. */
export function sight(actor: Actor): Prisma.Sql[] {
  const tier = tierOfSeat(actor.seat);
  if (tier === 'grid') {
    return [Prisma.sql`(r.grid_code = ${actor.areaCode} OR r.reporter_id = ${actor.personId}::uuid)`];
  }
  if (tier !== null) return [Prisma.sql`${AREA_COLUMN[tier]} = ${actor.areaCode}`];
  if (actor.departmentId !== undefined) {
    return [
      Prisma.sql`EXISTS (SELECT 1 FROM case_task o WHERE o.case_id = r.case_id AND o.department_id = ${actor.departmentId}::uuid)`,
    ];
  }
  return [Prisma.sql`r.district_code = ${actor.areaCode}`];
}

const AT_WORK = Prisma.sql`r.stage = 'handling' AND NOT r.suspended`;
const ACTING = Prisma.sql`t.part <> 'informed'`;
/** 待签收, 待报到, 办理中 of a department; a suspended case waits for nobody. */
const AWAITING: Record<NonNullable<Filter['awaits']>, Prisma.Sql[]> = {
  sign: [AT_WORK, Prisma.sql`t.state = 'dispatched'`],
  reportIn: [AT_WORK, ACTING, Prisma.sql`t.state IN ('signed', 'contacted')`],
  finish: [AT_WORK, ACTING, Prisma.sql`t.state = 'reportedIn'`],
};

/** Who is asked first to decide what, as the shipped policy has it: it waits for them whichever level has the case. */
const DECIDES: Partial<Record<Seat, DecisionAbout[]>> = {
  communitySecretary: ['whistle'],
  subdistrictDuty: ['return'],
  subdistrictSecretary: ['return'],
  shiftLeader: ['whistle', 'extension', 'suspension'],
  centreLeader: ['extension', 'suspension', 'adjudication'],
  districtLeader: ['adjudication'],
};

/** 待办: what waits for this very seat. */
function waiting(actor: Actor): Prisma.Sql[] {
  const open = Prisma.sql`r.closed_at IS NULL`;
  const tier = tierOfSeat(actor.seat);
  if (tier !== null) {
    const own = Prisma.sql`(r.level = ${tier} OR r.asked ?| ${DECIDES[actor.seat] ?? []}::text[])`;
    return [open, own, Prisma.sql`${AREA_COLUMN[tier]} = ${actor.areaCode}`];
  }
  if (actor.departmentId === undefined) return [open, Prisma.sql`r.late`];
  return [
    open,
    Prisma.sql`r.stage = 'handling'`,
    Prisma.sql`t.state NOT IN ('finished', 'returned', 'released')`,
    Prisma.sql`(t.part <> 'informed' OR t.state = 'dispatched')`,
  ];
}

function matching(q: string): Prisma.Sql {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`(r.title ILIKE ${pattern} OR r.number ILIKE ${pattern})`;
}
