import { beginMode, endMode, lowerMode, modeBehind, modePage, modeReport, raiseMode, switchCases } from '@shaodao/contracts/modes';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { CaseModesService } from './case-modes.service.js';
import { ModesService } from './modes.service.js';

@Controller()
export class ModesController {
  constructor(
    private readonly modes: ModesService,
    private readonly cases: CaseModesService,
  ) {}

  @Answers(raiseMode)
  async raise(order: z.output<typeof raiseMode.input>) {
    return this.modes.raise(order);
  }

  @Answers(lowerMode)
  async lower(order: z.output<typeof lowerMode.input>) {
    return this.modes.lower(order);
  }

  @Answers(modeReport)
  async report({ activationId }: z.output<typeof modeReport.input>) {
    return this.modes.report(activationId);
  }

  @Answers(beginMode)
  async begin({ epoch }: z.output<typeof beginMode.input>) {
    return this.modes.begin(epoch);
  }

  @Answers(modePage)
  async page({ epoch, after, limit }: z.output<typeof modePage.input>) {
    return { caseIds: await this.modes.page(epoch, after, limit) };
  }

  @Answers(switchCases)
  async switch({ caseIds }: z.output<typeof switchCases.input>) {
    return this.cases.tell(caseIds);
  }

  @Answers(modeBehind)
  async behind({ epoch }: z.output<typeof modeBehind.input>) {
    return { behind: await this.modes.behind(epoch) };
  }

  @Answers(endMode)
  async end({ epoch }: z.output<typeof endMode.input>) {
    return this.modes.end(epoch);
  }
}
