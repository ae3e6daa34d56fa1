import { MEDIA_TYPES, PURPOSES } from '@shaodao/domain/case/state';
import { z } from 'zod';
import { request } from './contract.js';
import { actor, instant, uuid } from './shapes.js';

/** What dispatch answers about evidence, and where its bytes lie. Bytes never travel on the bus: it carries at most 1 MB. */

/** The largest file that is taken: 10 MiB. */
export const ATTACHMENT_MOST_BYTES = 10_485_760;
export const FILE_NAME_MAX = 200;

/** Keys in the store that gateway and dispatch share: what was sent and nobody has looked at yet, what is kept, and its small picture. */
export function incomingKey(uploadId: string): string {
  return `${INCOMING}/${uploadId}`;
}
export function keptKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256}`;
}
export function thumbnailKey(sha256: string): string {
  return `${keptKey(sha256)}.webp`;
}
export const INCOMING = 'incoming';

/** Why a file is not taken; the code is INVALID, the field `file`. */
export const FILE_FAULTS = {
  empty: { zh: '文件是空的', en: 'the file is empty' },
  kind: { zh: '只接收 JPEG、PNG、WebP 照片和 PDF，按内容判断，不看文件名', en: 'only JPEG, PNG, WebP and PDF are taken, told by content, not by name' },
  heic: { zh: '不接收 HEIC/AVIF 照片，请在相机设置中改为 JPEG（兼容性最佳）', en: 'HEIC and AVIF are not taken: set the camera to JPEG' },
  damaged: { zh: '文件已损坏，或并不是它自称的格式', en: 'the file is damaged, or is not what it says it is' },
  twofold: { zh: '文件里还藏着另一种文件（如压缩包）', en: 'the file is a second kind of file at once, such as an archive' },
  animated: { zh: '不接收动图', en: 'moving pictures are not taken' },
  pixels: { zh: '照片像素过多，最多 5000 万', en: 'too many pixels: at most 50 million' },
  encrypted: { zh: 'PDF 已加密，请解除密码后再传', en: 'the PDF is encrypted: take its password off first' },
  active: { zh: 'PDF 含有脚本、附件或会运行的动作', en: 'the PDF holds scripts, files or actions that run' },
  costly: { zh: '文件读取时间或内存过大', en: 'the file takes too much time or memory to read' },
} as const;
export type FileFault = keyof typeof FILE_FAULTS;

/** Evidence on a case. `sha256` is of the kept bytes and stands in the case's event; `name` is as its uploader called it. */
export const attachment = z.object({
  id: uuid,
  mediaType: z.enum(MEDIA_TYPES),
  size: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  purpose: z.enum(PURPOSES),
  name: z.string().nullable(),
  at: instant,
  byId: uuid,
});
export type Attachment = z.output<typeof attachment>;

export const attachmentPurpose = z.enum(PURPOSES).default('other');

/**
 * The file lies under `incomingKey(uploadId)`. The same bytes on the same case are one attachment: then the first one is
 * answered, and `created` is false. A key means what it means for a command.
 */
export const addAttachment = request({
  subject: 'dispatch.attachment.add',
  input: z.object({
    actor,
    key: z.string().min(1).max(255).nullable(),
    caseId: uuid,
    uploadId: uuid,
    purpose: z.enum(PURPOSES),
    name: z.string().min(1).max(FILE_NAME_MAX).nullable(),
  }),
  output: z.object({ attachment, created: z.boolean() }),
  refusals: ['INVALID', 'FORBIDDEN', 'NOT_FOUND', 'WRONG_STAGE', 'KEY_REUSED', 'TOO_MANY'],
});
export const listAttachments = request({
  subject: 'dispatch.attachment.list',
  input: z.object({ actor, caseId: uuid }),
  output: z.object({ items: z.array(attachment) }),
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});
export const getAttachment = request({
  subject: 'dispatch.attachment.get',
  input: z.object({ actor, caseId: uuid, attachmentId: uuid }),
  output: attachment,
  refusals: ['FORBIDDEN', 'NOT_FOUND'],
});
