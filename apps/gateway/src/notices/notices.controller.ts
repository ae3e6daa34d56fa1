import { httpNoticePage, httpReadNotice, noticeQuery } from '@shaodao/contracts/gateway';
import { listNotices, readNotice } from '@shaodao/contracts/notification';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

@ApiTags('notices')
@Controller('api/notices')
export class NoticesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @TakesQuery(true)
  @Speaks({ summary: 'My messages, newest first', answers: httpNoticePage, refusals: listNotices.refusals })
  async list(@By() { identity, budget }: Access, @Query({ schema: noticeQuery }) query: z.output<typeof noticeQuery>) {
    return spoken(await this.bus.request(listNotices, { actor: identity.actor, ...query }, budget.left()));
  }

  @Post(':id/read')
  @Speaks({ summary: 'Read one; the first time is kept', answers: httpReadNotice, refusals: readNotice.refusals })
  async read(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) id: string) {
    return spoken(await this.bus.request(readNotice, { actor: identity.actor, id }, budget.left()));
  }
}
