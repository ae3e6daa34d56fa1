import { addAttachment, getAttachment, keptKey, listAttachments, thumbnailKey } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import { httpAttachment, httpAttachments } from '@shaodao/contracts/gateway';
import { uuid } from '@shaodao/contracts/shapes';
import { PURPOSES } from '@shaodao/domain/case/state';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, type Access } from '../access/access.js';
import { Budget } from '../call/budget.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';
import { sendFile, type Served } from './attachment-file.js';
import { TAKES_FILE } from './takes-file.js';
import { UploadsService } from './uploads.service.js';

/** For dispatch to take a file apart and the case to take it, once it has arrived. */
const LOOK_LIMIT_MS = 15_000;

const id = { schema: uuid };
const file = {
  answers: null,
  status: 200,
  refusals: getAttachment.refusals,
  contentType: 'application/octet-stream',
};

/** Which attachment of which case, and who waits for its bytes. */
interface Asked {
  caseId: string;
  attachmentId: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

@ApiTags('attachments')
@Controller('api/cases/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly bus: Bus,
    private readonly uploads: UploadsService,
  ) {}

  @Post()
  @RouteConfig(TAKES_FILE)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' }, purpose: { type: 'string', enum: [...PURPOSES], default: 'other' } },
    },
  })
  @ApiResponse({ status: 200, description: 'The case had this very file already', standardSchema: httpAttachment })
  @Speaks({
    summary: '附件 add evidence',
    description:
      'JPEG, PNG, WebP or PDF of at most 10 MiB, 20 on a case, told by content. Place, device and names are taken out of it; ' +
      'the hash is of what is kept. The same file again is the same attachment.',
    answers: httpAttachment,
    status: 201,
    refusals: addAttachment.refusals,
    keyed: true,
  })
  async add(
    @By() { identity }: Access,
    @IdempotencyKey() key: string | null,
    @Param('id', id) caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.uploads.receive(request, reply, async (upload) => {
      // Its own time: the one of other requests may have gone by while a phone was sending.
      const asked = { actor: identity.actor, key, caseId, ...upload };
      const { attachment, created } = await this.bus.request(addAttachment, asked, new Budget(LOOK_LIMIT_MS).left());
      if (!created) reply.status(200);
      reply.header('location', `/api/cases/${caseId}/attachments/${attachment.id}`);
      return spoken(attachment);
    });
  }

  @Get()
  @Speaks({ summary: 'Its evidence, oldest first', answers: httpAttachments, refusals: listAttachments.refusals })
  async list(@By() { identity, budget }: Access, @Param('id', id) caseId: string) {
    return spoken(await this.bus.request(listAttachments, { actor: identity.actor, caseId }, budget.left()));
  }

  @Get(':attachmentId')
  @Speaks({ ...file, summary: 'One file as it is kept', description: 'A picture inline, a PDF as a download; ETag is its hash.' })
  async read(
    @By() access: Access,
    @Param('id', id) caseId: string,
    @Param('attachmentId', id) attachmentId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send('file', access, { caseId, attachmentId, request, reply });
  }

  @Get(':attachmentId/thumbnail')
  @Speaks({ ...file, summary: 'Its small picture', description: 'WebP, at most 320 pixels a side, upright. A PDF has none: NOT_FOUND.' })
  async thumbnail(
    @By() access: Access,
    @Param('id', id) caseId: string,
    @Param('attachmentId', id) attachmentId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send('thumbnail', access, { caseId, attachmentId, request, reply });
  }

  private async send(served: Served, { identity, budget }: Access, { caseId, attachmentId, request, reply }: Asked): Promise<void> {
    const found = await this.bus.request(getAttachment, { actor: identity.actor, caseId, attachmentId }, budget.left());
    if (served === 'thumbnail' && found.mediaType === 'application/pdf') throw new CodedError('NOT_FOUND', { field: 'thumbnail' });
    const key = served === 'file' ? keptKey(found.sha256) : thumbnailKey(found.sha256);
    await sendFile(found, served, { request, reply, open: () => this.uploads.open(key) });
  }
}
