import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseSnapshot } from '@shaodao/contracts/case-snapshot';
import { CodedError } from '@shaodao/contracts/errors';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database.store.js';

/** How long a repeated request still meets its first answer. */
const KEPT_DAYS = 7;
/** Answers of one moment are written at once. */
const GATHER_MS = 40;

/** `(person, key) → body, answer`: a repeat gets the first answer, another body under the same key is KEY_REUSED. */
@Injectable()
export class RequestsStore implements OnModuleDestroy {
  private readonly log = new Logger('Requests');
  private readonly answers: { person_id: string; key: string; answer: object }[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** The first answer, of whatever the key was used for; null when the key is new or its first request has no answer yet. Throws KEY_REUSED. */
  async answered<Answer = CaseSnapshot>(personId: string, key: string, bodyHash: string): Promise<Answer | null> {
    const known = await this.database.requestKey.findUnique({ where: { personId_key: { personId, key } } });
    if (known === null) return null;
    if (known.bodyHash !== bodyHash) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    return known.answer as Answer | null;
  }

  /** Ties a key to a case that was kept before without it; a key that stands already stays. */
  async remember(personId: string, key: string, bodyHash: string, caseId: string): Promise<void> {
    await this.database.requestKey.createMany({ data: [{ personId, key, bodyHash, caseId }], skipDuplicates: true });
  }

  /**
   * Keeps an answer, together with others of the same moment, unless one stands already. Not awaited: one that is lost
   * with this process is had again, since the engine knows a command by its id and a report by its case.
   */
  answer(personId: string, key: string, answer: object): void {
    this.answers.push({ person_id: personId, key, answer });
    if (this.answers.length === 1) this.writing = this.writing.then(() => this.write());
  }

  /** Resolves when the answers given so far are kept, for who must not answer a repeat in other words. */
  async kept(): Promise<void> {
    await this.writing;
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    await pause(GATHER_MS);
    const answers = JSON.stringify(this.answers.splice(0));
    await this.database.$executeRaw`
      UPDATE request_key k SET answer = a.answer
      FROM jsonb_to_recordset(${answers}::jsonb) AS a (person_id uuid, key text, answer jsonb)
      WHERE k.person_id = a.person_id AND k.key = a.key AND k.answer IS NULL`.catch((error: unknown) =>
      this.log.warn(`answers not kept: ${error instanceof Error ? error.name : String(error)}`),
    );
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
