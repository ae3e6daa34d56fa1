import type { CaseRow } from '@shaodao/contracts/dispatch';
import type { Actor } from '@shaodao/domain/case/actor';
import { boxAround, DUPLICATE_METRES, DUPLICATE_MS, type Point, type Reported } from '@shaodao/domain/case/duplicate';
import { Injectable } from '@nestjs/common';
import { CASE_ROW, sight } from '../cases/cases.store.js';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';

/** Where a line of a list was reported; null when on a grid alone. */
export interface Candidate {
  row: CaseRow;
  location: Point | null;
}

@Injectable()
export class DuplicatesStore {
  constructor(private readonly database: Database) {}

  /** Open cases of the category that lie near by a box or on the same grid, nearest first, at most `most`; never the case itself. */
  async near(actor: Actor, caseId: string, { reported, most }: { reported: Reported; most: number }): Promise<Candidate[]> {
    const { categoryCode, gridId, location, reportedAt } = reported;
    const open = Prisma.sql`r.closed_at IS NULL AND r.category_code = ${categoryCode} AND r.case_id <> ${caseId}::uuid
      AND r.reported_at BETWEEN ${reportedAt - DUPLICATE_MS}::bigint AND ${reportedAt + DUPLICATE_MS}::bigint`;
    const seen = Prisma.join([open, ...sight(actor)], ' AND ');
    const onGrid = Prisma.sql`r.grid_id = ${gridId}::uuid`;
    const rows =
      location === null
        ? await this.rows(Prisma.sql`${seen} AND ${onGrid}`, Prisma.sql`r.reported_at DESC`, most)
        : await this.rows(
            Prisma.sql`${seen} AND (${inBox(location)} OR (k.lat IS NULL AND ${onGrid}))`,
            Prisma.sql`${squareOf(location)} NULLS LAST, r.reported_at DESC`,
            most,
          );
    return rows.map(({ lng, lat, ...row }) => ({ row, location: lng === null || lat === null ? null : { lng, lat } }));
  }

  private rows(where: Prisma.Sql, order: Prisma.Sql, most: number): Promise<(CaseRow & { lng: number | null; lat: number | null })[]> {
    return this.database.$queryRaw`
      SELECT ${CASE_ROW}, r.due_at::float8 AS "dueAt", r.due_kind AS "dueKind", k.lng, k.lat
      FROM case_row r JOIN case_kept k ON k.case_id = r.case_id
      WHERE ${where} ORDER BY ${order}, r.case_id LIMIT ${most}::int`;
  }
}

function inBox(location: Point): Prisma.Sql {
  const { west, east, south, north } = boxAround(location, DUPLICATE_METRES);
  return Prisma.sql`(k.lat BETWEEN ${south}::float8 AND ${north}::float8 AND k.lng BETWEEN ${west}::float8 AND ${east}::float8)`;
}

/** In squared degrees of latitude: enough to sort what lies within a few hundred metres. */
function squareOf({ lng, lat }: Point): Prisma.Sql {
  const narrow = Math.cos((lat * Math.PI) / 180);
  return Prisma.sql`(k.lat - ${lat}::float8) ^ 2 + ((k.lng - ${lng}::float8) * ${narrow}::float8) ^ 2`;
}
