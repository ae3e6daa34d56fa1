import { listDuplicates } from '@shaodao/contracts/cases';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { DuplicatesService } from './duplicates.service.js';

@Controller()
export class DuplicatesController {
  constructor(private readonly duplicates: DuplicatesService) {}

  @Answers(listDuplicates)
  async list({ actor, caseId }: z.output<typeof listDuplicates.input>) {
    return this.duplicates.list(actor, caseId);
  }
}
