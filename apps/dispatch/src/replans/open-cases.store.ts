import type { ReplanScope } from '@shaodao/contracts/replan';
import { completeState } from '@shaodao/domain/case/evolve';
import type { CaseState } from '@shaodao/domain/case/state';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';

export interface OpenCase {
  number: string;
  state: CaseState;
}

/** The column that holds an area's code, by the length of the code. */
const COLUMN_OF: Record<number, Prisma.Sql> = {
  6: Prisma.sql`r.district_code`,
  9: Prisma.sql`r.subdistrict_code`,
  12: Prisma.sql`r.community_code`,
  15: Prisma.sql`r.grid_code`,
};

/** Cases that are not closed, page by page in order of their ids. */
@Injectable()
export class OpenCasesStore {
  constructor(private readonly database: Database) {}

  async count(scope: ReplanScope): Promise<number> {
    const [row] = await this.database.$queryRaw<{ open: number }[]>`
      SELECT count(*)::int AS open FROM case_row r WHERE ${within(scope)}`;
    return row?.open ?? 0;
  }

  async page(scope: ReplanScope, after: string | null, limit: number): Promise<OpenCase[]> {
    const rows = await this.database.$queryRaw<KeptState[]>`
      SELECT r.number, r.state, k.rules_ref FROM case_row r JOIN case_kept k ON k.case_id = r.case_id
      WHERE ${within(scope)} AND ${behind(after)} ORDER BY r.case_id LIMIT ${limit}::int`;
    return rows.map(openCase);
  }

  /** Those a re-plan has not done yet; what failed comes again with its next pass. */
  async left(replanId: string, { scope, after, limit }: { scope: ReplanScope; after: string | null; limit: number }): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ case_id: string }[]>`
      SELECT r.case_id FROM case_row r WHERE ${within(scope)} AND ${behind(after)} AND NOT EXISTS (
        SELECT 1 FROM replan_case d WHERE d.replan_id = ${replanId}::uuid AND d.case_id = r.case_id AND d.outcome <> 'failed')
      ORDER BY r.case_id LIMIT ${limit}::int`;
    return rows.map((row) => row.case_id);
  }

  /** null once it is closed, and for a case of which nothing is recorded. */
  async find(caseId: string): Promise<OpenCase | null> {
    const [row] = await this.database.$queryRaw<KeptState[]>`
      SELECT r.number, r.state, k.rules_ref FROM case_row r JOIN case_kept k ON k.case_id = r.case_id
      WHERE r.case_id = ${caseId}::uuid AND r.closed_at IS NULL`;
    return row === undefined ? null : openCase(row);
  }
}

interface KeptState {
  number: string;
  state: CaseState;
  /** Of the opening: what a state of an earlier release still lives under. */
  rules_ref: string;
}

function openCase({ number, state, rules_ref }: KeptState): OpenCase {
  return { number, state: completeState(state, rules_ref) };
}

function behind(after: string | null): Prisma.Sql {
  return after === null ? Prisma.sql`true` : Prisma.sql`r.case_id > ${after}::uuid`;
}

function within({ areaCode, categoryCodes }: ReplanScope): Prisma.Sql {
  const column = areaCode === undefined ? undefined : COLUMN_OF[areaCode.length];
  const conditions = [
    Prisma.sql`r.closed_at IS NULL`,
    ...(column === undefined ? [] : [Prisma.sql`${column} = ${areaCode}`]),
    ...(categoryCodes === undefined ? [] : [Prisma.sql`r.category_code = ANY(${categoryCodes}::text[])`]),
  ];
  return Prisma.join(conditions, ' AND ');
}
