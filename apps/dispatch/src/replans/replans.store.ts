import type { REPLANNED, ReplanScope } from '@shaodao/contracts/replan';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { Prisma, Replan as Row } from '../generated/prisma/client.js';
import type { KeptText } from '../requests/text.js';
import { readTarget, type ReplanTarget } from './target.js';

/** What was asked; it never changes. */
export interface KeptReplan {
  replanId: string;
  actor: Actor;
  bodyHash: string;
  target: ReplanTarget;
  scope: ReplanScope;
  reason: string;
  salt: string;
  askedAt: number;
}

export interface Outcome {
  outcome: (typeof REPLANNED)[number];
  moved: number;
}

/** How far it is. */
export interface Tally {
  startedAt: number | null;
  endedAt: number | null;
  total: number;
  done: number;
  changed: number;
  moved: number;
  failed: number;
  failedCaseIds: string[];
}

type Counted = Pick<Tally, 'done' | 'changed' | 'moved' | 'failed' | 'failedCaseIds'>;

const FAILED_SHOWN = 20;
/** Held while combinations of rules are completed: two re-plans at once must see each other's. */
const RULES_LOCK = 511_703_009;

@Injectable()
export class ReplansStore {
  private readonly latest = new Map<string, KeptReplan>();

  constructor(private readonly database: Database) {}

  /** Keeps it once; a repeat changes nothing. */
  async keep({ replanId, actor, target, scope, askedAt, ...rest }: KeptReplan): Promise<void> {
    const json = (value: object): Prisma.InputJsonValue => value as Prisma.InputJsonObject;
    const data = { replanId, actor: json(actor), target: json(target), scope: json(scope), askedAt: BigInt(askedAt), ...rest };
    await this.database.replan.createMany({ data: [data], skipDuplicates: true });
  }

  /** What was asked never changes, so the last one under way is remembered. */
  async find(replanId: string): Promise<KeptReplan | null> {
    const known = this.latest.get(replanId);
    if (known !== undefined) return known;
    const row = await this.database.replan.findUnique({ where: { replanId } });
    if (row === null) return null;
    const found = keptOf(row);
    this.latest.clear();
    this.latest.set(replanId, found);
    return found;
  }

  async newest(most: number): Promise<KeptReplan[]> {
    const rows = await this.database.replan.findMany({ orderBy: { askedAt: 'desc' }, take: most });
    return rows.map(keptOf);
  }

  /** Asked for, but its workflow was never begun. */
  async neverBegun(before: number): Promise<string[]> {
    const rows = await this.database.replan.findMany({
      where: { startedAt: null, askedAt: { lt: before } },
      select: { replanId: true },
      take: 10,
    });
    return rows.map((row) => row.replanId);
  }

  async begin(replanId: string, total: number): Promise<void> {
    await this.database.replan.updateMany({ where: { replanId, startedAt: null }, data: { startedAt: BigInt(Date.now()), total } });
  }

  /** From now on the figures stand. */
  async end(replanId: string): Promise<void> {
    const { failedCaseIds: _, ...counted } = await this.counted(replanId);
    const data = { ...counted, total: counted.done + counted.failed, endedAt: BigInt(Date.now()) };
    await this.database.replan.updateMany({ where: { replanId, endedAt: null }, data });
  }

  async tally(replanId: string): Promise<Tally> {
    const row = await this.database.replan.findUniqueOrThrow({ where: { replanId } });
    const counted = await this.counted(replanId);
    const startedAt = row.startedAt === null ? null : Number(row.startedAt);
    if (row.endedAt === null) return { startedAt, endedAt: null, ...counted, total: Math.max(row.total, counted.done + counted.failed) };
    const { total, done, changed, moved, failed } = row;
    return { startedAt, endedAt: Number(row.endedAt), total, done, changed, moved, failed, failedCaseIds: counted.failedCaseIds };
  }

  async outcome(replanId: string, caseId: string): Promise<Outcome | null> {
    const row = await this.database.replanCase.findUnique({ where: { replanId_caseId: { replanId, caseId } } });
    return row === null ? null : { outcome: row.outcome as Outcome['outcome'], moved: row.moved };
  }

  /** What the case's history says of this re-plan: how many deadlines moved, null when it never came. */
  async moved(caseId: string, commandId: string): Promise<number | null> {
    const [row] = await this.database.$queryRaw<{ moved: number }[]>`
      SELECT (SELECT count(*)::int FROM jsonb_array_elements(event->'fact'->'changes') c WHERE c->>'kind' <> 'urge') AS moved
      FROM case_event WHERE case_id = ${caseId}::uuid AND command_id = ${commandId} AND event->'fact'->>'type' = 'replanned'`;
    return row?.moved ?? null;
  }

  /** A failure is overwritten by what came of a later try; anything else stays as it was first. */
  async keepOutcome(replanId: string, caseId: string, { outcome, moved }: Outcome): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO replan_case VALUES (${replanId}::uuid, ${caseId}::uuid, ${outcome}, ${moved}::int)
      ON CONFLICT (replan_id, case_id) DO UPDATE SET outcome = excluded.outcome, moved = excluded.moved
        WHERE replan_case.outcome = 'failed'`;
  }

  async keepText(caseId: string, { textId, salt, body }: KeptText): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO case_text VALUES (${textId}::uuid, ${caseId}::uuid, ${salt}, ${JSON.stringify(body)}::jsonb) ON CONFLICT DO NOTHING`;
  }

  /**
   * Keeps the rules of every reference a case may have after the re-plan, before any case has it: the new policy with each
   * calendar cases live under, the new calendar with each policy.
   */
  async keepRules({ policy, calendar }: ReplanTarget): Promise<void> {
    if (policy === undefined && calendar === undefined) return;
    const [newPolicy, newCalendar] = [policy, calendar].map((part) => (part === undefined ? null : JSON.stringify(part)));
    await this.database.$transaction([
      this.database.$executeRaw`SELECT pg_advisory_xact_lock(${RULES_LOCK}::bigint)`,
      this.database.$executeRaw`
        WITH policies AS (
            SELECT ${newPolicy}::jsonb AS body WHERE ${newPolicy}::jsonb IS NOT NULL
            UNION SELECT rules->'policy' FROM case_rules WHERE ${newPolicy}::jsonb IS NULL),
          calendars AS (
            SELECT ${newCalendar}::jsonb AS body WHERE ${newCalendar}::jsonb IS NOT NULL
            UNION SELECT rules->'calendar' FROM case_rules WHERE ${newCalendar}::jsonb IS NULL)
        INSERT INTO case_rules
          SELECT format('%s@%s/%s@%s', p.body->>'id', p.body->>'version', c.body->>'id', c.body->>'version'),
            jsonb_build_object('policy', p.body, 'calendar', c.body)
          FROM policies p, calendars c ON CONFLICT (ref) DO NOTHING`,
    ]);
  }

  private async counted(replanId: string): Promise<Counted> {
    const [row] = await this.database.$queryRaw<Counted[]>`
      SELECT count(*) FILTER (WHERE outcome <> 'failed')::int AS done, count(*) FILTER (WHERE outcome = 'moved')::int AS changed,
        coalesce(sum(moved), 0)::int AS moved, count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
        coalesce((array_agg(case_id::text ORDER BY case_id) FILTER (WHERE outcome = 'failed'))[1:${FAILED_SHOWN}::int], '{}') AS "failedCaseIds"
      FROM replan_case WHERE replan_id = ${replanId}::uuid`;
    return row ?? { done: 0, changed: 0, moved: 0, failed: 0, failedCaseIds: [] };
  }
}

function keptOf({ replanId, bodyHash, reason, salt, ...row }: Row): KeptReplan {
  return {
    replanId,
    bodyHash,
    reason,
    salt,
    actor: row.actor as unknown as Actor,
    target: readTarget(row.target as unknown as ReplanTarget),
    scope: row.scope as ReplanScope,
    askedAt: Number(row.askedAt),
  };
}
