import { commandCase, reportCase } from '@shaodao/contracts/case-commands';
import { listCaseDeadlines, listCaseEvents, readCaseClock } from '@shaodao/contracts/case-history';
import { getCase, listCases } from '@shaodao/contracts/cases';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { CommandsService } from '../commands/commands.service.js';
import { ReportsService } from '../reports/reports.service.js';
import { CasesService } from './cases.service.js';

@Controller()
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly reports: ReportsService,
    private readonly commands: CommandsService,
  ) {}

  @Answers(reportCase)
  async report(input: z.output<typeof reportCase.input>) {
    return this.reports.report(input);
  }

  @Answers(commandCase)
  async command(input: z.output<typeof commandCase.input>) {
    return this.commands.command(input);
  }

  @Answers(getCase)
  async get({ actor, caseId }: z.output<typeof getCase.input>) {
    return this.cases.get(actor, caseId);
  }

  @Answers(listCases)
  async list({ actor, filter }: z.output<typeof listCases.input>) {
    return this.cases.list(actor, filter);
  }

  @Answers(listCaseEvents)
  async events({ actor, caseId, afterSeq }: z.output<typeof listCaseEvents.input>) {
    return this.cases.events(actor, caseId, afterSeq);
  }

  @Answers(readCaseClock)
  async clock({ actor, caseId }: z.output<typeof readCaseClock.input>) {
    return this.cases.clock(actor, caseId);
  }

  @Answers(listCaseDeadlines)
  async deadlines({ actor, caseId }: z.output<typeof listCaseDeadlines.input>) {
    return this.cases.deadlines(actor, caseId);
  }
}
