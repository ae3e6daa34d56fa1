import { addPeople, callNow, explainCall, listCalledPeople, listTeams, releasePeople } from '@shaodao/contracts/activations';
import { callHeard } from '@shaodao/contracts/calls';
import { acknowledge, finishTask, getTaskCard, listMyCards, showTeamCode } from '@shaodao/contracts/task-cards';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { AnswersService } from './answers.service.js';
import { CalledPeopleService } from './called-people.service.js';
import { TeamCodesService } from './team-codes.service.js';

@Controller()
export class CalledPeopleController {
  constructor(
    private readonly people: CalledPeopleService,
    private readonly answers: AnswersService,
    private readonly codes: TeamCodesService,
  ) {}

  @Answers(listCalledPeople)
  async list(input: z.output<typeof listCalledPeople.input>) {
    return this.people.list(input);
  }

  @Answers(listTeams)
  async teams(input: z.output<typeof listTeams.input>) {
    return this.people.teams(input);
  }

  @Answers(explainCall)
  async explain(input: z.output<typeof explainCall.input>) {
    return this.people.explain(input);
  }

  @Answers(callNow)
  async callNow(input: z.output<typeof callNow.input>) {
    return this.people.callNow(input);
  }

  @Answers(addPeople)
  async add(input: z.output<typeof addPeople.input>) {
    return this.people.add(input);
  }

  @Answers(releasePeople)
  async release(input: z.output<typeof releasePeople.input>) {
    return this.people.release(input);
  }

  @Answers(getTaskCard)
  async card(input: z.output<typeof getTaskCard.input>) {
    return this.answers.card(input);
  }

  @Answers(listMyCards)
  async cards({ actor }: z.output<typeof listMyCards.input>) {
    return { items: await this.answers.cards(actor) };
  }

  @Answers(acknowledge)
  async acknowledge(input: z.output<typeof acknowledge.input>) {
    return this.answers.acknowledge(input);
  }

  @Answers(showTeamCode)
  async teamCode(input: z.output<typeof showTeamCode.input>) {
    return this.codes.show(input);
  }

  @Answers(finishTask)
  async finishTask(input: z.output<typeof finishTask.input>) {
    return this.answers.finishTask(input);
  }

  @Answers(callHeard)
  async heard(input: z.output<typeof callHeard.input>) {
    await this.answers.heard(input);
    return null;
  }
}
