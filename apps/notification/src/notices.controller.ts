import { Controller } from '@nestjs/common';
import { listNotices, readNotice } from '@shaodao/contracts/notification';
import { Answers } from '@shaodao/platform/answers';
import type { z } from 'zod';
import { NoticesService } from './notices.service.js';

@Controller()
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Answers(listNotices)
  list(input: z.output<typeof listNotices.input>): Promise<z.output<typeof listNotices.output>> {
    return this.notices.list(input);
  }

  @Answers(readNotice)
  read(input: z.output<typeof readNotice.input>): Promise<z.output<typeof readNotice.output>> {
    return this.notices.read(input.actor.personId, input.id);
  }
}
