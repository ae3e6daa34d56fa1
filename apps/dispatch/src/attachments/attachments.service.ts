import { FILE_FAULTS, type addAttachment, type Attachment } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import type { Actor } from '@shaodao/domain/case/actor';
import { apply } from '@shaodao/domain/case/apply';
import type { CaseCommand } from '@shaodao/domain/case/command';
import { allowedCommands } from '@shaodao/domain/case/rights';
import type { CaseState } from '@shaodao/domain/case/state';
import { Injectable, Logger } from '@nestjs/common';
import { v5 } from 'uuid';
import type { z } from 'zod';
import { CasesService } from '../cases/cases.service.js';
import { CommandsService } from '../commands/commands.service.js';
import type { KeptCase } from '../reports/reports.store.js';
import { hashOf, RequestsStore } from '../requests/requests.store.js';
import { keptText } from '../requests/text.js';
import { AttachmentBytes } from './attachment-bytes.js';
import { AttachmentsStore } from './attachments.store.js';
import type { CleanFile } from './inspection/inspect.js';
import { Inspector } from './inspection/inspector.service.js';

type AddInput = z.output<typeof addAttachment.input>;
type Added = z.output<typeof addAttachment.output>;

/** 附件: a file becomes evidence once it is whole, clean and kept, and the case has taken it. */
@Injectable()
export class AttachmentsService {
  private readonly log = new Logger('Attachments');

  constructor(
    private readonly store: AttachmentsStore,
    private readonly bytes: AttachmentBytes,
    private readonly inspector: Inspector,
    private readonly cases: CasesService,
    private readonly commands: CommandsService,
    private readonly requests: RequestsStore,
  ) {}

  async list(actor: Actor, caseId: string): Promise<{ items: Attachment[] }> {
    await this.cases.find(actor, caseId);
    return { items: await this.store.list(caseId) };
  }

  async get(actor: Actor, caseId: string, attachmentId: string): Promise<Attachment> {
    await this.cases.find(actor, caseId);
    const found = await this.store.find(caseId, attachmentId);
    if (found === null) throw new CodedError('NOT_FOUND', { field: 'attachmentId' });
    return found;
  }

  /** Who may not see the case is refused before its file is looked at. */
  async add(input: AddInput): Promise<Added> {
    const { actor, key, caseId, purpose, name } = input;
    await this.cases.find(actor, caseId);
    const sent = await this.bytes.incoming(input.uploadId);
    const bodyHash = hashOf({ caseId, purpose, name, sha256: await digestOf(sent) });
    if (key !== null) {
      await this.requests.remember(actor.personId, key, bodyHash, caseId);
      const answered = await this.requests.answered<Added>(actor.personId, key, bodyHash);
      if (answered !== null) return answered;
    }
    const inspected = await this.inspector.inspect(sent);
    if ('fault' in inspected) {
      const { en, zh } = FILE_FAULTS[inspected.fault];
      throw new CodedError('INVALID', { field: 'file', reason: en, reasonZh: zh });
    }
    const added = await this.take(input, inspected.file);
    if (key !== null) {
      this.requests.answer(actor.personId, key, added);
      // The very next repeat must hear that it was made, not that it is there already.
      await this.requests.kept();
    }
    return added;
  }

  /** Its id is its bytes on this case: whoever sends them again, under whatever key, meets the one attachment. */
  private async take({ actor, caseId, uploadId, purpose, name }: AddInput, file: CleanFile): Promise<Added> {
    const attachmentId = v5(file.sha256, caseId);
    const known = await this.store.find(caseId, attachmentId);
    if (known !== null) return { attachment: known, created: false };
    const { kept, state } = await this.cases.find(actor, caseId);
    const { mediaType, sha256, bytes } = file;
    const text = name === null ? null : keptText({ name });
    const now = Date.now();
    const command: CaseCommand = {
      commandId: attachmentId,
      actor,
      at: now,
      act: { command: 'attach', attachmentId, sha256, mediaType, size: bytes.byteLength, purpose },
      ...(text === null ? {} : { text: { textId: text.textId, digest: text.digest } }),
    };
    refuseEarly(state, kept, command, now);
    await this.store.keep({ uploadId, caseId, attachmentId, sha256, text, at: now });
    try {
      await this.bytes.keep(file);
      const after = await this.commands.put(actor, kept, command);
      await this.store.taken(uploadId);
      return { attachment: await this.attached(after, actor, { attachmentId, file, purpose, name }), created: true };
    } catch (error) {
      // Unknown is not refused: the case may have it. A look at its history a day later tells.
      if (error instanceof CodedError && error.code !== 'UNAVAILABLE') await this.takeBack(uploadId);
      throw error;
    }
  }

  /** As the record has it; a record that is slow is answered for by what was put. */
  private async attached(
    state: CaseState,
    actor: Actor,
    put: { attachmentId: string; file: CleanFile; purpose: Attachment['purpose']; name: string | null },
  ): Promise<Attachment> {
    const { attachmentId: id, file, purpose, name } = put;
    const recorded = await this.store.find(state.caseId, id);
    if (recorded !== null) return recorded;
    const at = state.attachments.find(({ attachmentId }) => attachmentId === id)?.at ?? Date.now();
    const { mediaType, sha256, bytes } = file;
    return { id, mediaType, size: bytes.byteLength, sha256, purpose, name, at, byId: actor.personId };
  }

  private async takeBack(uploadId: string): Promise<void> {
    await this.store.takeBack(uploadId, (sha256) => this.bytes.remove(sha256)).catch((error: unknown) => {
      this.log.warn(`a refused file is taken back later: ${error instanceof Error ? error.name : String(error)}`);
    });
  }
}

/** What the case would refuse is refused before anything is kept; its own word is the one that counts. */
function refuseEarly(state: CaseState, kept: KeptCase, command: CaseCommand, now: number): void {
  const decision = apply(state, kept.rules, command, now);
  if (!('code' in decision)) return;
  const { code, reason, field, stage } = decision;
  throw new CodedError(code, { field, reason, stage, allowedCommands: allowedCommands(state, kept.rules, command.actor) });
}

/** Off the event loop: ten megabytes take a while. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
