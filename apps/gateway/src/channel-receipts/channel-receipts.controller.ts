import { vendorReceipt } from '@shaodao/contracts/calls';
import { CodedError } from '@shaodao/contracts/errors';
import { REALMS, type Realm } from '@shaodao/domain/activation/realm';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { NoSession, TakesQuery } from '../access/access.js';
import { Budget } from '../call/budget.js';
import { Speaks } from '../openapi/speaks.js';
import { TAKES_RAW } from './takes-raw.js';

const BODY_MOST = 256 * 1_024;
const CHANNELS = { 'work-app': 'workApp', sms: 'sms', voice: 'voice' } as const;

const realm = z.enum(REALMS);
const channel = z.enum(Object.keys(CHANNELS) as [keyof typeof CHANNELS]);

/** 回执: what vendors of messages call us back with, as it came; notification checks who says it and what it means. */
@ApiTags('channels')
@Controller('api/channels')
export class ChannelReceiptsController {
  constructor(private readonly bus: Bus) {}

  @Post(':realm/:channel/receipts')
  @NoSession('receipts')
  @TakesQuery(true)
  @RouteConfig(TAKES_RAW)
  @Speaks({
    summary: '回执 a vendor tells what became of messages',
    description: '企业微信 signs its callbacks; 阿里云 signs none, so the address it is given ends with `?token=<secret>`. Answered as the vendor wants it.',
    answers: z.string(),
    contentType: 'text/plain',
    refusals: [...vendorReceipt.refusals, 'TOO_LARGE'],
    open: true,
  })
  take(@Param('realm', { schema: realm }) of: Realm, @Param('channel', { schema: channel }) way: keyof typeof CHANNELS, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.pass({ of, way }, request, reply);
  }

  @Get(':realm/:channel/receipts')
  @NoSession('receipts')
  @TakesQuery(true)
  @Speaks({
    summary: '企业微信 checks the address once it is set',
    description: 'Answers the decrypted `echostr`.',
    answers: z.string(),
    contentType: 'text/plain',
    refusals: vendorReceipt.refusals,
    open: true,
  })
  check(@Param('realm', { schema: realm }) of: Realm, @Param('channel', { schema: channel }) way: keyof typeof CHANNELS, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.pass({ of, way }, request, reply);
  }

  private async pass({ of, way }: { of: Realm; way: keyof typeof CHANNELS }, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const raw = typeof request.body === 'string' ? request.body : '';
    if (raw.length > BODY_MOST) throw new CodedError('TOO_LARGE', { field: 'body', reason: 'at most 256 KiB' });
    const asked = { realm: of, channel: CHANNELS[way], query: texts(request.query), body: raw };
    const { body } = await this.bus.request(vendorReceipt, asked, new Budget().left());
    reply.status(200).type(body.startsWith('{') ? 'application/json' : 'text/plain');
    return body;
  }
}

/** Names said twice are no vendor's: the first counts. */
function texts(query: unknown): Record<string, string> {
  const given = Object.entries(query as Record<string, string | string[]>);
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]));
}
