import type { Database } from '../database.store.js';
import { sha256 } from '../session/digest.js';

export interface AccountHash {
  name: string;
  passwordHash: string | null;
}

export async function hashesOf(database: Database, names: string[]): Promise<AccountHash[]> {
  return database.account.findMany({ where: { name: { in: names } }, select: { name: true, passwordHash: true } });
}

/** New passwords end every session that the old ones opened, and every lock. */
export async function setHashes(database: Database, hashes: AccountHash[]): Promise<void> {
  await database.$transaction([
    ...hashes.map(({ name, passwordHash }) => database.account.upsert({ where: { name }, create: { name, passwordHash }, update: { passwordHash } })),
    database.session.updateMany({
      where: { accountName: { in: hashes.map((hash) => hash.name) }, revokedAt: null },
      data: { revokedAt: new Date() },
    }),
    database.signInAttempt.deleteMany({ where: { accountDigest: { in: hashes.map(({ name }) => sha256(name)) } } }),
  ]);
}
