import type { CaseSnapshot } from '@shaodao/contracts/case-snapshot';
import { CodedError } from '@shaodao/contracts/errors';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { KeptText } from '../requests/text.js';

export interface NewCommand {
  caseId: string;
  personId: string;
  key: string | null;
  bodyHash: string;
  text: KeptText | null;
}

@Injectable()
export class CommandsStore {
  constructor(private readonly database: Database) {}

  /**
   * Keeps the key and the words before the command is put to the case, in one round trip. Answers the first answer
   * of a key that has one; null when the command is new or its first try was cut off. Throws KEY_REUSED.
   */
  async keep({ caseId, personId, key, bodyHash, text }: NewCommand): Promise<CaseSnapshot | null> {
    if (key === null && text === null) return null;
    const [known] = await this.database.$queryRaw<{ body_hash: string; answer: CaseSnapshot | null }[]>`
      WITH new_key AS (
        INSERT INTO request_key (person_id, key, body_hash, case_id)
        SELECT ${personId}::uuid, ${key}, ${bodyHash}, ${caseId}::uuid WHERE ${key}::text IS NOT NULL
        -- The update changes nothing: it waits for whoever is using the key at this moment, and answers what stands.
        ON CONFLICT (person_id, key) DO UPDATE SET key = excluded.key RETURNING body_hash, answer),
      new_text AS (
        INSERT INTO case_text
        SELECT ${text?.textId ?? null}::uuid, ${caseId}::uuid, ${text?.salt ?? null}, ${JSON.stringify(text?.body ?? null)}::jsonb
        WHERE ${text?.textId ?? null}::uuid IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM new_key WHERE answer IS NOT NULL OR body_hash <> ${bodyHash}))
      SELECT body_hash, answer FROM new_key`;
    if (known === undefined) return null;
    if (known.body_hash !== bodyHash) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    return known.answer;
  }

  /** Takes back the words of a command that was refused: nothing of it stays. */
  async drop(text: Pick<KeptText, 'textId'>): Promise<void> {
    await this.database.$executeRaw`
      DELETE FROM case_text t WHERE t.text_id = ${text.textId}::uuid
        AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = t.case_id AND e.text_id = t.text_id)`;
  }

  /** Did the case take this command in an earlier try? */
  async taken(caseId: string, commandId: string): Promise<boolean> {
    return (await this.database.caseEvent.findFirst({ where: { caseId, commandId }, select: { seq: true } })) !== null;
  }
}
