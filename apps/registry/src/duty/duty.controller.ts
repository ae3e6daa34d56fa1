import { onDuty } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { DutyAnswer, DutyQuestion } from './duty-ladder.js';
import { DutyService } from './duty.service.js';

@Controller()
export class DutyController {
  constructor(private readonly duty: DutyService) {}

  @Answers(onDuty)
  async onDuty(input: DutyQuestion): Promise<DutyAnswer> {
    return this.duty.onDuty(input);
  }
}
