import { isDeepStrictEqual } from 'node:util';
import type { RuleKind } from '@shaodao/contracts/rules-publishing';
import type { Transaction } from '../database.store.js';
import { readBody } from '../rules/rule-body.js';
import { keepVersion } from '../rules/rules.store.js';

/** Rules that come with the software; a table of categories carries no number and takes the next one. */
export interface ShippedRules {
  kind: RuleKind;
  id: string;
  version: number | null;
  body: object;
}

/** `own`: the district publishes its own by now, so the shipped ones were left aside. */
export type Shipment = 'published' | 'known' | 'own';

const REASON = '随软件安装';

/**
 * Publishes a shipped version that is not there yet: the first of its name from the beginning, a later one from now on.
 * Throws when a shipped version stands with other content.
 */
export async function shipRules(transaction: Transaction, { kind, id, version, body }: ShippedRules, now: number): Promise<Shipment> {
  const known = await transaction.ruleVersion.findMany({ where: { kind, id }, orderBy: { version: 'desc' } });
  const [newest] = known;
  const standing = version === null ? newest : known.find((row) => row.version === version);
  if (standing !== undefined && isDeepStrictEqual(readBody(kind, standing.body), body)) return 'known';
  // Whoever has taken the rules in hand must not find them replaced by an update of the software.
  if (known.some(({ authorId }) => authorId !== null)) return 'own';
  if (version !== null && standing !== undefined) {
    throw new Error(`${kind} ${id}@${version} is loaded with other content: give the new one a higher version`);
  }
  const effectiveAt = newest === undefined ? 0 : now;
  const next = version ?? (newest?.version ?? 0) + 1;
  await keepVersion(transaction, { kind, id, version: next, body, authorId: null, reason: REASON, effectiveAt, now });
  return 'published';
}
