import type { CaseRow } from '@shaodao/contracts/case-snapshot';
import type { Actor } from '@shaodao/domain/case/actor';
import { boxAround, DUPLICATE_METRES, DUPLICATE_MS, type Point, type Reported } from '@shaodao/domain/case/duplicate';
import { Injectable } from '@nestjs/common';
import { CASE_ROW, sight } from '../cases/cases.store.js';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';

/** A line of a list and where it was reported; null when on a grid alone. */
export interface Candidate {
  row: CaseRow;
  location: Point | null;
}

@Injectable()
export class DuplicatesStore {
  constructor(private readonly database: Database) {}

  /** Open cases of the category that lie near by a box, nearest first, then those on the same grid; at most `most` of each. */
  async near(actor: Actor, caseId: string, { reported, most }: { reported: Reported; most: number }): Promise<Candidate[]> {
    const { categoryCode, gridId, location, reportedAt } = reported;
    const alike = Prisma.sql`r.closed_at IS NULL AND r.category_code = ${categoryCode} AND r.case_id <> ${caseId}::uuid
      AND r.reported_at BETWEEN ${reportedAt - DUPLICATE_MS}::bigint AND ${reportedAt + DUPLICATE_MS}::bigint`;
    const rows = (where: Prisma.Sql, order: Prisma.Sql): Promise<Candidate[]> =>
      this.rows(Prisma.join([alike, ...sight(actor), where], ' AND '), order, most);
    const onGrid = Prisma.sql`r.grid_id = ${gridId}::uuid`;
    const latest = Prisma.sql`r.reported_at DESC`;
    if (location === null) return rows(onGrid, latest);
    // Two questions: each has an index of its own.
    const [near, without] = await Promise.all([
      rows(inBox(location), squareOf(location)),
      rows(Prisma.sql`k.lat IS NULL AND ${onGrid}`, latest),
    ]);
    return [...near, ...without];
  }

  private async rows(where: Prisma.Sql, order: Prisma.Sql, most: number): Promise<Candidate[]> {
    const rows = await this.database.$queryRaw<(CaseRow & { lng: number | null; lat: number | null })[]>`
      SELECT ${CASE_ROW}, r.due_at::float8 AS "dueAt", r.due_kind AS "dueKind", k.lng, k.lat
      FROM case_row r JOIN case_kept k ON k.case_id = r.case_id
      WHERE ${where} ORDER BY ${order}, r.case_id LIMIT ${most}::int`;
    return rows.map(({ lng, lat, ...row }) => ({ row, location: lng === null || lat === null ? null : { lng, lat } }));
  }
}

function inBox(location: Point): Prisma.Sql {
  const { west, east, south, north } = boxAround(location, DUPLICATE_METRES);
  return Prisma.sql`k.lat BETWEEN ${south}::float8 AND ${north}::float8 AND k.lng BETWEEN ${west}::float8 AND ${east}::float8`;
}

/** In squared degrees of latitude: enough to sort what lies within a few hundred metres. */
function squareOf({ lng, lat }: Point): Prisma.Sql {
  const narrow = Math.cos((lat * Math.PI) / 180);
  return Prisma.sql`(k.lat - ${lat}::float8) ^ 2 + ((k.lng - ${lng}::float8) * ${narrow}::float8) ^ 2`;
}
