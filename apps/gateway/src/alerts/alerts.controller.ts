import { ALERT_MOST_BYTES, getAlert, getCap, listAlerts, listCap, receiveAlert } from '@shaodao/contracts/alerts';
import { CodedError } from '@shaodao/contracts/errors';
import { alertsQuery, capQuery, httpAlert, httpAlertReceipt, httpAlerts, httpCapMessages } from '@shaodao/contracts/http-alerts';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By, NoSession, TakesQuery, type Access } from '../access/access.js';
import { Budget } from '../call/budget.js';
import { TAKES_XML, XML_TYPES } from '../channel-receipts/takes-raw.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

/** A signature and a schema take longer than a list, on a busy machine much longer. */
const READ_LIMIT_MS = 15_000;
const CAP_TYPE = 'application/cap+xml';
const id = { schema: uuid };

/** 预警: alerts of others, and our activations as alerts, both in CAP 1.2. */
@ApiTags('alerts')
@Controller('api')
export class AlertsController {
  constructor(private readonly bus: Bus) {}

  @Post('alerts')
  @NoSession('alerts')
  @RouteConfig(TAKES_XML)
  @ApiConsumes(...XML_TYPES)
  @ApiBody({ schema: { type: 'string', description: 'A CAP 1.2 message, at most 512 KiB, UTF-8' } })
  @ApiResponse({ status: 200, description: 'It was kept already', standardSchema: httpAlertReceipt })
  @Speaks({
    summary: '预警 take an alert of a known sender',
    description:
      'Without a session: the sender is known by an enveloped XML signature over the whole message (RSA or ECDSA with SHA-256). ' +
      'It proposes an activation and starts none, unless a plan says so. The same message again is answered as the first was.',
    answers: httpAlertReceipt,
    status: 201,
    refusals: [...receiveAlert.refusals],
    open: true,
  })
  async receive(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    if (!Buffer.isBuffer(body)) throw new CodedError('INVALID', { field: 'Content-Type', reason: `send ${CAP_TYPE}`, reasonZh: `请以 ${CAP_TYPE} 发送` });
    if (body.length > ALERT_MOST_BYTES) throw new CodedError('TOO_LARGE', { field: 'body', reason: 'at most 512 KiB', reasonZh: '最大 512 KiB' });
    const { created, ...receipt } = await this.bus.request(receiveAlert, { message: body.toString('base64') }, new Budget(READ_LIMIT_MS).left());
    if (!created) reply.status(200);
    reply.header('location', `/api/alerts/${receipt.id}`);
    return receipt;
  }

  @Get('alerts')
  @TakesQuery(true)
  @Speaks({ summary: 'What alerts propose', description: 'For command seats; open ones first, then those of 30 days.', answers: httpAlerts, refusals: listAlerts.refusals })
  async list(@By() { identity, budget }: Access, @Query({ schema: alertsQuery }) { open }: z.output<typeof alertsQuery>) {
    return spoken(await this.bus.request(listAlerts, { actor: identity.actor, open }, budget.left()));
  }

  @Get('alerts/:id')
  @Speaks({ summary: 'One alert', answers: httpAlert, refusals: getAlert.refusals })
  async get(@By() { identity, budget }: Access, @Param('id', id) alertId: string) {
    return spoken(await this.bus.request(getAlert, { actor: identity.actor, id: alertId }, budget.left()));
  }

  @Get('activations/:id/cap')
  @TakesQuery(true)
  @Speaks({
    summary: 'An activation as a CAP message',
    description: 'The latest, or that of the event `seq`. A drill is an Exercise. Signed where the installation has a key.',
    answers: null,
    status: 200,
    contentType: CAP_TYPE,
    refusals: getCap.refusals,
  })
  async cap(
    @By() { identity, budget }: Access,
    @Param('id', id) activationId: string,
    @Query({ schema: capQuery }) { seq = null }: { seq?: number | null },
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { xml } = await this.bus.request(getCap, { actor: identity.actor, id: activationId, seq }, budget.left());
    reply.header('content-type', `${CAP_TYPE}; charset=utf-8`);
    return xml;
  }

  @Get('activations/:id/cap/messages')
  @Speaks({ summary: 'Its CAP messages, oldest first', answers: httpCapMessages, refusals: listCap.refusals })
  async messages(@By() { identity, budget }: Access, @Param('id', id) activationId: string) {
    return spoken(await this.bus.request(listCap, { actor: identity.actor, id: activationId }, budget.left()));
  }
}
