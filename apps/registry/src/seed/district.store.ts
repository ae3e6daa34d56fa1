import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { CasePolicy } from '@shaodao/domain/policy';
import type { Database, Transaction } from '../database.store.js';
import type { Prisma } from '../generated/prisma/client.js';
import { putRows } from './bulk.store.js';
import type { SeedCategory } from './categories.js';
import type { DistrictData } from './district.js';

/** What the seed loads: the district and the rules in force in it. */
export interface SeedLoad {
  district: DistrictData;
  categories: SeedCategory[];
  policy: CasePolicy;
  calendar: WorkingCalendar;
  /** Of `district` and `categories`. */
  digest: string;
}

const LOAD_LIMIT_MS = 120_000;
/** Two seeds at once wait for each other on this number. */
const SEED_LOCK = 511_703;

/**
 * Loads in one transaction, so nobody ever sees half a district. What is loaded already is left alone.
 * Throws when a version of a policy or calendar that is there says something else.
 */
export async function loadDistrict(database: Database, load: SeedLoad): Promise<'loaded' | 'unchanged'> {
  return database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
      const before = await transaction.district.findUnique({ where: { code: load.district.code } });
      await keepRules(transaction, load);
      const rules = {
        policyId: load.policy.id,
        policyVersion: load.policy.version,
        calendarId: load.calendar.id,
        calendarVersion: load.calendar.version,
      };
      const sameGround = before?.digest === load.digest;
      const sameRules =
        before !== null && Object.entries(rules).every(([key, value]) => before[key as keyof typeof rules] === value);
      if (sameGround && sameRules) return 'unchanged';
      if (!sameGround) await putGround(transaction, load);
      const { code, name, center, outline } = load.district;
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
      return 'loaded';
    },
    { timeout: LOAD_LIMIT_MS, maxWait: LOAD_LIMIT_MS },
  );
}

async function keepRules(transaction: Transaction, load: SeedLoad): Promise<void> {
  const { policy, calendar } = load;
  const provisionalYears = calendar.provisionalYears ?? [];
  const policyKey = { id_version: { id: policy.id, version: policy.version } };
  const keptPolicy = await transaction.policy.upsert({
    where: policyKey,
    create: { id: policy.id, version: policy.version, body: json(policy) },
    update: {},
  });
  assertSame(keptPolicy.body, policy, 'policy');
  const keptCalendar = await transaction.calendar.upsert({
    where: { id_version: { id: calendar.id, version: calendar.version } },
    create: { id: calendar.id, version: calendar.version, body: json(calendar), provisionalYears },
    update: {},
  });
  // The column is older than the key in the body: the first release kept those years nowhere else.
  const kept = { ...(keptCalendar.body as object), provisionalYears: keptCalendar.provisionalYears };
  const given = { ...calendar, provisionalYears };
  assertSame(kept, given, 'calendar');
}

/** jsonb keeps no order of keys, so both sides are compared in one order. */
function assertSame(kept: unknown, given: { id: string; version: number }, what: string): void {
  if (ordered(kept) === ordered(given)) return;
  throw new Error(`${what} ${given.id}@${given.version} is loaded with other content: give the new one a higher version`);
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

async function putGround(transaction: Transaction, { district, categories }: SeedLoad): Promise<void> {
  await putRows(transaction, 'area', district.areas);
  await putRows(transaction, 'grid', district.grids);
  await putRows(transaction, 'department', district.departments);
  await transaction.gridDepartment.deleteMany();
  await putRows(transaction, 'grid_department', district.attachments);
  await putRows(transaction, 'person', district.people);
  await transaction.post.deleteMany();
  await putRows(transaction, 'post', district.posts);
  await transaction.roster.deleteMany();
  await putRows(transaction, 'roster', district.rosters);
  await putRows(transaction, 'category', categories);
  const accounts = district.seats.map(({ account, ...seat }) => ({ name: account, ...seat }));
  await putRows(transaction, 'account', accounts);
}

function json(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonObject;
}
