import type { Attachment } from '@shaodao/contracts/attachments';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';
import type { KeptText } from '../requests/text.js';

export interface NewUpload {
  uploadId: string;
  caseId: string;
  attachmentId: string;
  sha256: string;
  text: KeptText | null;
  at: number;
}

/** Longer than a bucket takes to forget two objects; the connection is held meanwhile. */
const TAKE_BACK_LIMIT_MS = 15_000;

@Injectable()
export class AttachmentsStore {
  constructor(private readonly database: Database) {}

  /** What the case took, oldest first; the name is the one its first uploader gave. */
  async list(caseId: string): Promise<Attachment[]> {
    return this.select(caseId, Prisma.empty);
  }

  async find(caseId: string, attachmentId: string): Promise<Attachment | null> {
    const [found] = await this.select(caseId, Prisma.sql`AND e.event->'fact'->>'attachmentId' = ${attachmentId}`);
    return found ?? null;
  }

  private select(caseId: string, more: Prisma.Sql): Promise<Attachment[]> {
    return this.database.$queryRaw<Attachment[]>`
      SELECT f->>'attachmentId' AS id, f->>'mediaType' AS "mediaType", (f->>'size')::int AS size, f->>'sha256' AS sha256,
        f->>'purpose' AS purpose, t.body->>'name' AS name, e.at::float8 AS at, e.event->'actor'->>'personId' AS "byId"
      FROM case_event e CROSS JOIN LATERAL (SELECT e.event->'fact' AS f) x
        LEFT JOIN case_text t ON t.text_id = e.text_id
      WHERE e.case_id = ${caseId}::uuid AND e.event->'fact'->>'type' = 'attached' ${more} ORDER BY e.seq`;
  }

  /**
   * Keeps the row that holds the bytes, and the name, before either is used. Waits while somebody takes the same bytes
   * back, so that what is stored afterwards stays. A repeat of the same upload changes nothing.
   */
  async keep({ uploadId, caseId, attachmentId, sha256, text, at }: NewUpload): Promise<void> {
    await this.database.$executeRaw`
      WITH alone AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(${sha256}, 0))),
      upload AS (
        INSERT INTO attachment_upload (upload_id, case_id, attachment_id, sha256, text_id, kept_at)
        SELECT ${uploadId}::uuid, ${caseId}::uuid, ${attachmentId}::uuid, ${sha256}, ${text?.textId ?? null}::uuid, ${at}::bigint FROM alone
        ON CONFLICT (upload_id) DO NOTHING RETURNING text_id)
      INSERT INTO case_text SELECT text_id, ${caseId}::uuid, ${text?.salt ?? null}, ${JSON.stringify(text?.body ?? null)}::jsonb
      FROM upload WHERE text_id IS NOT NULL`;
  }

  /** The case has it. */
  async taken(uploadId: string): Promise<void> {
    await this.database.attachmentUpload.updateMany({ where: { uploadId }, data: { taken: true } });
  }

  /** Uploads that nobody knows the end of. */
  async open(before: number, most: number): Promise<{ uploadId: string; caseId: string; attachmentId: string }[]> {
    return this.database.attachmentUpload.findMany({
      where: { taken: false, keptAt: { lt: before } },
      select: { uploadId: true, caseId: true, attachmentId: true },
      take: most,
    });
  }

  /**
   * Takes an upload back: its row, its name unless an event has it, and by `remove` its bytes when no other upload holds
   * the same. All or nothing: what cannot be removed now stays until the next look.
   */
  async takeBack(uploadId: string, remove: (sha256: string) => Promise<void>): Promise<void> {
    await this.database.$transaction(
      async (held) => {
        const upload = await held.attachmentUpload.findUnique({ where: { uploadId } });
        if (upload === null || upload.taken) return;
        const { sha256, textId } = upload;
        await held.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`;
        await held.attachmentUpload.deleteMany({ where: { uploadId } });
        await held.$executeRaw`
          DELETE FROM case_text t WHERE t.text_id = ${textId}::uuid
            AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = t.case_id AND e.text_id = t.text_id)`;
        if ((await held.attachmentUpload.count({ where: { sha256 } })) === 0) await remove(sha256);
      },
      { timeout: TAKE_BACK_LIMIT_MS },
    );
  }
}
