import { onDuty, onDutyEach } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { DutyService } from './duty.service.js';

@Controller()
export class DutyController {
  constructor(private readonly duty: DutyService) {}

  @Answers(onDuty)
  async onDuty(input: z.output<typeof onDuty.input>): Promise<z.output<typeof onDuty.output>> {
    return this.duty.onDuty(input);
  }

  @Answers(onDutyEach)
  async onDutyEach({ questions }: z.output<typeof onDutyEach.input>): Promise<z.output<typeof onDutyEach.output>> {
    return { answers: await Promise.all(questions.map((question) => this.duty.onDuty(question))) };
  }
}
