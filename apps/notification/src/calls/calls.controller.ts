import { callPeople, deliveriesOf, vendorReceipt } from '@shaodao/contracts/calls';
import { Controller } from '@nestjs/common';
import { Answers } from '@shaodao/platform/answers';
import type { z } from 'zod';
import { CallsService } from './calls.service.js';
import { ReceiptsService } from './receipts.service.js';

@Controller()
export class CallsController {
  constructor(
    private readonly calls: CallsService,
    private readonly receipts: ReceiptsService,
  ) {}

  @Answers(callPeople)
  call(input: z.output<typeof callPeople.input>): Promise<z.output<typeof callPeople.output>> {
    return this.calls.call(input);
  }

  @Answers(deliveriesOf)
  deliveriesOf(input: z.output<typeof deliveriesOf.input>): Promise<z.output<typeof deliveriesOf.output>> {
    return this.calls.deliveriesOf(input);
  }

  @Answers(vendorReceipt)
  receipt(input: z.output<typeof vendorReceipt.input>): Promise<z.output<typeof vendorReceipt.output>> {
    return this.receipts.take(input);
  }
}
