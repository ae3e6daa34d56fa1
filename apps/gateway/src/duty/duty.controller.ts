import { calendarQuery, dutyQuery, gapsQuery, httpDuty, httpFairness, httpGaps, httpShifts, httpSwap, httpSwapAsked, rosterQuery } from '@shaodao/contracts/http-duty';
import { answerSwap, askSwap, readDuty, readFairness, readGaps, readShifts, writeDutyCalendar } from '@shaodao/contracts/register/duty';
import { entryKey } from '@shaodao/contracts/register/requests';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Header, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const action = z.enum(['accept', 'decline', 'withdraw']);

@ApiTags('duty')
@Controller('api/duty')
export class DutyController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @TakesQuery(true)
  @Speaks({
    summary: '值班 who is on duty for a role of an area or department, now or at an instant',
    description: 'Names and masked phones of those the asker may look up.',
    answers: httpDuty,
    refusals: readDuty.refusals,
  })
  async onDuty(@By() { identity, budget }: Access, @Query({ schema: dutyQuery }) { role, areaCode, departmentId, at }: z.output<typeof dutyQuery>) {
    const asked = { actor: identity.actor, role, areaCode: areaCode ?? null, departmentId: departmentId ?? null, at: at ?? null };
    return spoken(await this.bus.request(readDuty, asked, budget.left()));
  }

  @Get('shifts')
  @TakesQuery(true)
  @Speaks({ summary: 'The shifts of a roster, at most 62 days', answers: httpShifts, refusals: readShifts.refusals })
  async shifts(@By() { identity, budget }: Access, @Query({ schema: rosterQuery }) query: z.output<typeof rosterQuery>) {
    return spoken(await this.bus.request(readShifts, asked(identity.actor, query), budget.left()));
  }

  @Get('gaps')
  @TakesQuery(true)
  @Speaks({
    summary: '空岗 the gaps of the next 14 days in the rosters of an area',
    description:
      'noShift: a shift without anybody in its turn, a hole between shifts of a roster that works through the night, or a roster ' +
      'without shifts and fallback; nobody: all who have the shift are away. Time a roster leaves to its fallback is no gap.',
    answers: httpGaps,
    refusals: readGaps.refusals,
  })
  async gaps(@By() { identity, budget }: Access, @Query({ schema: gapsQuery }) { areaCode }: z.output<typeof gapsQuery>) {
    return spoken(await this.bus.request(readGaps, { actor: identity.actor, areaCode }, budget.left()));
  }

  @Get('fairness')
  @TakesQuery(true)
  @Speaks({ summary: '值班均衡 shifts, hours, nights, weekends and holidays of each person, at most 366 days', answers: httpFairness, refusals: readFairness.refusals })
  async fairness(@By() { identity, budget }: Access, @Query({ schema: rosterQuery }) query: z.output<typeof rosterQuery>) {
    return this.bus.request(readFairness, asked(identity.actor, query), budget.left());
  }

  @Get('calendar.ics')
  @TakesQuery(true)
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Speaks({
    summary: 'Shifts as iCalendar, of a roster or (person=me) of oneself',
    answers: null,
    status: 200,
    refusals: writeDutyCalendar.refusals,
    contentType: 'text/calendar',
  })
  async calendar(@By() { identity, budget }: Access, @Query({ schema: calendarQuery }) { roster }: z.output<typeof calendarQuery>) {
    return (await this.bus.request(writeDutyCalendar, { actor: identity.actor, roster: roster ?? null }, budget.left())).text;
  }

  @Post('swaps')
  @Speaks({ summary: '换班 ask somebody to take a shift of mine', answers: httpSwap, status: 201, refusals: askSwap.refusals, keyed: true })
  async ask(
    @By() { identity, budget }: Access,
    @IdempotencyKey() key: string | null,
    @Body({ schema: httpSwapAsked }) { with: withId, ...swap }: z.output<typeof httpSwapAsked>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = await this.bus.request(askSwap, { actor: identity.actor, key, ...swap, withId }, budget.left());
    reply.header('location', `/api/register/swaps/${asked.code}`);
    return spoken(asked);
  }

  @Post('swaps/:code/:action')
  @Speaks({
    summary: 'Accept or decline a swap that was asked of me, or withdraw mine',
    description: 'The same answer again changes nothing.',
    answers: httpSwap,
    refusals: answerSwap.refusals,
  })
  async answer(
    @By() { identity, budget }: Access,
    @Param('code', { schema: entryKey }) code: string,
    @Param('action', { schema: action }) answer: z.output<typeof action>,
  ) {
    return spoken(await this.bus.request(answerSwap, { actor: identity.actor, code, action: answer }, budget.left()));
  }
}

function asked(actor: Access['identity']['actor'], { roster, from, until }: z.output<typeof rosterQuery>) {
  return { actor, roster, fromAt: from, untilAt: until };
}
