import { randomInt } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { SEATS } from '@shaodao/domain/case/actor';
import { z } from 'zod';
import type { Database } from '../database.store.js';
import { hashPassword, isPassword } from '../session/password.js';
import { hashesOf, setHashes } from './accounts.store.js';
import type { NamedSeat } from './demo-seats.js';

const accountsFile = z.array(
  z.object({
    account: z.string(),
    password: z.string(),
    seat: z.enum(SEATS),
    areaCode: z.string(),
    departmentId: z.uuid().optional(),
  }),
);
type AccountLine = z.output<typeof accountsFile>[number];

/** Nothing that looks like something else when it is read aloud or copied from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 14;

/**
 * Gives the demo accounts their passwords and writes them to `path` (mode 0600). A file that still fits the
 * database is kept as it is; else all of them get new ones.
 */
export async function openDemoAccounts(
  database: Database,
  seats: readonly NamedSeat[],
  path: string,
): Promise<'kept' | 'written'> {
  const demo = seats.filter((seat) => seat.demo);
  if (await fits(database, demo, await readAccounts(path))) return 'kept';
  const lines = demo.map(({ account, seat, areaCode, departmentId }) => ({
    account,
    password: newPassword(),
    seat,
    areaCode,
    ...(departmentId === null ? {} : { departmentId }),
  }));
  const hashes = await Promise.all(
    lines.map(async ({ account, password }) => ({ name: account, passwordHash: await hashPassword(password) })),
  );
  await setHashes(database, hashes);
  // Renamed into place: a reader sees the whole file or none.
  await writeFile(`${path}.new`, `${JSON.stringify(lines, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return 'written';
}

/** Every demo account is in both, and the first password opens its account: the file belongs to this database. */
async function fits(database: Database, demo: readonly NamedSeat[], lines: readonly AccountLine[]): Promise<boolean> {
  const [first] = lines;
  const told = new Set(lines.map((line) => line.account));
  if (first === undefined || told.size !== demo.length || !demo.every((seat) => told.has(seat.account))) return false;
  const kept = await hashesOf(database, [...told]);
  if (kept.length !== demo.length || kept.some((account) => account.passwordHash === null)) return false;
  const hash = kept.find((account) => account.name === first.account)?.passwordHash ?? '';
  return isPassword(first.password, hash);
}

async function readAccounts(path: string): Promise<AccountLine[]> {
  try {
    return accountsFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Missing or not ours: it is written anew.
    return [];
  }
}

function newPassword(): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
