import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { makeRounds } from '../rounds.js';
import { AttachmentBytes } from './attachment-bytes.js';
import { AttachmentsStore } from './attachments.store.js';

/** An upload takes minutes at most. */
const INCOMING_OLD_MS = 3_600_000;
/** A record comes within seconds, or when its outage ends; what it has not said after a day it will not say. */
const UPLOAD_OLD_MS = 24 * 3_600_000;
const UPLOADS_AT_ONCE = 100;
const LOOK_MS = 600_000;

/**
 * Clears what processes that ended in the middle of an upload left behind: housekeeping, no deadline hangs on it. Every
 * replica may do it; what is gone already changes nothing.
 */
@Injectable()
export class LeftFiles implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('LeftFiles');
  private readonly end = new AbortController();

  constructor(
    private readonly store: AttachmentsStore,
    private readonly bytes: AttachmentBytes,
  ) {}

  onApplicationBootstrap(): void {
    void makeRounds({ everyMs: LOOK_MS, signal: this.end.signal, log: this.log }, () => this.look(Date.now()));
  }

  onApplicationShutdown(): void {
    this.end.abort();
  }

  private async look(now: number): Promise<void> {
    const swept = await this.bytes.sweep(now - INCOMING_OLD_MS);
    if (swept > 0) this.log.warn(`${swept} uploads were left half way and are removed`);
    for (const { uploadId, caseId, attachmentId } of await this.store.open(now - UPLOAD_OLD_MS, UPLOADS_AT_ONCE)) {
      if ((await this.store.find(caseId, attachmentId)) !== null) await this.store.taken(uploadId);
      else await this.store.takeBack(uploadId, (sha256) => this.bytes.remove(sha256));
    }
  }
}
