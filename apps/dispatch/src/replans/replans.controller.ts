import {
  beginReplan,
  endReplan,
  getReplan,
  listReplans,
  previewRules,
  replanCase,
  replanPage,
  startReplan,
} from '@shaodao/contracts/replan';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { CaseReplanService } from './case-replan.service.js';
import { PreviewService } from './preview.service.js';
import { ReplansService } from './replans.service.js';

@Controller()
export class ReplansController {
  constructor(
    private readonly replans: ReplansService,
    private readonly cases: CaseReplanService,
    private readonly previews: PreviewService,
  ) {}

  @Answers(previewRules)
  async preview({ actor, preview }: z.output<typeof previewRules.input>) {
    return this.previews.preview(actor, preview);
  }

  @Answers(startReplan)
  async start(input: z.output<typeof startReplan.input>) {
    return this.replans.start(input);
  }

  @Answers(getReplan)
  async get({ actor, id }: z.output<typeof getReplan.input>) {
    return this.replans.get(actor, id);
  }

  @Answers(listReplans)
  async list({ actor }: z.output<typeof listReplans.input>) {
    return this.replans.list(actor);
  }

  @Answers(beginReplan)
  async begin({ replanId }: z.output<typeof beginReplan.input>) {
    return this.replans.begin(replanId);
  }

  @Answers(replanPage)
  async page({ replanId, after, limit }: z.output<typeof replanPage.input>) {
    return this.replans.page(replanId, after, limit);
  }

  @Answers(replanCase)
  async replan({ replanId, caseId }: z.output<typeof replanCase.input>) {
    return this.cases.replan(replanId, caseId);
  }

  @Answers(endReplan)
  async end({ replanId }: z.output<typeof endReplan.input>) {
    return this.replans.end(replanId);
  }
}
