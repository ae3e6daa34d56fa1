import { httpMyDuty } from '@shaodao/contracts/http-my-duty';
import { readMyDuty } from '@shaodao/contracts/register/my-duty';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

@ApiTags('duty')
@Controller('api/duty/mine')
export class MyDutyController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Speaks({
    summary: '我的值班 rosters that concern me, my shifts of the next month, swaps asked by me and of me',
    answers: httpMyDuty,
    refusals: readMyDuty.refusals,
  })
  async mine(@By() { identity, budget }: Access) {
    return spoken(await this.bus.request(readMyDuty, { actor: identity.actor }, budget.left()));
  }
}
