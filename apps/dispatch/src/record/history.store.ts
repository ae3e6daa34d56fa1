import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseRules } from '@shaodao/domain/policy';
import { completeRules, type StoredRules } from '@shaodao/domain/stored-rules';
import type { PrismaClient } from '../generated/prisma/client.js';

/** A case's whole history. */
export interface History {
  caseId: string;
  number: string;
  lines: { event: CaseEvent; recordedAt: number }[];
}

/** Whole histories, for errands over many cases. */
export class HistoryStore {
  private readonly rules = new Map<string, CaseRules>();

  constructor(private readonly database: PrismaClient) {}

  /** Rules by their reference; what an earlier release stamped is completed. */
  async rulesOf(ref: string): Promise<CaseRules> {
    const known = this.rules.get(ref);
    if (known !== undefined) return known;
    const { rules } = await this.database.caseRulesRow.findUniqueOrThrow({ where: { ref } });
    const complete = completeRules(rules as unknown as StoredRules);
    this.rules.set(ref, complete);
    return complete;
  }

  /** `hours` before the newest line there is; null without any. */
  async since(hours: number): Promise<number | null> {
    const [row] = await this.database.$queryRaw<{ newest: number | null }[]>`
      SELECT max(recorded_at)::float8 AS newest FROM case_event`;
    return row?.newest == null ? null : row.newest - hours * 3_600_000;
  }

  /** Cases of which anything was recorded since. */
  async touched(since: number): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT case_id AS id FROM case_event WHERE recorded_at >= ${since}::bigint`;
    return rows.map((row) => row.id);
  }

  async histories(caseIds: string[]): Promise<History[]> {
    return this.database.$queryRaw<History[]>`
      SELECT k.case_id AS "caseId", k.number, l.lines FROM case_kept k,
        LATERAL (SELECT jsonb_agg(jsonb_build_object('event', e.event, 'recordedAt', e.recorded_at) ORDER BY e.seq) AS lines
          FROM case_event e WHERE e.case_id = k.case_id) l
      WHERE k.case_id = ANY(${caseIds}::uuid[])`;
  }

  /** Uploads that were under way get their time anew, so that the record of then can still come before they are taken back. */
  async renewUploads(now: number): Promise<void> {
    await this.database.attachmentUpload.updateMany({ where: { taken: false }, data: { keptAt: now } });
  }

  /**
   * Puts facts into the outbox, in the order of each case, together with what waits there of the same cases. One that waits
   * already is not doubled. Answers how many were added.
   */
  async tell(facts: readonly CaseFactMessage[]): Promise<number> {
    const [row] = await this.database.$queryRaw<{ added: number }[]>`
      WITH again AS (SELECT fact FROM jsonb_array_elements(${JSON.stringify(facts)}::jsonb) a (fact)),
      waiting AS (DELETE FROM outbox o USING (SELECT DISTINCT fact->>'caseId' AS id FROM again) c
        WHERE o.fact->>'caseId' = c.id RETURNING o.fact),
      fresh AS (SELECT fact FROM again WHERE NOT EXISTS (SELECT 1 FROM waiting w WHERE w.fact->>'factId' = again.fact->>'factId')),
      told AS (INSERT INTO outbox (fact) SELECT fact FROM (SELECT fact FROM fresh UNION ALL SELECT fact FROM waiting) f
        ORDER BY fact->>'caseId', (fact->>'seq')::int)
      SELECT count(*)::int AS added FROM fresh`;
    return row?.added ?? 0;
  }
}
