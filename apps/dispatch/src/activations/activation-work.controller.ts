import { armedTeams, askConfirm, callNamed, callPart, callVolunteers, fireRung, followActivation, freezeRoster, giveUp, recordActivation, tellRoot, tellTasks } from '@shaodao/contracts/activation-work';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationWork } from './activation-work.service.js';

/** What the workflows of an activation ask. */
@Controller()
export class ActivationWorkController {
  constructor(private readonly work: ActivationWork) {}

  @Answers(recordActivation)
  async record(input: z.output<typeof recordActivation.input>) {
    return this.work.record(input);
  }

  @Answers(followActivation)
  async follow(input: z.output<typeof followActivation.input>) {
    return this.work.follow(input);
  }

  @Answers(freezeRoster)
  async freeze({ activationId, beginsAt }: z.output<typeof freezeRoster.input>) {
    return this.work.freeze(activationId, beginsAt);
  }

  @Answers(callNamed)
  async named({ activationId, cause }: z.output<typeof callNamed.input>) {
    return this.work.named(activationId, cause);
  }

  @Answers(callVolunteers)
  async volunteers({ activationId, stepCode }: z.output<typeof callVolunteers.input>) {
    return this.work.volunteers(activationId, stepCode);
  }

  @Answers(callPart)
  async callPart({ activationId, ...part }: z.output<typeof callPart.input>) {
    return this.work.callPart(activationId, part);
  }

  @Answers(armedTeams)
  async armed({ activationId, teams, at }: z.output<typeof armedTeams.input>) {
    return this.work.armed(activationId, teams, at);
  }

  @Answers(fireRung)
  async rung({ activationId, teamNo, rung }: z.output<typeof fireRung.input>) {
    return this.work.rung(activationId, teamNo, rung);
  }

  @Answers(askConfirm)
  async confirm({ activationId, rung }: z.output<typeof askConfirm.input>) {
    return this.work.askConfirm(activationId, rung);
  }

  @Answers(tellRoot)
  async root({ activationId, coordinatorNo }: z.output<typeof tellRoot.input>) {
    return this.work.root(activationId, coordinatorNo);
  }

  @Answers(tellTasks)
  async tasks({ activationId, ...due }: z.output<typeof tellTasks.input>) {
    return this.work.tasks(activationId, due);
  }

  @Answers(giveUp)
  async giveUp({ activationId, teamNo }: z.output<typeof giveUp.input>) {
    return this.work.giveUp(activationId, teamNo);
  }
}
