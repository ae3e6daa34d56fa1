import type { ResponseLevel } from '@shaodao/domain/activation/level';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import { areaCodeAt, type TierLevel } from '@shaodao/domain/tier';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';

export interface ModeChange {
  epoch: number;
  activationId: string;
  areas: string[];
  startedAt: number | null;
  endedAt: number | null;
  total: number;
  done: number;
}

/** An emergency of some areas, or the end of one. */
export interface AreaOrder {
  activationId: string;
  areas: readonly string[];
  /** null: stand-down. */
  level: ResponseLevel | null;
  suspendRoutine: boolean;
  at: number;
}

/** An order as it is put to a case. */
export interface Told {
  caseId: string;
  order: ModeOrder;
}

/** Level I first: by their bytes the four stand in the order of their severity. Of two alike the older one counts. */
const MOST_SEVERE = Prisma.sql`ORDER BY m.level COLLATE "C", m.since, m.activation_id LIMIT 1`;
const OVER = Prisma.sql`m.area_code IN (r.district_code, r.subdistrict_code, r.community_code, r.grid_code)`;
const DUE = Prisma.sql`LEFT JOIN LATERAL (SELECT m.activation_id, m.level, m.suspend_routine FROM area_mode m WHERE ${OVER} AND m.until IS NULL ${MOST_SEVERE}) due ON true`;
/** The order that says what is `due` on the ground of `r`: a ModeOrder. */
const HOLDING = Prisma.sql`jsonb_build_object('epoch', coalesce((SELECT max(m.epoch) FROM area_mode m WHERE ${OVER}), 0), 'gridCode', r.grid_code,
  'emergency', CASE WHEN due.level IS NULL THEN NULL
    ELSE jsonb_build_object('activationId', due.activation_id, 'level', due.level, 'suspendRoutine', due.suspend_routine) END)`;
const IS_ASTRAY = Prisma.sql`r.closed_at IS NULL AND (r.mode_activation_id IS DISTINCT FROM due.activation_id OR r.mode_level IS DISTINCT FROM due.level)`;
const IS_UNANSWERED = Prisma.sql`EXISTS (SELECT 1 FROM mode_told t WHERE t.case_id = r.case_id)`;
/** Not in the mode of its ground by its record, or perhaps by its record only. */
const IS_TO_BE_TOLD = Prisma.sql`(${IS_ASTRAY} OR ${IS_UNANSWERED})`;
/** Areas of a change that no newer one has taken over: that one's workflow sees to them. */
const WITHIN = (epoch: number): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM mode_change c, unnest(c.areas) a WHERE c.epoch = ${epoch}::int
    AND a IN (r.district_code, r.subdistrict_code, r.community_code, r.grid_code)
    AND NOT EXISTS (SELECT 1 FROM mode_change n, unnest(n.areas) b WHERE n.epoch > c.epoch AND starts_with(a, b)))`;

@Injectable()
export class ModesStore {
  constructor(private readonly database: Database) {}

  /** Answers the change's epoch, see `change_mode`. */
  async change({ activationId, areas, level, suspendRoutine, at }: AreaOrder): Promise<number> {
    const [row] = await this.database.$queryRaw<{ epoch: number }[]>`
      SELECT change_mode(${activationId}::uuid, ${areas}::text[], ${level}, ${suspendRoutine}, ${at}::bigint) AS epoch`;
    return row?.epoch ?? 0;
  }

  /** What holds on the ground of a grid, with the newest epoch that touched it. */
  async forGround(gridCode: string): Promise<ModeOrder> {
    const code = (level: TierLevel): Prisma.Sql => Prisma.sql`${areaCodeAt(gridCode, level)}::text`;
    const [row] = await this.database.$queryRaw<{ order: ModeOrder }[]>`
      SELECT ${HOLDING} AS "order" FROM (SELECT ${code('district')} AS district_code, ${code('subdistrict')} AS subdistrict_code,
        ${code('community')} AS community_code, ${code('grid')} AS grid_code) r ${DUE}`;
    return row?.order ?? { epoch: 0, emergency: null, gridCode };
  }

  /** What was put to these cases and is not answered. */
  async unanswered(caseIds: readonly string[]): Promise<Told[]> {
    return this.database.$queryRaw<Told[]>`SELECT case_id::text AS "caseId", told AS "order" FROM mode_told WHERE case_id = ANY(${caseIds}::uuid[])`;
  }

  /** What holds at `at` on the ground of each of these cases that is in another mode, kept as not answered. */
  async keepOrders(caseIds: readonly string[], at: number): Promise<Told[]> {
    return this.database.$queryRaw<Told[]>`
      INSERT INTO mode_told
      SELECT r.case_id, ${HOLDING} || jsonb_build_object('at', ${at}::bigint)
      FROM case_row r ${DUE} WHERE ${IS_ASTRAY} AND r.case_id = ANY(${caseIds}::uuid[])
      ON CONFLICT (case_id) DO NOTHING RETURNING case_id::text AS "caseId", told AS "order"`;
  }

  async answered(told: readonly Told[]): Promise<void> {
    await this.database.$executeRaw`
      DELETE FROM mode_told t USING jsonb_to_recordset(${JSON.stringify(told)}::jsonb) a ("caseId" uuid, "order" jsonb)
      WHERE t.case_id = a."caseId" AND t.told->'epoch' = a."order"->'epoch'`;
  }

  async find(epoch: number): Promise<ModeChange | null> {
    const row = await this.database.modeChange.findUnique({ where: { epoch } });
    return row === null ? null : changeOf(row);
  }

  async newestOf(activationId: string): Promise<ModeChange | null> {
    const row = await this.database.modeChange.findFirst({ where: { activationId }, orderBy: { epoch: 'desc' } });
    return row === null ? null : changeOf(row);
  }

  async begin(epoch: number): Promise<void> {
    const total = await this.left(epoch);
    await this.database.modeChange.updateMany({ where: { epoch, startedAt: null }, data: { startedAt: BigInt(Date.now()), total } });
  }

  async end(epoch: number, done: number): Promise<void> {
    await this.database.modeChange.updateMany({ where: { epoch, endedAt: null }, data: { endedAt: BigInt(Date.now()), done } });
  }

  /** Kept, but its workflow may never have been started. */
  async neverBegun(before: number): Promise<number[]> {
    const rows = await this.database.modeChange.findMany({ where: { startedAt: null, askedAt: { lt: before } }, select: { epoch: true }, orderBy: { epoch: 'asc' }, take: 10 });
    return rows.map((row) => row.epoch);
  }

  async isAnyRunning(): Promise<boolean> {
    return (await this.database.modeChange.findFirst({ where: { endedAt: null }, select: { epoch: true } })) !== null;
  }

  /** Who is still to be told. */
  async left(epoch: number): Promise<number> {
    const [row] = await this.database.$queryRaw<{ left: number }[]>`
      SELECT count(*)::int AS left FROM case_row r ${DUE} WHERE ${IS_TO_BE_TOLD} AND ${WITHIN(epoch)}`;
    return row?.left ?? 0;
  }

  /** The same without those who have not answered: nothing comes of waiting for them. */
  async behind(epoch: number): Promise<number> {
    const [row] = await this.database.$queryRaw<{ behind: number }[]>`
      SELECT count(*)::int AS behind FROM case_row r ${DUE}
      WHERE ${IS_ASTRAY} AND NOT ${IS_UNANSWERED} AND ${WITHIN(epoch)}`;
    return row?.behind ?? 0;
  }

  async page(epoch: number, after: string | null, limit: number): Promise<string[]> {
    const behind = after === null ? Prisma.sql`true` : Prisma.sql`r.case_id > ${after}::uuid`;
    return idsOf(await this.database.$queryRaw<{ id: string }[]>`
      SELECT r.case_id::text AS id FROM case_row r ${DUE}
      WHERE ${IS_TO_BE_TOLD} AND ${WITHIN(epoch)} AND ${behind} ORDER BY r.case_id LIMIT ${limit}::int`);
  }

  /** In an emergency that is over or another's, or at peace in an area that is not: found from both ends, so that peace costs nothing. */
  async strays(limit: number): Promise<string[]> {
    const astray = await this.database.$queryRaw<{ id: string }[]>`
      SELECT r.case_id::text AS id FROM case_row r ${DUE} WHERE ${IS_ASTRAY} AND r.mode_level IS NOT NULL
      UNION
      SELECT r.case_id::text FROM (SELECT DISTINCT area_code AS code FROM area_mode WHERE until IS NULL) live
        JOIN case_row r ON r.grid_code >= live.code AND r.grid_code <= live.code || '999999999' ${DUE}
        WHERE ${IS_ASTRAY} AND r.mode_level IS NULL
      LIMIT ${limit}::int`;
    // Those that do not answer must not take the place of others.
    const unanswered = await this.database.modeTold.findMany({ select: { caseId: true }, take: limit });
    return [...new Set([...idsOf(astray), ...unanswered.map(({ caseId }) => caseId)])].slice(0, limit);
  }
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

function changeOf(row: { epoch: number; activationId: string; areas: string[]; startedAt: bigint | null; endedAt: bigint | null; total: number; done: number }): ModeChange {
  const at = (value: bigint | null): number | null => (value === null ? null : Number(value));
  const { epoch, activationId, areas, startedAt, endedAt, total, done } = row;
  return { epoch, activationId, areas, total, done, startedAt: at(startedAt), endedAt: at(endedAt) };
}
