import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { KeptText } from '../requests/text.js';

@Injectable()
export class CommandsStore {
  constructor(private readonly database: Database) {}

  /** Keeps the words and the key before the command is put to the case; a key that stands already stays. */
  async keep(given: {
    caseId: string;
    personId: string;
    key: string | null;
    bodyHash: string;
    text: KeptText | null;
  }): Promise<void> {
    const { caseId, personId, key, bodyHash, text } = given;
    if (key !== null) {
      await this.database.$executeRaw`
        INSERT INTO request_key (person_id, key, body_hash, case_id)
        VALUES (${personId}::uuid, ${key}, ${bodyHash}, ${caseId}::uuid) ON CONFLICT DO NOTHING`;
    }
    if (text !== null) {
      await this.database.$executeRaw`
        INSERT INTO case_text VALUES (${text.textId}::uuid, ${caseId}::uuid, ${text.salt}, ${JSON.stringify(text.body)}::jsonb)`;
    }
  }

  /** Takes back the words of a command that was refused: nothing of it stays. */
  async drop(text: KeptText): Promise<void> {
    await this.database.$executeRaw`
      DELETE FROM case_text t WHERE t.text_id = ${text.textId}::uuid
        AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = t.case_id AND e.text_id = t.text_id)`;
  }

  /** Did the case take this command in an earlier try? */
  async taken(caseId: string, commandId: string): Promise<boolean> {
    return (await this.database.caseEvent.findFirst({ where: { caseId, commandId }, select: { seq: true } })) !== null;
  }
}
