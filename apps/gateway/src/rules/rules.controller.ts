import {
  httpCalendarPublication,
  httpCategoriesPublication,
  httpPolicyPublication,
  httpReplan,
  httpReplans,
  httpRuleContent,
  httpRules,
  httpRulesPreview,
  httpRuleVersion,
  ruleKind,
  ruleNumber,
} from '@shaodao/contracts/http-rules';
import { getReplan, listReplans, previewRules, replanOrder, rulesPreview, startReplan, type ReplanOrder } from '@shaodao/contracts/replan';
import { getRules, listRules, publishRules, type RuleDraft, type RuleKind } from '@shaodao/contracts/rules-publishing';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const PUBLISHED_ONCE = 'The version is the key: the same content again gets the same answer, other content is KEY_REUSED.';
const published = { answers: httpRuleVersion, status: 201, refusals: publishRules.refusals, description: PUBLISHED_ONCE };

@ApiTags('rules')
@Controller('api/rules')
export class RulesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Speaks({ summary: 'Versions of policy, calendar and categories: in force, scheduled, past', answers: httpRules })
  async list(@By() { budget }: Access) {
    return spoken(await this.bus.request(listRules, {}, budget.left()));
  }

  @Get('replans')
  @Speaks({ summary: 'The latest re-plans', answers: httpReplans, refusals: listReplans.refusals })
  async replans(@By() { identity, budget }: Access) {
    return spoken(await this.bus.request(listReplans, { actor: identity.actor }, budget.left()));
  }

  @Get('replans/:id')
  @Speaks({ summary: 'How far a re-plan is: N of M in T s', answers: httpReplan, refusals: getReplan.refusals })
  async replan(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) id: string) {
    return spoken(await this.bus.request(getReplan, { actor: identity.actor, id }, budget.left()));
  }

  @Get(':kind/:version')
  @Speaks({ summary: 'What a version says', answers: httpRuleContent, refusals: getRules.refusals })
  async content(
    @By() { budget }: Access,
    @Param('kind', { schema: ruleKind }) kind: RuleKind,
    @Param('version', { schema: ruleNumber }) version: number,
  ) {
    const { version: head, ...rules } = await this.bus.request(getRules, { kind, version }, budget.left());
    return { version: spoken(head), ...rules };
  }

  @Post('policies')
  @Speaks({ summary: 'Publish the next policy', ...published })
  async policy(
    @By() access: Access,
    @Body({ schema: httpPolicyPublication }) body: z.output<typeof httpPolicyPublication>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.publish(access, { kind: 'policies', policy: body.policy }, body, reply);
  }

  @Post('calendars')
  @Speaks({ summary: 'Publish the next working calendar', ...published })
  async calendar(
    @By() access: Access,
    @Body({ schema: httpCalendarPublication }) body: z.output<typeof httpCalendarPublication>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.publish(access, { kind: 'calendars', calendar: body.calendar }, body, reply);
  }

  @Post('categories')
  @Speaks({ summary: 'Publish the next table of categories', ...published })
  async categories(
    @By() access: Access,
    @Body({ schema: httpCategoriesPublication }) body: z.output<typeof httpCategoriesPublication>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.publish(access, { kind: 'categories', categories: body.categories }, body, reply);
  }

  @Post('preview')
  @Speaks({
    summary: 'What rules would change for open cases',
    description: 'Nothing is changed; the rules need not be published.',
    answers: httpRulesPreview,
    refusals: previewRules.refusals,
  })
  async preview(@By() { identity, budget }: Access, @Body({ schema: rulesPreview }) preview: z.output<typeof rulesPreview>) {
    return spoken(await this.bus.request(previewRules, { actor: identity.actor, preview }, budget.left()));
  }

  @Post('replans')
  @Speaks({
    summary: 'Move running cases to rules in force',
    description: 'Goes on by itself; ask its address how far it is.',
    answers: httpReplan,
    status: 201,
    refusals: startReplan.refusals,
    keyed: true,
  })
  async start(
    @By() { identity, budget }: Access,
    @IdempotencyKey() key: string | null,
    @Body({ schema: replanOrder }) order: ReplanOrder,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const report = await this.bus.request(startReplan, { actor: identity.actor, key, order }, budget.left());
    reply.header('location', `/api/rules/replans/${report.id}`);
    return spoken(report);
  }

  private async publish(
    { identity, budget }: Access,
    draft: RuleDraft,
    { reason, effectiveAt }: { reason: string; effectiveAt?: string | undefined },
    reply: FastifyReply,
  ) {
    const at = effectiveAt === undefined ? null : Date.parse(effectiveAt);
    const version = await this.bus.request(publishRules, { actor: identity.actor, draft, reason, effectiveAt: at }, budget.left());
    reply.header('location', `/api/rules/${version.kind}/${version.version}`);
    return spoken(version);
  }
}
