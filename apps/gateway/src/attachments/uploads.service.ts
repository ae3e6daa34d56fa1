import { randomUUID } from 'node:crypto';
import { ATTACHMENT_MOST_BYTES, incomingKey } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import type { OpenBlob } from '@shaodao/platform/blob';
import type { Blobs } from '@shaodao/platform/blobs';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Room } from './room.js';
import { readForm, tooLarge, type UploadForm } from './upload-form.js';

/** Boundaries, names and the other field of a form. */
const ENVELOPE_MOST = 65_536;
/** What a refused sender may still send before it hears the answer; beyond it the connection ends. */
const READ_ON_MOST = 64 * 1_048_576;

/** Takes files from people into the store, where dispatch looks at them: bytes never travel on the bus. */
@Injectable()
export class UploadsService {
  private readonly log = new Logger('Uploads');
  private readonly room = new Room();

  constructor(private readonly blobs: Blobs) {}

  /**
   * Streams the file of a form into the store and has `use` told of it; whatever becomes of it, nothing stays of the upload.
   * Refuses TOO_LARGE, INVALID naming the field, TOO_MANY.
   */
  async receive<T>(request: FastifyRequest, reply: FastifyReply, use: (upload: UploadForm & { uploadId: string }) => Promise<T>): Promise<T> {
    const uploadId = randomUUID();
    try {
      const form = await this.read(request, uploadId);
      return await use({ ...form, uploadId });
    } catch (error) {
      readOn(request, reply);
      throw error;
    } finally {
      await this.blobs.remove(incomingKey(uploadId)).catch(() => this.log.warn('an upload is removed later'));
    }
  }

  /** null when the store has none. */
  async open(key: string): Promise<OpenBlob | null> {
    return this.blobs.read(key);
  }

  private async read(request: FastifyRequest, uploadId: string): Promise<UploadForm> {
    if (!request.isMultipart()) {
      throw new CodedError('INVALID', { field: 'Content-Type', reason: 'send multipart/form-data', reasonZh: '请用 multipart/form-data 发送' });
    }
    if (lengthOf(request) > ATTACHMENT_MOST_BYTES + ENVELOPE_MOST) throw tooLarge();
    const leave = this.room.enter(request.access?.token ?? '');
    try {
      return await readForm(request, (file) => this.blobs.put(incomingKey(uploadId), file));
    } finally {
      leave();
    }
  }
}

/** What it says of its length; 0 when it does not. */
export function lengthOf({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}

/** Lets the rest of a refused form run out, so that a browser that still sends hears the answer. */
export function readOn(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  const length = lengthOf(request);
  if (length === 0 || length > READ_ON_MOST) reply.header('connection', 'close');
  raw.unpipe();
  raw.resume();
}
