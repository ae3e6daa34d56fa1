import { exportParams, exportQuery, httpFullExport, templateQuery } from '@shaodao/contracts/http-imports';
import type { ListName } from '@shaodao/contracts/register/lists';
import { exportList, exportTemplate } from '@shaodao/contracts/register/imports';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { Budget } from '../call/budget.js';
import { Speaks } from '../openapi/speaks.js';
import { OfficeFiles } from './office-files.service.js';

/** 75,000 residents take 6 s. */
const MAKING_LIMIT_MS = 60_000;

const file = { answers: null, status: 200, contentType: 'application/octet-stream' };
const list = { schema: exportParams };
type Filter = z.output<typeof exportQuery>;

@ApiTags('imports')
@Controller('api/exports')
export class ExportsController {
  constructor(
    private readonly bus: Bus,
    private readonly files: OfficeFiles,
  ) {}

  @Get('template')
  @TakesQuery(true)
  @Speaks({ ...file, summary: '模板 a workbook to fill in, of one list or of all', refusals: exportTemplate.refusals })
  async template(@Query({ schema: templateQuery }) query: z.output<typeof templateQuery>, @Res() reply: FastifyReply): Promise<void> {
    const made = await this.bus.request(exportTemplate, { list: query.list ?? null }, new Budget(MAKING_LIMIT_MS).left());
    await this.files.hand(made, reply);
  }

  @Get(':list')
  @TakesQuery(true)
  @Speaks({
    ...file,
    summary: '导出 a list as a file that can be imported again',
    description: 'What the asker may see. Personal values are behind stars; sent back as they are they stay as they stand. Every export is logged.',
    refusals: exportList.refusals,
  })
  async masked(@By() access: Access, @Param('list', list) name: ListName, @Query({ schema: exportQuery }) filter: Filter, @Res() reply: FastifyReply): Promise<void> {
    await this.send(access, { name, filter, reason: null }, reply);
  }

  @Post(':list')
  @TakesQuery(true)
  @Speaks({
    ...file,
    summary: '导出 the same with personal values in full, for a reason that is kept',
    description: 'In full are only entries that the asker keeps.',
    refusals: exportList.refusals,
  })
  async full(
    @By() access: Access,
    @Param('list', list) name: ListName,
    @Query({ schema: exportQuery }) filter: Filter,
    @Body({ schema: httpFullExport }) { reason }: z.output<typeof httpFullExport>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(access, { name, filter, reason }, reply);
  }

  private async send({ identity }: Access, asked: { name: ListName; filter: Filter; reason: string | null }, reply: FastifyReply): Promise<void> {
    const { name, filter, reason } = asked;
    const { format, asOf = null, areaCode = null } = filter;
    const made = await this.bus.request(exportList, { actor: identity.actor, list: name, format, asOf, areaCode, reason }, new Budget(MAKING_LIMIT_MS).left());
    await this.files.hand(made, reply);
  }
}
