import { answerCallback, getCallbackForm, makeCallbackLink } from '@shaodao/contracts/callbacks';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { CallbacksService } from './callbacks.service.js';

@Controller()
export class CallbacksController {
  constructor(private readonly callbacks: CallbacksService) {}

  @Answers(makeCallbackLink)
  async link({ actor, caseId }: z.output<typeof makeCallbackLink.input>) {
    return this.callbacks.link(actor, caseId);
  }

  @Answers(getCallbackForm)
  async form({ token }: z.output<typeof getCallbackForm.input>) {
    return this.callbacks.form(token);
  }

  @Answers(answerCallback)
  async answer(input: z.output<typeof answerCallback.input>) {
    return this.callbacks.answer(input);
  }
}
