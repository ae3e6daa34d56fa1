import { LIST_NAMES, type ListName } from '@shaodao/contracts/register/lists';
import type { RegistryFact } from '@shaodao/contracts/registry-facts';
import type { HistoryLine } from '@shaodao/contracts/register/requests';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database.store.js';
import { appendEntries, appendFacts, type Change, type Draft } from './append.store.js';
import { NOT_HELD, type Said, type Standing } from './book.js';
import { entryIn, linesOf, nameOf, saidOf, standingOf, type Line } from './entry-line.js';

type Asked = Pick<Database, '$queryRaw' | '$queryRawUnsafe'>;

const HELD = LIST_NAMES.filter((name) => !NOT_HELD.includes(name));
/** Entries read at once: others speak in between. */
const PAGE = 2_000;

/** What is said, and what is told of it. */
export interface Decided {
  drafts: Draft[];
  facts: RegistryFact[];
  /** What else is written with it, once it stands. */
  also?: () => Promise<void>;
}

@Injectable()
export class RegisterStore {
  /** Writers of this process wait for each other here, before they take a connection that sign-ins need. */
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** The number of the last thing said; 0 before the first. */
  async head(database: Asked = this.database): Promise<number> {
    const [row] = await database.$queryRaw<{ head: bigint }[]>`SELECT coalesce(max(seq), 0)::bigint AS head FROM entry`;
    return Number(row?.head ?? 0);
  }

  /**
   * What stands at an instant of everything said up to `head`, and with `later` what is said for after it; residents are left
   * out. A page at a time: a district's people are more than one statement may read.
   */
  async readAll({ instant, later, head }: { instant: number; later: boolean; head: number }, database: Asked = this.database): Promise<Said[]> {
    const lists = await Promise.all(HELD.map((list) => readStanding(list, { instant, head }, database)));
    return [...lists.flat(), ...(later ? await readScheduled({ instant, head }, database) : [])];
  }

  /** Everything said after `seq`, residents left out, in order. */
  async readSince(seq: number, database: Asked = this.database): Promise<Said[]> {
    const all: Said[] = [];
    for (let after = seq; ; ) {
      const rows = await database.$queryRaw<{ list: ListName; line: string }[]>`
        SELECT list, json_build_array(key, effective_at, seq, body)::text AS line FROM entry
        WHERE seq > ${after}::bigint AND list <> ALL(${NOT_HELD}::text[]) ORDER BY seq LIMIT ${PAGE}::int`;
      for (const { list, line } of rows) all.push(saidOf(list, JSON.parse(line) as Line));
      if (rows.length < PAGE) return all;
      after = all.at(-1)?.seq ?? after;
    }
  }

  /** The first effect after an instant; Infinity when nothing took effect since. */
  async nextEffect(instant: number): Promise<number> {
    const [row] = await this.database.$queryRaw<{ next: bigint | null }[]>`SELECT min(effective_at) AS next FROM entry WHERE effective_at > ${instant}::bigint`;
    return row?.next === null || row === undefined ? Number.POSITIVE_INFINITY : Number(row.next);
  }

  /**
   * Says it all or nothing; whoever changes the register waits for the other on the district's row, so that what is
   * decided is decided on everything said before. A change that stands already changes nothing: answers what it said.
   */
  async append(change: Change, limitMs: number, decide: (transaction: Transaction) => Promise<Decided>): Promise<{ said: Draft[]; repeated: boolean }> {
    const mine = this.writing.catch(() => undefined).then(() => this.appendNow(change, limitMs, decide));
    this.writing = mine;
    return mine;
  }

  private async appendNow(change: Change, limitMs: number, decide: (transaction: Transaction) => Promise<Decided>): Promise<{ said: Draft[]; repeated: boolean }> {
    return this.database.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SELECT 1 FROM district FOR UPDATE`;
        if ((await transaction.change.findUnique({ where: { id: change.id } })) !== null) {
          return { said: await saidIn(transaction, change.id), repeated: true };
        }
        const { drafts, facts, also } = await decide(transaction);
        if (drafts.length > 0) await appendEntries(transaction, change, drafts);
        if (facts.length > 0) await appendFacts(transaction, change, facts);
        await also?.();
        return { said: drafts, repeated: false };
      },
      { timeout: limitMs, maxWait: limitMs },
    );
  }

  async history(list: ListName, key: string): Promise<HistoryLine[]> {
    const rows = await this.database.entry.findMany({ where: { list, key }, include: { change: true }, orderBy: [{ effectiveAt: 'desc' }, { seq: 'desc' }] });
    return rows.map(({ seq, effectiveAt, body, change }) => ({
      seq: Number(seq),
      effectiveAt: Number(effectiveAt),
      recordedAt: change.at.getTime(),
      changeId: change.id,
      authorId: change.authorId,
      origin: change.origin as HistoryLine['origin'],
      reason: change.reason,
      entry: body === null ? null : entryIn(list, body as Record<string, unknown>).entry,
    }));
  }

  /** Entries of a list that is not held in memory, or as of the past: by key, from an area, after a cursor. */
  async page(asked: { list: ListName; instant: number; ground: string; after: string; limit: number }): Promise<[string, Standing][]> {
    const { list, instant, ground, after, limit } = asked;
    const rows = await this.database.$queryRaw<{ line: string }[]>`
      SELECT json_build_array(key, effective_at, seq, body)::text AS line FROM (
        SELECT DISTINCT ON (key) key, effective_at, seq, body, ground FROM entry
        WHERE list = ${list} AND key > ${after} AND effective_at <= ${instant}::bigint ORDER BY key, effective_at DESC, seq DESC
      ) AS standing WHERE body IS NOT NULL AND (${ground} = '' OR starts_with(coalesce(ground, ''), ${ground})) ORDER BY key LIMIT ${limit}::int`;
    return rows.map(({ line }) => standingOf(list, JSON.parse(line) as Line));
  }

  /** Those of these keys that stand. */
  async standing(list: ListName, keys: readonly string[], instant: number, database: Asked = this.database): Promise<Map<string, Standing>> {
    const rows = await database.$queryRaw<{ line: string }[]>`
      SELECT json_build_array(key, effective_at, seq, body)::text AS line FROM (
        SELECT DISTINCT ON (key) key, effective_at, seq, body FROM entry
        WHERE list = ${list} AND key = ANY(${keys}::text[]) AND effective_at <= ${instant}::bigint ORDER BY key, effective_at DESC, seq DESC
      ) AS standing WHERE body IS NOT NULL`;
    return new Map(rows.map(({ line }) => standingOf(list, JSON.parse(line) as Line)));
  }

  /** Those of these codes that a grid ever had, or will have; what was called off before its time was had by nobody. */
  async usedCodes(codes: readonly string[], database: Asked = this.database): Promise<Set<string>> {
    const rows = await database.$queryRaw<{ key: string }[]>`
      SELECT DISTINCT key FROM entry WHERE list = 'grids' AND key = ANY(${codes}::text[]) AND body IS NOT NULL
        AND change_id NOT IN (SELECT id FROM reshape WHERE called_off_at IS NOT NULL)`;
    return new Set(rows.map(({ key }) => key));
  }

  /** How many residents live in a grid. */
  async residentsOf(grid: string, instant: number, database: Asked): Promise<number> {
    const [row] = await database.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT DISTINCT ON (key) body FROM entry WHERE list = 'residents' AND effective_at <= ${instant}::bigint
          AND key IN (SELECT key FROM entry WHERE list = 'residents' AND ground = ${grid}) ORDER BY key, effective_at DESC, seq DESC
      ) AS standing WHERE body->>'grid' = ${grid}`;
    return row?.count ?? 0;
  }

  /** What a change said of lists that are held, in order. */
  async saidBy(changeId: string, database: Asked): Promise<Said[]> {
    const rows = await database.$queryRaw<{ list: ListName; line: string }[]>`
      SELECT list, json_build_array(key, effective_at, seq, body)::text AS line FROM entry
      WHERE change_id = ${changeId}::uuid AND list <> ALL(${NOT_HELD}::text[]) ORDER BY seq`;
    return rows.map(({ list, line }) => saidOf(list, JSON.parse(line) as Line));
  }

  /** As {@link Book.scheduledFor}, of keys of a list that is not held: those of which something is said for after an instant. */
  async scheduledFor(list: ListName, keys: readonly string[], instant: number, database: Asked = this.database): Promise<Map<string, number>> {
    const rows = await database.$queryRaw<{ key: string; last: bigint }[]>`
      SELECT key, max(effective_at) AS last FROM entry
      WHERE list = ${list} AND key = ANY(${keys}::text[]) AND effective_at > ${instant}::bigint GROUP BY key`;
    return new Map(rows.map(({ key, last }) => [key, Number(last)]));
  }

  /** `list key` of everything people have ever said something under. */
  async keysOfPeople(database: Asked): Promise<string[]> {
    const rows = await database.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT entry.list || ' ' || entry.key AS name FROM change JOIN entry ON entry.change_id = change.id WHERE change.origin <> 'seed'`;
    return rows.map(({ name }) => name);
  }

  async keepUnmasking(unmasking: { askerId: string; list: ListName; key: string; reason: string; at: number }): Promise<void> {
    await this.database.unmasking.create({ data: { ...unmasking, at: new Date(unmasking.at) } });
  }
}

async function readStanding(list: ListName, { instant, head }: { instant: number; head: number }, database: Asked): Promise<Said[]> {
  const all: Said[] = [];
  for (let after = ''; ; ) {
    const [row] = await database.$queryRaw<{ lines: string | null }[]>`
      SELECT json_agg(json_build_array(key, effective_at, seq, body))::text AS lines FROM (
        SELECT DISTINCT ON (key) key, effective_at, seq, body FROM entry
        WHERE list = ${list} AND key > ${after} AND effective_at <= ${instant}::bigint AND seq <= ${head}::bigint
        ORDER BY key, effective_at DESC, seq DESC LIMIT ${PAGE}::int
      ) AS said`;
    const lines = linesOf(row?.lines ?? null);
    // Endings too: when something ended is when the register was last another.
    for (const line of lines) all.push(saidOf(list, line));
    if (lines.length < PAGE) return all;
    after = lines.at(-1)?.[0] ?? after;
  }
}

async function readScheduled({ instant, head }: { instant: number; head: number }, database: Asked): Promise<Said[]> {
  const all: Said[] = [];
  for (let after = 0; ; ) {
    const rows = await database.$queryRaw<{ list: ListName; line: string }[]>`
      SELECT list, json_build_array(key, effective_at, seq, body)::text AS line FROM entry
      WHERE effective_at > ${instant}::bigint AND seq > ${after}::bigint AND seq <= ${head}::bigint AND list <> ALL(${NOT_HELD}::text[])
      ORDER BY seq LIMIT ${PAGE}::int`;
    for (const { list, line } of rows) all.push(saidOf(list, JSON.parse(line) as Line));
    if (rows.length < PAGE) return all;
    after = all.at(-1)?.seq ?? after;
  }
}

async function saidIn(transaction: Transaction, changeId: string): Promise<Draft[]> {
  const rows = await transaction.entry.findMany({ where: { changeId }, orderBy: { seq: 'asc' } });
  return rows.map(({ list, key, effectiveAt, body }) => ({
    list: nameOf(list),
    key,
    effectiveAt: Number(effectiveAt),
    ...(body === null ? { id: null, entry: null } : entryIn(nameOf(list), body as Record<string, unknown>)),
  }));
}
