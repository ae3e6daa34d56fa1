import { answerSwap, askSwap, readDuty, readFairness, readGaps, readShifts, writeDutyCalendar } from '@shaodao/contracts/register/duty';
import { onDuty, onDutyEach } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { DutyDesk } from './duty-desk.service.js';
import { DutyService } from './duty.service.js';
import { SwapsService } from './swaps.service.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = Promise<z.output<C['output']>>;

@Controller()
export class DutyController {
  constructor(
    private readonly duty: DutyService,
    private readonly desk: DutyDesk,
    private readonly swaps: SwapsService,
  ) {}

  @Answers(onDuty)
  async onDuty(input: In<typeof onDuty>): Out<typeof onDuty> {
    return this.duty.onDuty(input);
  }

  @Answers(onDutyEach)
  async onDutyEach({ questions }: In<typeof onDutyEach>): Out<typeof onDutyEach> {
    return { answers: await Promise.all(questions.map((question) => this.duty.onDuty(question))) };
  }

  @Answers(readDuty)
  async read(input: In<typeof readDuty>): Out<typeof readDuty> {
    return this.desk.onDuty(input);
  }

  @Answers(readShifts)
  async shifts(input: In<typeof readShifts>): Out<typeof readShifts> {
    return this.desk.shifts(input);
  }

  @Answers(readGaps)
  async gaps(input: In<typeof readGaps>): Out<typeof readGaps> {
    return this.desk.gaps(input);
  }

  @Answers(readFairness)
  async fairness(input: In<typeof readFairness>): Out<typeof readFairness> {
    return this.desk.fairness(input);
  }

  @Answers(writeDutyCalendar)
  async calendar(input: In<typeof writeDutyCalendar>): Out<typeof writeDutyCalendar> {
    return this.desk.calendar(input);
  }

  @Answers(askSwap)
  async askSwap(input: In<typeof askSwap>): Out<typeof askSwap> {
    return this.swaps.ask(input);
  }

  @Answers(answerSwap)
  async answerSwap(input: In<typeof answerSwap>): Out<typeof answerSwap> {
    return this.swaps.answer(input);
  }
}
