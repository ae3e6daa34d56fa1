import type { ImportFile, ImportReport, ImportState, ImportStatus, ImportView } from '@shaodao/contracts/register/imports';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database.store.js';
import type { Import } from '../generated/prisma/client.js';

const OPEN: ImportState[] = ['queued', 'reading', 'checking', 'writing'];
/** One lock for the question who works on what. */
const CLAIMING = 0x1517_0301;

/** An import somebody works on: what was asked, and by whom. */
export interface ClaimedImport {
  id: string;
  dryRun: boolean;
  reason: string;
  effectiveAt: number | null;
  actor: Actor;
  files: ImportFile[];
  attempts: number;
}

export interface Progress {
  state: ImportState;
  done: number;
  total: number;
}

@Injectable()
export class ImportsStore {
  constructor(private readonly database: Database) {}

  /** Keeps a new import; false when one of this id is there. */
  async add(asked: Omit<ClaimedImport, 'attempts'>, at: number): Promise<boolean> {
    const { id, dryRun, reason, effectiveAt, actor, files } = asked;
    const { count } = await this.database.import.createMany({
      data: [{ id, state: 'queued', dryRun, reason, effectiveAt, actor: { ...actor }, authorId: actor.personId, askedAt: new Date(at), files: files.map((file) => ({ ...file })) }],
      skipDuplicates: true,
    });
    return count === 1;
  }

  async find(id: string): Promise<{ view: ImportView; files: ImportFile[] } | null> {
    const row = await this.database.import.findUnique({ where: { id } });
    return row === null ? null : { view: { ...statusOf(row), report: row.report as ImportReport | null }, files: row.files as unknown as ImportFile[] };
  }

  /** Newest first; of one author, or of all. */
  async last(authorId: string | null, most: number): Promise<ImportStatus[]> {
    const rows = await this.database.import.findMany({ where: authorId === null ? {} : { authorId }, omit: { report: true }, orderBy: { askedAt: 'desc' }, take: most });
    return rows.map(statusOf);
  }

  async waiting(): Promise<number> {
    return this.database.import.count({ where: { state: { in: OPEN } } });
  }

  /** Takes the oldest open import for so long, unless somebody works on one; null: there is nothing to do now. */
  async claim(runner: string, leaseMs: number): Promise<ClaimedImport | null> {
    return this.database.$transaction(async (transaction) => {
      const [lock] = await transaction.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${CLAIMING}::bigint) AS mine`;
      if (lock?.mine !== true) return null;
      const [row] = await transaction.$queryRaw<{ id: string }[]>`
        UPDATE import SET runner = ${runner}::uuid, lease_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond', attempts = attempts + 1
        WHERE id = (SELECT id FROM import WHERE state = ANY(${OPEN}::text[]) ORDER BY asked_at, id LIMIT 1) AND state = ANY(${OPEN}::text[])
          AND NOT EXISTS (SELECT 1 FROM import WHERE state = ANY(${OPEN}::text[]) AND lease_until > clock_timestamp())
        RETURNING id`;
      if (row === undefined) return null;
      const { id, dryRun, reason, effectiveAt, actor, files, attempts } = await transaction.import.findUniqueOrThrow({ where: { id: row.id } });
      return { id, dryRun, reason, effectiveAt: effectiveAt === null ? null : Number(effectiveAt), actor: actor as unknown as Actor, files: files as unknown as ImportFile[], attempts };
    });
  }

  /** Says how far it is and keeps hold of it; false when another has taken it over. */
  async tell(id: string, runner: string, { state, done, total, leaseMs }: Progress & { leaseMs: number }): Promise<boolean> {
    const count = await this.database.$executeRaw`
      UPDATE import SET state = ${state}, done = ${done}::int, total = ${total}::int, lease_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
      WHERE id = ${id}::uuid AND runner = ${runner}::uuid AND state = ANY(${OPEN}::text[])`;
    return count === 1;
  }

  /** The end, in the transaction that writes what it says, where there is one; false when another has taken it over. */
  async end(id: string, runner: string, ended: { state: 'done' | 'refused' | 'failed'; report: ImportReport | null; done: number; total: number }, database: Pick<Transaction, 'import'> = this.database): Promise<boolean> {
    const { state, report, done, total } = ended;
    const { count } = await database.import.updateMany({
      where: { id, runner, state: { in: OPEN } },
      data: { state, done, total, endedAt: new Date(), leaseUntil: null, ...(report === null ? {} : { report: report as object }) },
    });
    return count === 1;
  }

  /** Lets go of it before its time, for whoever looks next; after a pause. */
  async release(id: string, runner: string, pauseMs: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE import SET lease_until = clock_timestamp() + ${pauseMs}::int * interval '1 millisecond' WHERE id = ${id}::uuid AND runner = ${runner}::uuid`;
  }

  /** Of these files those that an open import still needs. */
  async needed(uploadIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.import.findMany({ where: { state: { in: OPEN } }, select: { files: true } });
    const open = new Set(rows.flatMap(({ files }) => (files as unknown as ImportFile[]).map(({ uploadId }) => uploadId)));
    return new Set(uploadIds.filter((id) => open.has(id)));
  }
}

function statusOf(row: Omit<Import, 'report'>): ImportStatus {
  const { id, state, dryRun, reason, effectiveAt, authorId, askedAt, endedAt, done, total } = row;
  const files = (row.files as unknown as ImportFile[]).map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  return { id, state: state as ImportState, dryRun, reason, effectiveAt: effectiveAt === null ? null : Number(effectiveAt), authorId, askedAt: askedAt.getTime(), endedAt: endedAt?.getTime() ?? null, files, done, total };
}
