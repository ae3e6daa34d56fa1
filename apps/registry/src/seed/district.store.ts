import { randomUUID } from 'node:crypto';
import { CATEGORY_TABLE, RULE_KINDS, type CategoryLine, type RuleKind } from '@shaodao/contracts/rules-publishing';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { CasePolicy } from '@shaodao/domain/policy';
import type { Database, Transaction } from '../database.store.js';
import type { Prisma } from '../generated/prisma/client.js';
import { Book } from '../register/book.js';
import { check } from '../register/change.js';
import { changes } from '../register/register.service.js';
import { factsOf } from '../register/facts.js';
import { appendEntries, appendFacts, type Draft } from '../register/append.store.js';
import { RegisterStore } from '../register/register.store.js';
import type { DistrictData } from './district.js';
import { entriesOf } from './entries.js';
import type { SeedEntry } from './seed-entry.js';
import { shipRules, type Shipment, type ShippedRules } from './shipped-rules.store.js';

/** What the seed loads: the district and the rules in force in it. */
export interface SeedLoad {
  district: DistrictData;
  categories: CategoryLine[];
  policy: CasePolicy;
  calendar: WorkingCalendar;
  /** Of `district` and `categories`. */
  digest: string;
}

const LOAD_LIMIT_MS = 120_000;
/** Two seeds at once wait for each other on this number. */
const SEED_LOCK = 511_703;

/** What became of a load. `own` names the kinds of rules of which the district publishes its own. */
export interface Loaded {
  district: 'loaded' | 'unchanged';
  own: RuleKind[];
}

/**
 * Loads in one transaction, so nobody ever sees half a district. What is loaded already is left alone.
 * Throws when a shipped version of a policy or calendar that is there says something else.
 */
export async function loadDistrict(database: Database, load: SeedLoad): Promise<Loaded> {
  return database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
      // Whoever publishes rules holds this row.
      await transaction.$executeRaw`SELECT 1 FROM district FOR UPDATE`;
      const { code, name, center, outline } = load.district;
      const before = await transaction.district.findUnique({ where: { code } });
      const shipments = await ship(transaction, load);
      const rules = { policyId: load.policy.id, calendarId: load.calendar.id };
      const own = RULE_KINDS.filter((kind) => shipments[kind] === 'own');
      const sameGround = before?.digest === load.digest;
      const sameRules =
        before?.policyId === rules.policyId &&
        before.calendarId === rules.calendarId &&
        RULE_KINDS.every((kind) => shipments[kind] !== 'published');
      if (sameGround && sameRules) return { district: 'unchanged', own };
      const row = {
        ...rules,
        name,
        centerLng: center.lng,
        centerLat: center.lat,
        outline: json(outline),
        digest: load.digest,
      };
      await transaction.district.upsert({
        where: { code },
        create: { code, ...row },
        update: { ...row, edition: { increment: 1 } },
      });
      if (!sameGround) await sayDistrict(transaction, new RegisterStore(database), entriesOf(load.district));
      return { district: 'loaded', own };
    },
    { timeout: LOAD_LIMIT_MS, maxWait: LOAD_LIMIT_MS },
  );
}

async function ship(transaction: Transaction, { policy, calendar, categories }: SeedLoad): Promise<Record<RuleKind, Shipment>> {
  const now = Date.now();
  const one = (rules: ShippedRules): Promise<Shipment> => shipRules(transaction, rules, now);
  return {
    policies: await one({ kind: 'policies', id: policy.id, version: policy.version, body: policy }),
    calendars: await one({ kind: 'calendars', id: calendar.id, version: calendar.version, body: calendar }),
    categories: await one({ kind: 'categories', id: CATEGORY_TABLE, version: null, body: categories }),
  };
}

/** Says what is new or other; what people have changed themselves stays theirs. Throws when the register would be wrong. */
async function sayDistrict(transaction: Transaction, store: RegisterStore, entries: readonly SeedEntry[]): Promise<void> {
  const at = Date.now();
  const head = await store.head(transaction);
  const book = Book.empty().with(head === 0 ? [] : await store.readAll({ instant: at, later: true, head }, transaction), at, head);
  const theirs = new Set(await store.keysOfPeople(transaction));
  const ours = entries.filter((said) => !theirs.has(`${said.list} ${said.key}`));
  await sayEntries(transaction, { book, entries: ours, at: head === 0 ? 0 : at, reason: '随软件安装' });
}

/** Says, from an instant on, what stands otherwise in a book; null ends an entry. Throws when the register would be wrong. */
export async function sayEntries(transaction: Transaction, given: { book: Book; entries: readonly Omit<Draft, 'effectiveAt'>[]; at: number; reason: string }): Promise<void> {
  const { book, at: effectiveAt, reason } = given;
  const drafts: Draft[] = given.entries.filter((said) => changes(book.get(said.list, said.key), said)).map((said) => ({ ...said, effectiveAt }));
  if (drafts.length === 0) return;
  const [fault] = check(book, drafts);
  if (fault !== undefined) throw new Error(`${fault.list} ${fault.key} ${fault.field}: ${fault.reason}`);
  const change = { id: randomUUID(), at: Date.now(), authorId: null, origin: 'seed' as const, reason };
  await appendEntries(transaction, change, drafts);
  await appendFacts(transaction, change, factsOf(book, drafts));
}

function json(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonObject;
}
