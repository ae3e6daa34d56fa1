import { httpPlans, httpRehearsal, httpRehearsalAsked, planId } from '@shaodao/contracts/http-plans';
import { listPlans, rehearsePlan } from '@shaodao/contracts/plans';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

@ApiTags('plans')
@Controller('api/plans')
export class PlansController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Speaks({ summary: '预案 that may be activated somewhere inside the area of the asker', answers: httpPlans, refusals: listPlans.refusals })
  async list(@By() { identity, budget }: Access) {
    return this.bus.request(listPlans, { actor: identity.actor }, budget.left());
  }

  @Post(':id/rehearse')
  @Speaks({
    summary: '推演 whom a plan would call, when, and what is missing',
    description: 'A dry run by those who may activate it there: nothing is sent, nothing is kept. Without areas those of the plan inside the own area, without at now.',
    answers: httpRehearsal,
    refusals: rehearsePlan.refusals,
  })
  async rehearse(@By() { identity, budget }: Access, @Param('id', { schema: planId }) id: string, @Body({ schema: httpRehearsalAsked }) asked: z.output<typeof httpRehearsalAsked>) {
    return spoken(await this.bus.request(rehearsePlan, { actor: identity.actor, planId: id, ...asked }, budget.left()));
  }
}
