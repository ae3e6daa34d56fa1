import { answerCallback, callbackAnswer, getCallbackForm, makeCallbackLink, type CallbackAnswer } from '@shaodao/contracts/callbacks';
import { httpCallbackForm, httpCallbackLink } from '@shaodao/contracts/gateway';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { By, NoSession, type Access } from '../access/access.js';
import { Budget } from '../call/budget.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

/** 回访: links for those who call back, and the form behind a link for whoever has it. */
@ApiTags('callbacks')
@Controller('api')
export class CallbacksController {
  constructor(private readonly bus: Bus) {}

  @Post('cases/:id/callback-link')
  @Speaks({
    summary: '回访 a link to the web form',
    description: 'A new one each time, for the reporter and the seats that call back, while the call-back is open. Earlier ones hold beside it.',
    answers: httpCallbackLink,
    status: 201,
    refusals: makeCallbackLink.refusals,
  })
  async link(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) caseId: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { token } = await this.bus.request(makeCallbackLink, { actor: identity.actor, caseId }, budget.left());
    const path = `/callback/${token}`;
    reply.header('location', path);
    return { path };
  }

  @Get('callbacks/:token')
  @NoSession('address')
  @Speaks({
    summary: 'What a call-back asks about',
    description: 'Without a session: the link is enough. An unknown link and one that holds no longer are the same 404.',
    answers: httpCallbackForm,
    refusals: getCallbackForm.refusals,
    open: true,
  })
  async form(@Param('token') token: string) {
    return spoken(await this.bus.request(getCallbackForm, { token }, new Budget().left()));
  }

  @Post('callbacks/:token')
  @NoSession('address')
  @Speaks({
    summary: 'Answer a call-back, once',
    description: 'The same answer again is answered as the first was; another one is KEY_REUSED.',
    answers: httpCallbackForm,
    refusals: answerCallback.refusals,
    open: true,
  })
  async answer(@Param('token') token: string, @Body({ schema: callbackAnswer }) answer: CallbackAnswer) {
    return spoken(await this.bus.request(answerCallback, { token, answer }, new Budget().left()));
  }
}
