import {
  cancelActivation,
  changeLevel,
  confirmActivation,
  fileReport,
  finishStep,
  getActivation,
  listActivations,
  pressKey,
  scoreActivation,
  standDown,
} from '@shaodao/contracts/activations';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsService } from './activations.service.js';
import { ReportingService } from './reporting.service.js';
import { StepsService } from './steps.service.js';

@Controller()
export class ActivationsController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly reporting: ReportingService,
    private readonly steps: StepsService,
  ) {}

  @Answers(pressKey)
  async press(input: z.output<typeof pressKey.input>) {
    return this.activations.press(input);
  }

  @Answers(listActivations)
  async list(input: z.output<typeof listActivations.input>) {
    return this.activations.list(input);
  }

  @Answers(getActivation)
  async get({ actor, id }: z.output<typeof getActivation.input>) {
    return this.activations.get(actor, id);
  }

  @Answers(confirmActivation)
  async confirm({ approval, ...given }: z.output<typeof confirmActivation.input>) {
    return this.activations.command({ ...given, act: { command: 'confirm', approvalId: approval }, words: '' });
  }

  @Answers(cancelActivation)
  async cancel({ reason, ...given }: z.output<typeof cancelActivation.input>) {
    return this.activations.command({ ...given, act: { command: 'cancel' }, words: reason });
  }

  @Answers(changeLevel)
  async changeLevel({ areas, responseLevel: level, reason, ...given }: z.output<typeof changeLevel.input>) {
    return this.activations.changeLevel({ ...given, areas, level, words: reason });
  }

  @Answers(standDown)
  async standDown({ areas, reason, ...given }: z.output<typeof standDown.input>) {
    return this.activations.command({ ...given, act: { command: 'standDown', areas }, words: reason });
  }

  @Answers(finishStep)
  async finishStep(input: z.output<typeof finishStep.input>) {
    return this.steps.finish(input);
  }

  @Answers(fileReport)
  async fileReport(input: z.output<typeof fileReport.input>) {
    return this.reporting.file(input);
  }

  @Answers(scoreActivation)
  async score({ actor, id }: z.output<typeof scoreActivation.input>) {
    return this.reporting.score(actor, id);
  }
}
