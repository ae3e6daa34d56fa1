import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { CodedError } from '@shaodao/contracts/errors';
import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import type { HistoryLine, KeptEntry, readList, writeEntry } from '@shaodao/contracts/register/requests';
import { groundOf, keyOf } from '@shaodao/contracts/register/shape';
import type { RegistryFact, RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import type { Actor } from '@shaodao/domain/case/actor';
import { Relay } from '@shaodao/platform/relay';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import type { Transaction } from '../database.store.js';
import { pageOf } from '../page.js';
import { NOT_HELD, type Book, type Standing } from './book.js';
import { check, checkWithGround } from './change.js';
import { factsOf } from './facts.js';
import { shapeFaults, type Fault } from './fault.js';
import { idOf } from './id.js';
import { masked, starredIn, unmasked } from './mask.js';
import type { Change, Draft } from './append.store.js';
import { RegisterStore, type Decided } from './register.store.js';
import { keeps } from './keeping.js';
import { maySee } from './sight.js';

type Asked<C extends { input: z.ZodType }> = z.output<C['input']>;
const WRITE_LIMIT_MS = 4_000;

/** The lists of the register: read by many as of any instant, written by few, one change after another. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly store: RegisterStore,
    private readonly atlas: AtlasService,
    private readonly relay: Relay<RegistryFactMessage>,
  ) {}

  async list({ actor, list, asOf, areaCode = '', cursor = '', limit }: Asked<typeof readList>): Promise<{ items: KeptEntry[]; nextCursor: string | null }> {
    const book = await this.atlas.bookAt(asOf ?? Date.now());
    const items: KeptEntry[] = [];
    // One more than asked for tells whether there is a next page.
    for await (const [key, standing] of this.entries(book, { list, instant: asOf ?? Date.now(), ground: areaCode, after: cursor })) {
      if (!maySee(actor, list, standing.entry, book)) continue;
      items.push(shown(list, key, standing));
      if (items.length > limit) break;
    }
    return pageOf(items, limit, ({ key }) => key);
  }

  async get(actor: Actor, { list, key, asOf }: { list: ListName; key: string; asOf: number | null }): Promise<KeptEntry> {
    return shown(list, key, await this.seen(actor, { list, key, asOf }));
  }

  async names(actor: Actor, { list, keys }: { list: ListName; keys: string[] }): Promise<{ names: Record<string, string> }> {
    const now = Date.now();
    const book = await this.atlas.bookAt(now);
    const known = NOT_HELD.includes(list) ? await this.store.standing(list, keys, now) : book.of(list);
    const names = keys.flatMap((key) => {
      const entry = known.get(key)?.entry as Entry | undefined;
      return entry !== undefined && 'name' in entry && maySee(actor, list, entry, book) ? [[key, entry.name]] : [];
    });
    return { names: Object.fromEntries(names) as Record<string, string> };
  }

  /** The full values; the asking is kept before they are told. */
  async unmask(actor: Actor, { list, key, reason }: { list: ListName; key: string; reason: string }): Promise<KeptEntry> {
    const { from, id, entry } = await this.seen(actor, { list, key, asOf: null });
    await this.store.keepUnmasking({ askerId: actor.personId, list, key, reason, at: Date.now() });
    return { key, effectiveAt: from, id, entry };
  }

  async history(actor: Actor, { list, key }: { list: ListName; key: string }): Promise<{ items: HistoryLine[] }> {
    const lines = await this.store.history(list, key);
    const last = lines.find(({ entry }) => entry !== null)?.entry as Entry | undefined;
    if (last === undefined) throw new CodedError('NOT_FOUND', { field: 'key', reason: 'nothing was ever said under it', reasonZh: '从未登记过这一项' });
    const book = await this.atlas.bookAt(Date.now());
    if (!maySee(actor, list, last, book)) throw new CodedError('FORBIDDEN');
    return { items: lines.map((line) => ({ ...line, entry: line.entry === null ? null : { ...masked(list, line.entry as Entry) } })) };
  }

  async write({ actor, key, list, entryKey, entry: sent, effectiveAt, reason }: Asked<typeof writeEntry>): Promise<z.output<typeof writeEntry.output>> {
    const id = key === null ? randomUUID() : idOf(`change:${actor.personId}:${key}`);
    const change = { id, at: Date.now(), authorId: actor.personId, origin: 'write' as const, reason };
    const { said, repeated } = await this.store.append(change, WRITE_LIMIT_MS, async (transaction) => {
      const book = await this.atlas.bookUnder(transaction);
      const known = NOT_HELD.includes(list) ? await this.store.standing(list, [entryKey], change.at, transaction) : book.of(list);
      const standing = known.get(entryKey);
      const scheduled = NOT_HELD.includes(list)
        ? ((await this.store.scheduledFor(list, [entryKey], change.at, transaction)).get(entryKey) ?? null)
        : book.scheduledFor(list, entryKey);
      if (list === 'grids') await this.refuseGrid(entryKey, { isNew: standing === undefined && scheduled === null, isEnding: sent === null, at: change.at }, transaction);
      const draft = draftOf(standing, { list, key: entryKey, sent, effectiveAt, at: Math.max(change.at, book.since), scheduled });
      for (const entry of [standing?.entry, draft.entry]) {
        if (entry !== undefined && entry !== null && !keeps(actor, book, list, entry)) throw new CodedError('FORBIDDEN');
      }
      refuse(await checkWithGround(book, [draft]));
      return { drafts: [draft], facts: factsOf(book, [draft]) };
    });
    const [one] = said;
    if (one === undefined || (repeated && !isSame(one, { list, key: entryKey, sent }))) throw new CodedError('KEY_REUSED');
    this.relay.wake();
    await this.atlas.refresh();
    return { key: entryKey, effectiveAt: one.effectiveAt, id: one.id, entry: one.entry === null ? null : { ...masked(list, one.entry) } };
  }

  /** Says what is decided on the register as it stands under the lock; a repeat of a change answers what it said then. */
  async say(change: Change, decide: (book: Book) => Decided): Promise<Draft[]> {
    const { said } = await this.store.append(change, WRITE_LIMIT_MS, async (transaction) => decide(await this.atlas.bookUnder(transaction)));
    this.relay.wake();
    await this.atlas.refresh();
    return said;
  }

  /** Residents are not held, and what was said before is not in the book: both are asked of the database. */
  private async refuseGrid(code: string, { isNew, isEnding, at }: { isNew: boolean; isEnding: boolean; at: number }, transaction: Transaction): Promise<void> {
    if (isNew && (await this.store.usedCodes([code], transaction)).size > 0) {
      throw new CodedError('INVALID', { field: 'code', reason: 'was the code of a grid that is no more: codes are never used again', reasonZh: '该编码曾用于已撤销的网格，不得再用' });
    }
    const residents = isEnding ? await this.store.residentsOf(code, at, transaction) : 0;
    if (residents > 0) throw new CodedError('INVALID', { field: 'code', reason: `${residents} residents live in it`, reasonZh: `该网格仍有居民${residents}人，不能停用` });
  }

  private async seen(actor: Actor, { list, key, asOf }: { list: ListName; key: string; asOf: number | null }): Promise<Standing> {
    const instant = asOf ?? Date.now();
    const book = await this.atlas.bookAt(instant);
    const standing = NOT_HELD.includes(list) ? (await this.store.standing(list, [key], instant)).get(key) : book.get(list, key);
    if (standing === undefined) throw new CodedError('NOT_FOUND', { field: 'key', reason: 'nothing stands under it', reasonZh: '没有这一项，或已停用' });
    if (!maySee(actor, list, standing.entry, book)) throw new CodedError('FORBIDDEN');
    return standing;
  }

  /** Standing entries in order of key: of a held list out of memory, else page by page. */
  async *entries(book: Book, asked: { list: ListName; instant: number; ground: string; after: string }): AsyncGenerator<[string, Standing]> {
    const { list, ground } = asked;
    if (!NOT_HELD.includes(list)) {
      const keys = [...book.of(list).keys()].filter((key) => key > asked.after).sort();
      for (const key of keys) {
        const standing = book.get(list, key);
        if (standing !== undefined && (groundOf(listOf(list), standing.entry) ?? '').startsWith(ground)) yield [key, standing];
      }
      return;
    }
    for (let after = asked.after; ; ) {
      const page = await this.store.page({ ...asked, after, limit: 500 });
      yield* page;
      if (page.length < 500) return;
      after = page.at(-1)?.[0] ?? after;
    }
  }
}

interface Given {
  list: ListName;
  key: string;
  sent: Record<string, unknown> | null;
  effectiveAt: number | null;
  at: number;
  /** When something else is said of it for later. */
  scheduled: number | null;
}

function draftOf(standing: Standing | undefined, given: Given): Draft {
  const { list, key, sent, at, scheduled } = given;
  if (sent === null && standing === undefined) throw new CodedError('NOT_FOUND', { field: 'key', reason: 'nothing stands under it', reasonZh: '没有这一项，或已停用' });
  if (given.effectiveAt !== null && given.effectiveAt < at) throw new CodedError('INVALID', { field: 'effectiveAt', reason: 'lies in the past', reasonZh: '生效时间已过' });
  const effectiveAt = given.effectiveAt ?? at;
  if (scheduled !== null && effectiveAt < scheduled) {
    throw new CodedError('INVALID', { field: 'effectiveAt', reason: `a change is scheduled for ${new Date(scheduled).toISOString()}`, reasonZh: '该项已有更晚生效的变更，请先更正那一项' });
  }
  if (sent === null) return { list, key, effectiveAt, id: null, entry: null };
  const entry = listOf(list).entry.safeParse(unmasked(list, sent, standing?.entry));
  if (!entry.success) refuse(shapeFaults({ list, key }, entry.error));
  const own = entry.data as Entry;
  const [starred] = starredIn(list, own, standing?.entry);
  if (starred !== undefined) {
    throw new CodedError('INVALID', { field: starred, reason: 'is behind stars and not what stands: enter it in full', reasonZh: '带星号且与现有内容不符，请填写完整内容' });
  }
  if (keyOf(listOf(list), own) !== key) throw new CodedError('INVALID', { field: listOf(list).key[0] ?? 'key', reason: 'does not fit the key in the address', reasonZh: '与地址中的编号不符' });
  return { list, key, effectiveAt, id: standing?.id ?? newId(list, key), entry: own };
}

/** What is said with what is told of it, `more` besides. Refuses INVALID what would be wrong. */
export function judged(book: Book, drafts: Draft[], more: RegistryFact[] = []): Decided {
  refuse(check(book, drafts));
  return { drafts, facts: [...factsOf(book, drafts), ...more] };
}

/** Is it what was said under this key of a request before? */
function isSame(said: Draft, { list, key, sent }: { list: ListName; key: string; sent: Record<string, unknown> | null }): boolean {
  if (said.list !== list || said.key !== key) return false;
  if (sent === null || said.entry === null) return sent === said.entry;
  const read = listOf(list).entry.safeParse(unmasked(list, sent, said.entry));
  return read.success && isDeepStrictEqual(read.data, said.entry);
}

/** The UUID of a new thing, where things of the list have one. */
export function newId(list: ListName, key: string): string | null {
  return listOf(list).identified === true ? idOf(`${list}:${key}`) : null;
}

function shown(list: ListName, key: string, { from, id, entry }: Standing): KeptEntry {
  return { key, effectiveAt: from, id, entry: { ...masked(list, entry) } };
}

/** The first of several faults, as a refusal; nothing when there is none. */
export function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (first !== undefined) throw new CodedError('INVALID', { field: first.field, reason: first.reason, reasonZh: first.reasonZh });
}

/** Does a draft say anything new? */
export function changes(standing: Standing | undefined, { entry }: Pick<Draft, 'entry'>): boolean {
  return !isDeepStrictEqual(standing?.entry ?? null, entry);
}
