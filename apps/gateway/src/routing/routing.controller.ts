import { httpRouteExplanation, httpRouteQuestion } from '@shaodao/contracts/http-routing';
import { explainRouting } from '@shaodao/contracts/routing';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

@ApiTags('routing')
@Controller('api/routing')
export class RoutingController {
  constructor(private readonly bus: Bus) {}

  @Post('explain')
  @Speaks({
    summary: 'Whom a case would be sent to, and why no other rule was it',
    description: 'A dry run: nothing is sent. Without at it is now, without level the grid has the case.',
    answers: httpRouteExplanation,
    refusals: explainRouting.refusals,
  })
  async explain(@By() { budget }: Access, @Body({ schema: httpRouteQuestion }) { at, source, level, ...asked }: z.output<typeof httpRouteQuestion>) {
    const question = { ...asked, level, at: at === undefined ? null : Date.parse(at), source: source ?? null };
    return spoken(await this.bus.request(explainRouting, question, budget.left()));
  }
}
