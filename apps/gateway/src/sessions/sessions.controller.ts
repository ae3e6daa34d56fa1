import { httpMe, httpSession, httpSessionRequest, type HttpMe, type HttpSession } from '@shaodao/contracts/gateway';
import { openSession, type Identity } from '@shaodao/contracts/registry';
import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { By, NoSession, type Access } from '../access/access.js';
import { sessionCookie } from '../access/credentials.js';
import { SessionsService } from '../access/sessions.service.js';
import { Budget } from '../call/budget.js';
import { Speaks } from '../openapi/speaks.js';
import { isoTimeOf, spoken } from '../speech/iso-time.js';

@ApiTags('sessions')
@Controller('api')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post('sessions')
  @NoSession('address')
  @Speaks({
    summary: 'Sign in',
    description: 'Answers the token and sets it as a cookie. Five wrong passwords lock the account for 15 minutes.',
    answers: httpSession,
    refusals: openSession.refusals,
    open: true,
    setsCookie: true,
  })
  async open(
    @Body({ schema: httpSessionRequest }) credentials: z.output<typeof httpSessionRequest>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HttpSession> {
    const { token, identity } = await this.sessions.open(credentials, new Budget());
    reply.header('set-cookie', sessionCookie(token, request));
    const me = meOf(identity);
    return { token, expiresAt: me.expiresAt, me };
  }

  @Delete('sessions/current')
  @Speaks({ summary: 'Sign out', answers: null })
  async close(
    @By() { token, budget }: Access,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.close(token, budget);
    reply.header('set-cookie', sessionCookie(null, request));
  }

  @Get('me')
  @Speaks({ summary: 'Who is signed in, and the server’s clock', answers: httpMe })
  me(@By() { identity }: Access): HttpMe {
    return meOf(identity);
  }
}

function meOf(identity: Identity): HttpMe {
  return { ...spoken(identity), serverTime: isoTimeOf(Date.now()) };
}
