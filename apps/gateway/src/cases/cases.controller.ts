import { caseAct, type CaseActInput } from '@shaodao/contracts/case-act';
import { caseReport, commandCase, reportCase, type CaseReportInput } from '@shaodao/contracts/case-commands';
import { listCaseDeadlines, listCaseEvents, readCaseClock } from '@shaodao/contracts/case-history';
import { caseFilter, getCase, listCases, listDuplicates } from '@shaodao/contracts/cases';
import {
  httpCaseClock,
  httpCaseDeadlines,
  httpCaseEvents,
  httpCasePage,
  httpCaseSnapshot,
  httpDuplicates,
} from '@shaodao/contracts/gateway';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const id = { schema: uuid };

@ApiTags('cases')
@Controller('api/cases')
export class CasesController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Speaks({
    summary: '报事 report a case',
    description: 'Any repeat with the same id or key gets the first answer, 201 included.',
    answers: httpCaseSnapshot,
    status: 201,
    refusals: reportCase.refusals,
    keyed: true,
  })
  async report(
    @By() { identity, budget }: Access,
    @IdempotencyKey() key: string | null,
    @Body({ schema: caseReport }) report: CaseReportInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const snapshot = await this.bus.request(reportCase, { actor: identity.actor, key, report }, budget.left());
    reply.header('location', `/api/cases/${snapshot.id}`);
    return spoken(snapshot);
  }

  @Get()
  @TakesQuery(true)
  @Speaks({ summary: 'Cases by time left', answers: httpCasePage, refusals: listCases.refusals })
  async list(@By() { identity, budget }: Access, @Query({ schema: caseFilter }) filter: z.output<typeof caseFilter>) {
    return spoken(await this.bus.request(listCases, { actor: identity.actor, filter }, budget.left()));
  }

  @Get(':id')
  @Speaks({ summary: 'One case as the asker sees it', answers: httpCaseSnapshot, refusals: getCase.refusals })
  async get(@By() { identity, budget }: Access, @Param('id', id) caseId: string) {
    return spoken(await this.bus.request(getCase, { actor: identity.actor, caseId }, budget.left()));
  }

  @Get(':id/events')
  @Speaks({ summary: 'Its history', answers: httpCaseEvents, refusals: listCaseEvents.refusals })
  async events(@By() { identity, budget }: Access, @Param('id', id) caseId: string) {
    const items: z.output<typeof listCaseEvents.output>['items'] = [];
    for (let more = true; more; ) {
      const asked = { actor: identity.actor, caseId, afterSeq: items.at(-1)?.seq ?? 0 };
      const page = await this.bus.request(listCaseEvents, asked, budget.left());
      items.push(...page.items);
      ({ more } = page);
    }
    return spoken({ items });
  }

  @Get(':id/deadlines')
  @Speaks({ summary: 'Every deadline it ever had', answers: httpCaseDeadlines, refusals: listCaseDeadlines.refusals })
  async deadlines(@By() { identity, budget }: Access, @Param('id', id) caseId: string) {
    return spoken(await this.bus.request(listCaseDeadlines, { actor: identity.actor, caseId }, budget.left()));
  }

  @Get(':id/clock')
  @Speaks({ summary: 'Who used how much of its time', answers: httpCaseClock, refusals: readCaseClock.refusals })
  async clock(@By() { identity, budget }: Access, @Param('id', id) caseId: string) {
    return spoken(await this.bus.request(readCaseClock, { actor: identity.actor, caseId }, budget.left()));
  }

  @Get(':id/duplicates')
  @Speaks({
    summary: '疑似重复 open cases that may be the same problem',
    description: 'Same category, within 72 hours, and within 300 metres or on the same grid where one has no point. Never merged by itself.',
    answers: httpDuplicates,
    refusals: listDuplicates.refusals,
  })
  async duplicates(@By() { identity, budget }: Access, @Param('id', id) caseId: string) {
    return spoken(await this.bus.request(listDuplicates, { actor: identity.actor, caseId }, budget.left()));
  }

  @Post(':id/commands')
  @Speaks({
    summary: 'Give it a command',
    description: 'Taken once or refused; the answer is the case after it.',
    answers: httpCaseSnapshot,
    refusals: commandCase.refusals,
    keyed: true,
  })
  async command(
    @By() { identity, budget }: Access,
    @IdempotencyKey() key: string | null,
    @Param('id', id) caseId: string,
    @Body({ schema: caseAct }) act: CaseActInput,
  ) {
    return spoken(await this.bus.request(commandCase, { actor: identity.actor, key, caseId, act }, budget.left()));
  }
}
