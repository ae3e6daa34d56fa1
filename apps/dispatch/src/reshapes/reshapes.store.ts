import type { FOLLOWED } from '@shaodao/contracts/reshape-cases';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { Prisma } from '../generated/prisma/client.js';

export type Followed = (typeof FOLLOWED)[number];

export interface KnownReshape {
  reshapeId: string;
  effectiveAt: number;
  /** Empty until it has taken effect. */
  retiredCodes: string[];
  orderedBy: Actor | null;
  startedAt: number | null;
  endedAt: number | null;
  calledOff: boolean;
  total: number;
}

export interface FollowTally {
  followed: number;
  failed: number;
  failedCaseIds: string[];
}

const FAILED_SHOWN = 20;

@Injectable()
export class ReshapesStore {
  constructor(private readonly database: Database) {}

  /** Keeps what was told, once. */
  async keep(reshapeId: string, effectiveAt: number): Promise<void> {
    const data = { reshapeId, effectiveAt: BigInt(effectiveAt), heardAt: BigInt(Date.now()) };
    await this.database.reshape.createMany({ data: [data], skipDuplicates: true });
  }

  async find(reshapeId: string): Promise<KnownReshape | null> {
    const row = await this.database.reshape.findUnique({ where: { reshapeId } });
    if (row === null) return null;
    const { effectiveAt, startedAt, endedAt, orderedBy, retiredCodes, calledOff, total } = row;
    const at = (value: bigint | null): number | null => (value === null ? null : Number(value));
    return { reshapeId, retiredCodes, calledOff, total, effectiveAt: Number(effectiveAt), startedAt: at(startedAt), endedAt: at(endedAt), orderedBy: orderedBy as Actor | null };
  }

  async begin(reshapeId: string, { retiredCodes, orderedBy }: { retiredCodes: string[]; orderedBy: Actor }): Promise<void> {
    const total = await this.openIn(retiredCodes);
    const data = { retiredCodes, orderedBy: orderedBy as unknown as Prisma.InputJsonObject, startedAt: BigInt(Date.now()), total };
    await this.database.reshape.updateMany({ where: { reshapeId, startedAt: null }, data });
  }

  async callOff(reshapeId: string): Promise<void> {
    await this.database.reshape.updateMany({ where: { reshapeId }, data: { calledOff: true } });
  }

  async end(reshapeId: string): Promise<void> {
    await this.database.reshape.updateMany({ where: { reshapeId, endedAt: null }, data: { endedAt: BigInt(Date.now()) } });
  }

  /** Open cases in a retired grid, in order of their ids. */
  async left(reshapeId: string, after: string | null, limit: number): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ case_id: string }[]>`
      SELECT r.case_id FROM reshape s JOIN case_row r ON r.grid_code = ANY(s.retired_codes)
      WHERE s.reshape_id = ${reshapeId}::uuid AND r.closed_at IS NULL AND (${after}::uuid IS NULL OR r.case_id > ${after}::uuid)
      ORDER BY r.case_id LIMIT ${limit}::int`;
    return rows.map((row) => row.case_id);
  }

  /**
   * Open cases in a grid that is no more though the reshaping is through with all it met: reopened, or kept just before and
   * recorded long after.
   */
  async strays(limit: number): Promise<{ reshapeId: string; caseId: string }[]> {
    return this.database.$queryRaw<{ reshapeId: string; caseId: string }[]>`
      SELECT DISTINCT ON (r.case_id) s.reshape_id::text AS "reshapeId", r.case_id::text AS "caseId"
      FROM reshape s CROSS JOIN LATERAL unnest(s.retired_codes) AS gone(code) JOIN case_row r ON r.grid_code = gone.code
      WHERE s.ended_at IS NOT NULL AND r.closed_at IS NULL ORDER BY r.case_id, s.effective_at DESC LIMIT ${limit}::int`;
  }

  /** Told of and due, but its workflow may never have been started. */
  async neverBegun(before: number): Promise<{ reshapeId: string; effectiveAt: number }[]> {
    const rows = await this.database.reshape.findMany({ where: { startedAt: null, calledOff: false, effectiveAt: { lt: before } }, select: { reshapeId: true, effectiveAt: true }, take: 10 });
    return rows.map(({ reshapeId, effectiveAt }) => ({ reshapeId, effectiveAt: Number(effectiveAt) }));
  }

  async keepOutcome(reshapeId: string, caseId: string, outcome: Followed): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO reshape_case VALUES (${reshapeId}::uuid, ${caseId}::uuid, ${outcome})
      ON CONFLICT (reshape_id, case_id) DO UPDATE SET outcome = excluded.outcome WHERE reshape_case.outcome <> 'followed'`;
  }

  async tally(reshapeId: string): Promise<FollowTally> {
    const [row] = await this.database.$queryRaw<FollowTally[]>`
      SELECT count(*) FILTER (WHERE outcome = 'followed')::int AS followed, count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
        coalesce((array_agg(case_id::text ORDER BY case_id) FILTER (WHERE outcome = 'failed'))[1:${FAILED_SHOWN}::int], '{}') AS "failedCaseIds"
      FROM reshape_case WHERE reshape_id = ${reshapeId}::uuid`;
    return row ?? { followed: 0, failed: 0, failedCaseIds: [] };
  }

  private async openIn(codes: readonly string[]): Promise<number> {
    return this.database.caseRow.count({ where: { gridCode: { in: [...codes] }, closedAt: null } });
  }
}
