import { listOf } from '@shaodao/contracts/register/lists';
import type { HistoryLine } from '@shaodao/contracts/register/requests';
import { groundOf } from '@shaodao/contracts/register/shape';
import type { RegistryFact, RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import type { Transaction } from '../database.store.js';
import type { Said } from './book.js';

/** Entries per statement: large enough to be quick, small enough for the limit of a statement. */
const CHUNK = 2_000;

/** Who changes the register and why; `id` is the natural key of the change. */
export interface Change {
  id: string;
  at: number;
  authorId: string | null;
  origin: HistoryLine['origin'];
  reason: string;
}

export type Draft = Omit<Said, 'seq'>;

/** Writes a change and what it says, and tells every process that there is something new to read. */
export async function appendEntries(transaction: Transaction, change: Change, drafts: readonly Draft[]): Promise<void> {
  await transaction.change.create({ data: { ...change, at: new Date(change.at) } });
  for (let from = 0; from < drafts.length; from += CHUNK) {
    const lines = drafts.slice(from, from + CHUNK).map(({ list, key, effectiveAt, id, entry }) => ({
      list,
      key,
      effectiveAt,
      ground: entry === null ? null : groundOf(listOf(list), entry),
      body: entry === null ? null : id === null ? entry : { id, ...entry },
    }));
    await transaction.$executeRaw`
      INSERT INTO entry (change_id, list, key, effective_at, ground, body)
      SELECT ${change.id}::uuid, list, key, "effectiveAt", ground, body
      FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        AS (list text, key text, "effectiveAt" bigint, ground text, body jsonb)) WITH ORDINALITY
        AS line(list, key, "effectiveAt", ground, body, nth) ORDER BY nth`;
  }
  await transaction.district.updateMany({ data: { edition: { increment: 1 } } });
}

/** Writes facts to be told, with the natural key of what they tell of. */
export async function appendFacts(transaction: Transaction, { id: changeId, at }: Pick<Change, 'id' | 'at'>, facts: readonly RegistryFact[]): Promise<void> {
  const told = facts.map((fact, nth): RegistryFactMessage => ({ factId: `${changeId}:${nth + 1}`, changeId, at, fact }));
  await transaction.$executeRaw`
    INSERT INTO outbox (fact) SELECT fact FROM jsonb_array_elements(${JSON.stringify(told)}::jsonb) WITH ORDINALITY AS told(fact, nth) ORDER BY nth`;
}
