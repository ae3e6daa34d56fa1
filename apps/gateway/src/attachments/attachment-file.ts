import type { Attachment } from '@shaodao/contracts/attachments';
import type { OpenBlob } from '@shaodao/platform/blob';
import type { FastifyReply, FastifyRequest } from 'fastify';

const ENDING: Record<Attachment['mediaType'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** Whatever the bytes are, a browser shows a picture and runs nothing; and it asks each time whether it still may. */
const HEADERS = {
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Authorization',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** What of an attachment is sent: itself, or its small WebP. */
export type Served = 'file' | 'thumbnail';

/** Sends the bytes of an attachment; 304 without them when the caller has these already. */
export async function sendFile(
  { mediaType, sha256, name, id }: Attachment,
  served: Served,
  to: { request: FastifyRequest; reply: FastifyReply; open: () => Promise<OpenBlob | null> },
): Promise<void> {
  const { request, reply, open } = to;
  const etag = served === 'file' ? `"${sha256}"` : `"${sha256}-small"`;
  reply.headers({ ...HEADERS, etag });
  if (request.headers['if-none-match'] === etag) {
    await reply.status(304).send();
    return;
  }
  const blob = await open();
  if (blob === null) throw new Error(`the bytes of attachment ${id} are gone`);
  const place = mediaType === 'application/pdf' ? 'attachment' : 'inline';
  const called = encodeURIComponent(name ?? `${id}.${ENDING[mediaType]}`).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  reply.headers({
    'content-type': served === 'file' ? mediaType : 'image/webp',
    'content-length': blob.size,
    'content-disposition': served === 'file' ? `${place}; filename="${id}.${ENDING[mediaType]}"; filename*=UTF-8''${called}` : 'inline',
  });
  await reply.send(blob.stream);
}
