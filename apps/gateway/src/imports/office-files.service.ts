import { CodedError } from '@shaodao/contracts/errors';
import { exportKey, IMPORT_FILE_MOST_BYTES, IMPORT_FILES_MOST, importKey } from '@shaodao/contracts/register/imports';
import type { Blobs } from '@shaodao/platform/blobs';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Room } from '../attachments/room.js';
import { lengthOf, readOn } from '../attachments/uploads.service.js';
import { readImportForm, tooLarge, type ImportForm } from './import-form.js';

const ENVELOPE_MOST = 65_536;

/** Takes office files from people into the store, where registry reads them, and hands out those that it made. */
@Injectable()
export class OfficeFiles {
  private readonly log = new Logger(OfficeFiles.name);
  private readonly room = new Room({ all: 4, ofOne: 1 });

  constructor(private readonly blobs: Blobs) {}

  /**
   * Streams the files of a form into the store and has `use` told of them; `use` answers whether they are needed from then on.
   * Refused, or not needed, nothing stays of them; of a call whose answer did not come registry decides.
   */
  async receive<T extends { needed: boolean }>(request: FastifyRequest, reply: FastifyReply, use: (form: ImportForm) => Promise<T>): Promise<T> {
    const sent: string[] = [];
    try {
      const form = await this.read(request, sent);
      const used = await use(form);
      if (!used.needed) await this.remove(sent);
      return used;
    } catch (error) {
      readOn(request, reply);
      if (error instanceof CodedError && error.code !== 'UNAVAILABLE') await this.remove(sent);
      throw error;
    }
  }

  /** Sends a file that registry made, once. */
  async hand({ id, name, mediaType }: { id: string; name: string; mediaType: string }, reply: FastifyReply): Promise<void> {
    const blob = await this.blobs.read(exportKey(id));
    if (blob === null) throw new CodedError('UNAVAILABLE', { reason: 'the file is gone; please ask again' });
    blob.stream.once('close', () => void this.blobs.remove(exportKey(id)).catch(() => this.log.warn('a file is removed later')));
    const called = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    reply.headers({
      'content-type': mediaType,
      'content-length': blob.size,
      'content-disposition': `attachment; filename="export.${name.split('.').at(-1)}"; filename*=UTF-8''${called}`,
      'x-content-type-options': 'nosniff',
    });
    await reply.send(blob.stream);
  }

  private async read(request: FastifyRequest, sent: string[]): Promise<ImportForm> {
    if (!request.isMultipart()) {
      throw new CodedError('INVALID', { field: 'Content-Type', reason: 'send multipart/form-data', reasonZh: '请用 multipart/form-data 发送' });
    }
    if (lengthOf(request) > IMPORT_FILES_MOST * IMPORT_FILE_MOST_BYTES + ENVELOPE_MOST) throw tooLarge();
    const leave = this.room.enter(request.access?.token ?? '');
    try {
      return await readImportForm(request, async (uploadId, bytes) => {
        sent.push(uploadId);
        await this.blobs.put(importKey(uploadId), bytes);
      });
    } finally {
      leave();
    }
  }

  private async remove(uploadIds: readonly string[]): Promise<void> {
    for (const id of uploadIds) await this.blobs.remove(importKey(id)).catch(() => this.log.warn('an upload is removed later'));
  }
}
