import { beginMode, endMode, lowerMode, modeLeft, modeReport, raiseMode, switchCases } from '@shaodao/contracts/modes';
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

  @Answers(switchCases)
  async switch({ epoch, after, limit }: z.output<typeof switchCases.input>) {
    return this.cases.switchPage(epoch, after, limit);
  }

  @Answers(modeLeft)
  async left({ epoch }: z.output<typeof modeLeft.input>) {
    return { left: await this.modes.left(epoch) };
  }

  @Answers(endMode)
  async end({ epoch }: z.output<typeof endMode.input>) {
    return this.modes.end(epoch);
  }
}
