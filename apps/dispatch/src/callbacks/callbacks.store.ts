import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** A link that was given out; the token itself is not kept. */
export interface CallbackLink {
  caseId: string;
  /** The closing it asks about. */
  closedAt: number;
  usedAt: number | null;
  /** Of the answer it was used for. */
  answerHash: string | null;
}

/** No call-back stays open that long (D); a link made by then can be made anew. */
const KEPT_MS = 90 * 86_400_000;

@Injectable()
export class CallbacksStore {
  constructor(private readonly database: Database) {}

  async keep(digest: Buffer, { caseId, closedAt, madeAt }: { caseId: string; closedAt: number; madeAt: number }): Promise<void> {
    await this.database.$executeRaw`
      WITH old AS (DELETE FROM callback_link WHERE made_at < ${madeAt - KEPT_MS}::bigint)
      INSERT INTO callback_link (token_digest, case_id, closed_at, made_at)
      VALUES (${digest}, ${caseId}::uuid, ${closedAt}::bigint, ${madeAt}::bigint)`;
  }

  async find(digest: Buffer): Promise<CallbackLink | null> {
    const [link] = await this.database.$queryRaw<CallbackLink[]>`
      SELECT case_id AS "caseId", closed_at::float8 AS "closedAt", used_at::float8 AS "usedAt", answer_hash AS "answerHash"
      FROM callback_link WHERE token_digest = ${digest}`;
    return link ?? null;
  }

  /** Answers when it was used: the first time stays. */
  async use(digest: Buffer, answerHash: string, at: number): Promise<number> {
    const [row] = await this.database.$queryRaw<{ at: number }[]>`
      UPDATE callback_link SET used_at = coalesce(used_at, ${at}::bigint), answer_hash = coalesce(answer_hash, ${answerHash})
      WHERE token_digest = ${digest} RETURNING used_at::float8 AS at`;
    return row?.at ?? at;
  }
}
