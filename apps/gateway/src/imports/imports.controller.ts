import { httpImport, httpImports, httpImportStatus, importQuery } from '@shaodao/contracts/http-imports';
import { getImport, listImports, startImport } from '@shaodao/contracts/register/imports';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { TAKES_FILE } from '../attachments/takes-file.js';
import { Budget } from '../call/budget.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';
import { OfficeFiles } from './office-files.service.js';

@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(
    private readonly bus: Bus,
    private readonly files: OfficeFiles,
  ) {}

  @Post()
  @TakesQuery(true)
  @RouteConfig(TAKES_FILE)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file', 'reason'],
      properties: {
        file: { type: 'array', items: { type: 'string', format: 'binary' } },
        reason: { type: 'string', maxLength: 500 },
        effectiveAt: { type: 'string', format: 'date-time' },
      },
    },
  })
  @Speaks({
    summary: '导入 take lists of the register from office files',
    description:
      'Workbooks (.xlsx, a sheet for each list, called as the list in Chinese) and CSV files called after a list (网格.csv), at most 24 of ' +
      '50 MiB. They are judged as a whole and written at once in the background, or not at all: see the address in Location. ' +
      'Only differences are written; a column that is left out leaves what stands; 删除 是 ends an entry. `dryRun=true` writes nothing.',
    answers: httpImportStatus,
    status: 202,
    refusals: startImport.refusals,
    keyed: true,
  })
  async start(
    @By() { identity }: Access,
    @IdempotencyKey() key: string | null,
    @Query({ schema: importQuery }) { dryRun }: z.output<typeof importQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status } = await this.files.receive(request, reply, async ({ said, files }) => {
      const asked = { actor: identity.actor, key, dryRun: dryRun === 'true', reason: said.reason, effectiveAt: said.effectiveAt ?? null, files };
      // Its own time: the one of other requests may have gone by while the files came.
      const { status, created } = await this.bus.request(startImport, asked, new Budget().left());
      return { status, needed: created };
    });
    reply.header('location', `/api/imports/${status.id}`);
    return spoken(status);
  }

  @Get()
  @Speaks({ summary: 'The last imports of one’s own; of all for the leaders', answers: httpImports, refusals: listImports.refusals })
  async list(@By() { identity, budget }: Access) {
    return spoken(await this.bus.request(listImports, { actor: identity.actor }, budget.left()));
  }

  @Get(':id')
  @Speaks({ summary: 'How far an import is, and its report once it has ended', answers: httpImport, refusals: getImport.refusals })
  async get(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) id: string) {
    return spoken(await this.bus.request(getImport, { actor: identity.actor, id }, budget.left()));
  }
}
