import { addAttachment, getAttachment, listAttachments } from '@shaodao/contracts/attachments';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { AttachmentsService } from './attachments.service.js';

@Controller()
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Answers(addAttachment)
  async add(input: z.output<typeof addAttachment.input>) {
    return this.attachments.add(input);
  }

  @Answers(listAttachments)
  async list({ actor, caseId }: z.output<typeof listAttachments.input>) {
    return this.attachments.list(actor, caseId);
  }

  @Answers(getAttachment)
  async get({ actor, caseId, attachmentId }: z.output<typeof getAttachment.input>) {
    return this.attachments.get(actor, caseId, attachmentId);
  }
}
