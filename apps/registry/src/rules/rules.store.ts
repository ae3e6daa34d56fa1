import { isDeepStrictEqual } from 'node:util';
import { CodedError } from '@shaodao/contracts/errors';
import { CATEGORY_TABLE, type RuleKind } from '@shaodao/contracts/rules-publishing';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database.store.js';
import type { Prisma, RuleVersion as Row } from '../generated/prisma/client.js';
import { FIELD_OF, readBody, type RuleBody } from './rule-body.js';

/** A version as it is kept. */
export type KeptVersion = Omit<Row, 'kind' | 'effectiveAt' | 'publishedAt' | 'body'> & {
  kind: RuleKind;
  effectiveAt: number;
  publishedAt: number;
  body: unknown;
};

/** Who publishes, from when on and why; null as effect: from now on. */
export interface Publication extends RuleBody {
  authorId: string;
  reason: string;
  effectiveAt: number | null;
  now: number;
}

@Injectable()
export class RulesStore {
  constructor(private readonly database: Database) {}

  /** All versions of the district's rules without what they say. */
  async list(): Promise<Omit<KeptVersion, 'body'>[]> {
    const names = await this.names();
    const rows = await this.database.ruleVersion.findMany({
      where: { OR: Object.entries(names).map(([kind, id]) => ({ kind, id })) },
      omit: { body: true },
    });
    return rows.map((row) => ({ ...kept({ ...row, body: null }) }));
  }

  async find(kind: RuleKind, version: number, id: string | undefined): Promise<KeptVersion | null> {
    const key = { kind, id: id ?? (await this.names())[kind], version };
    const row = await this.database.ruleVersion.findUnique({ where: { kind_id_version: key } });
    return row === null ? null : kept(row);
  }

  /** Every code that ever stood in the table of categories. */
  async categoryCodes(): Promise<Set<string>> {
    const rows = await this.database.ruleVersion.findMany({ where: { kind: 'categories', id: CATEGORY_TABLE }, select: { body: true } });
    return new Set(rows.flatMap(({ body }) => (body as { code: string }[]).map(({ code }) => code)));
  }

  /**
   * Keeps the next version, all or nothing; publishers wait for each other on the district's row. A version that stands
   * already is answered as it was kept. Throws INVALID and KEY_REUSED.
   */
  async publish(publication: Publication): Promise<KeptVersion> {
    return this.database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT 1 FROM district FOR UPDATE`;
      const { kind, id, version, body, authorId, reason, now } = publication;
      const field = FIELD_OF[kind];
      const wanted = (await namesOf(transaction))[kind];
      if (id !== wanted) throw new CodedError('INVALID', { field: `${field}.id`, reason: `the district's is ${wanted}` });
      const known = await transaction.ruleVersion.findMany({ where: { kind, id }, orderBy: { version: 'desc' } });
      const standing = known.find((row) => row.version === version);
      if (standing !== undefined) return repeated(kept(standing), publication);
      const next = (known[0]?.version ?? 0) + 1;
      if (version !== next) throw new CodedError('INVALID', { field: `${field}.version`, reason: `the next version is ${next}` });
      const effectiveAt = publication.effectiveAt ?? now;
      if (effectiveAt < now) throw new CodedError('INVALID', { field: 'effectiveAt', reason: 'lies in the past' });
      return keepVersion(transaction, { kind, id, version, body, authorId, reason, effectiveAt, now });
    });
  }

  private async names(): Promise<Record<RuleKind, string>> {
    return namesOf(this.database);
  }
}

/** Writes a version and tells every process that there is something new to read. */
export async function keepVersion(
  transaction: Transaction,
  version: Omit<Publication, 'authorId' | 'effectiveAt'> & { authorId: string | null; effectiveAt: number },
): Promise<KeptVersion> {
  const { now, body, effectiveAt, ...rest } = version;
  const row = await transaction.ruleVersion.create({
    data: { ...rest, body: body as Prisma.InputJsonValue, effectiveAt: BigInt(effectiveAt), publishedAt: new Date(now) },
  });
  await transaction.district.updateMany({ data: { edition: { increment: 1 } } });
  return kept(row);
}

/** By which name the district keeps rules of each kind. */
async function namesOf(database: Pick<Database, 'district'>): Promise<Record<RuleKind, string>> {
  const district = await database.district.findFirst({ orderBy: { code: 'asc' }, select: { policyId: true, calendarId: true } });
  if (district === null) throw new CodedError('UNAVAILABLE', { reason: 'no district is loaded yet' });
  return { policies: district.policyId, calendars: district.calendarId, categories: CATEGORY_TABLE };
}

/** The first answer again; author and reason stay the first ones'. */
function repeated(standing: KeptVersion, { kind, body, effectiveAt }: Publication): KeptVersion {
  const same = isDeepStrictEqual(readBody(kind, standing.body), readBody(kind, body));
  if (same && (effectiveAt === null || effectiveAt === standing.effectiveAt)) return standing;
  const field = same ? 'effectiveAt' : `${FIELD_OF[kind]}.version`;
  throw new CodedError('KEY_REUSED', { field, reason: `version ${standing.version} is published with other content` });
}

function kept({ kind, effectiveAt, publishedAt, ...row }: Row): KeptVersion {
  return { ...row, kind: kind as RuleKind, effectiveAt: Number(effectiveAt), publishedAt: publishedAt.getTime() };
}
