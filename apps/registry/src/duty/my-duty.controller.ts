import { readMyDuty } from '@shaodao/contracts/register/my-duty';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { MyDuty } from './my-duty.service.js';

@Controller()
export class MyDutyController {
  constructor(private readonly mine: MyDuty) {}

  @Answers(readMyDuty)
  async read({ actor }: z.output<typeof readMyDuty.input>): Promise<z.output<typeof readMyDuty.output>> {
    return this.mine.read(actor);
  }
}
