import { recordCase, recordCases } from '@shaodao/contracts/case-record';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { RecordService } from './record.service.js';

@Controller()
export class RecordController {
  constructor(private readonly record: RecordService) {}

  @Answers(recordCase)
  async write(input: z.output<typeof recordCase.input>) {
    return this.record.write(input);
  }

  @Answers(recordCases)
  async writeEach({ steps }: z.output<typeof recordCases.input>) {
    return { failed: await this.record.writeEach(steps) };
  }
}
