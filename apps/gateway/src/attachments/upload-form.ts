import type { Multipart } from '@fastify/multipart';
import { ATTACHMENT_MOST_BYTES, attachmentPurpose, FILE_NAME_MAX, type Attachment } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import type { FastifyRequest } from 'fastify';

/** What one form may hold at all; the file's own limit is counted as it comes. */
const LIMITS = { fileSize: ATTACHMENT_MOST_BYTES + 65_536, files: 2, fields: 3, fieldSize: 200, fieldNameSize: 50, parts: 5, headerPairs: 20 };

/** A form whose file went to where `keep` put it. */
export interface UploadForm {
  purpose: Attachment['purpose'];
  /** As its sender called it, without a path; null when it had none. */
  name: string | null;
}

export const tooLarge = (): CodedError =>
  new CodedError('TOO_LARGE', { field: 'file', reason: 'at most 10 MiB', reasonZh: '文件最大 10 MiB' });

export const invalid = (field: string, reason: string, reasonZh: string): CodedError => new CodedError('INVALID', { field, reason, reasonZh });

/** Reads one file `file` and one `purpose` at most, in whatever order; anything else is refused, naming the field. */
export async function readForm(request: FastifyRequest, keep: (file: AsyncIterable<Uint8Array>) => Promise<void>): Promise<UploadForm> {
  let name: string | null | undefined;
  let purpose: Attachment['purpose'] | undefined;
  for await (const part of partsOf(request, LIMITS)) {
    if (part.type === 'file' && part.fieldname === 'file') {
      if (name !== undefined) throw invalid('file', 'one file at a time', '一次只能传一个文件');
      name = nameOf(part.filename);
      await keep(bounded(part.file, ATTACHMENT_MOST_BYTES, tooLarge));
    } else if (part.type === 'field' && part.fieldname === 'purpose' && purpose === undefined) {
      const read = attachmentPurpose.safeParse(part.value);
      if (!read.success) throw new CodedError('INVALID', { field: 'purpose' }, { cause: read.error });
      purpose = read.data;
    } else {
      throw invalid(part.fieldname.slice(0, 50) || 'body', 'unknown field', '没有这一项');
    }
  }
  if (name === undefined) throw invalid('file', 'no file was sent', '没有收到文件');
  return { name, purpose: purpose ?? 'other' };
}

/** What the parser throws is about the form; what we throw stays as it is. */
export async function* partsOf(request: FastifyRequest, limits: typeof LIMITS): AsyncGenerator<Multipart> {
  const parts = request.parts({ limits });
  for (;;) {
    const next = await parts.next().catch(() => {
      throw broken();
    });
    if (next.done === true) return;
    yield next.value;
  }
}

const broken = (): CodedError => invalid('body', 'not a whole form', '表单不完整');

/** The bytes of a file as they come; beyond `most` it throws. */
export async function* bounded(file: AsyncIterable<Uint8Array>, most: number, tooLarge: () => CodedError): AsyncGenerator<Uint8Array> {
  let size = 0;
  const chunks = file[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch(() => {
      throw broken();
    });
    if (next.done === true) return;
    size += next.value.byteLength;
    if (size > most) throw tooLarge();
    yield next.value;
  }
}

/** As its sender called it, without a path; null when it had no name. */
export function nameOf(filename: string | undefined): string | null {
  const name = (filename ?? '').replace(/^.*[\\/]/, '').replace(/\p{Cc}/gu, '');
  // The end is kept: it holds the ending.
  return name.slice(-FILE_NAME_MAX).toWellFormed().trim() || null;
}
