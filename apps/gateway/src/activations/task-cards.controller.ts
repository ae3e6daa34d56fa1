import { httpAcknowledgement, httpCardQuestion, httpTaskCard, httpTaskCards, httpTaskResult, httpTeamCode, httpTeamCodeQuestion } from '@shaodao/contracts/http-activations';
import { uuid } from '@shaodao/contracts/shapes';
import { acknowledge, finishTask, getTaskCard, listMyCards, showTeamCode } from '@shaodao/contracts/task-cards';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Answering, By, TokenOrSession, type Access, type Answerer } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const ofId = { schema: uuid };
const BY_TOKEN = 'Of the signed-in person, or of whoever the token in the body was sent to.';

/** 任务卡: what a called person sees and answers, signed in or by the token of the message. */
@ApiTags('activations')
@Controller('api/activations')
export class TaskCardsController {
  constructor(private readonly bus: Bus) {}

  @Get('mine')
  @Speaks({ summary: '我的任务卡 of activations in force', answers: httpTaskCards, refusals: listMyCards.refusals })
  async mine(@By() { identity, budget }: Access) {
    return spoken(await this.bus.request(listMyCards, { actor: identity.actor }, budget.left()));
  }

  @Post(':id/card')
  @TokenOrSession(true)
  @Speaks({ summary: '任务卡', description: BY_TOKEN, answers: httpTaskCard, refusals: getTaskCard.refusals, byToken: true })
  async card(@Answering() { actor, budget }: Answerer, @Param('id', ofId) id: string, @Body({ schema: httpCardQuestion }) { token }: z.output<typeof httpCardQuestion>) {
    return spoken(await this.bus.request(getTaskCard, { id, actor, token: token ?? null }, budget.left()));
  }

  @Post(':id/acknowledge')
  @TokenOrSession(true)
  @Speaks({
    summary: '我已收到, and 到岗 with the place or the code of the team',
    description: `${BY_TOKEN} Again it is answered as the first. \`onSite\` with neither \`location\` nor a valid \`teamCode\` is refused.`,
    answers: httpTaskCard,
    refusals: acknowledge.refusals,
    byToken: true,
  })
  async acknowledge(@Answering() { actor, budget }: Answerer, @Param('id', ofId) id: string, @Body({ schema: httpAcknowledgement }) { token, ...said }: z.output<typeof httpAcknowledgement>) {
    return spoken(await this.bus.request(acknowledge, { id, actor, token: token ?? null, ...said }, budget.left()));
  }

  @Post(':id/team-code')
  @TokenOrSession(true)
  @Speaks({
    summary: '到岗码 of a team, as its leader shows it',
    description: 'For the leader of the team, signed in or by the token of the message, and for the seats that command its ground.',
    answers: httpTeamCode,
    refusals: showTeamCode.refusals,
    byToken: true,
  })
  async teamCode(@Answering() { actor, budget }: Answerer, @Param('id', ofId) id: string, @Body({ schema: httpTeamCodeQuestion }) { token, teamNo }: z.output<typeof httpTeamCodeQuestion>) {
    return spoken(await this.bus.request(showTeamCode, { id, actor, token: token ?? null, teamNo }, budget.left()));
  }

  @Post(':id/tasks/:code/finish')
  @TokenOrSession(true)
  @Speaks({ summary: 'A task of the card is done', description: BY_TOKEN, answers: httpTaskCard, refusals: finishTask.refusals, byToken: true })
  async finishTask(
    @Answering() { actor, budget }: Answerer,
    @Param('id', ofId) id: string,
    @Param('code', { schema: finishTask.input.shape.code }) code: string,
    @Body({ schema: httpTaskResult }) { token, result }: z.output<typeof httpTaskResult>,
  ) {
    return spoken(await this.bus.request(finishTask, { id, actor, token: token ?? null, code, result }, budget.left()));
  }
}
