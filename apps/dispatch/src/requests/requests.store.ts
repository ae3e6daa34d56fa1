import { createHash } from 'node:crypto';
import type { CaseSnapshot } from '@shaodao/contracts/dispatch';
import { CodedError } from '@shaodao/contracts/errors';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** How long a repeated request still meets its first answer. */
const KEPT_DAYS = 7;

/** `(person, key) → body, answer`: a repeat gets the first answer, another body under the same key is KEY_REUSED. */
@Injectable()
export class RequestsStore {
  constructor(private readonly database: Database) {}

  /** The first answer; null when the key is new or its first request has no answer yet. Throws KEY_REUSED. */
  async answered(personId: string, key: string, bodyHash: string): Promise<CaseSnapshot | null> {
    const known = await this.database.requestKey.findUnique({ where: { personId_key: { personId, key } } });
    if (known === null) return null;
    if (known.bodyHash !== bodyHash) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    return known.answer as CaseSnapshot | null;
  }

  /** Keeps the answer unless one stands already. */
  async answer(personId: string, key: string, snapshot: CaseSnapshot): Promise<void> {
    await this.database.$executeRaw`
      UPDATE request_key SET answer = ${JSON.stringify(snapshot)}::jsonb
      WHERE person_id = ${personId}::uuid AND key = ${key} AND answer IS NULL`;
  }

  async forgetOld(): Promise<void> {
    await this.database.$executeRaw`
      DELETE FROM request_key WHERE created_at < now() - make_interval(days => ${KEPT_DAYS}::int)`;
  }
}

/** One hash for one body, whatever the order of its fields. */
export function hashOf(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('hex');
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
