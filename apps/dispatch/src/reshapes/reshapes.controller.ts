import { beginReshape, endReshape, followCase, getReshapeCases, reshapePage } from '@shaodao/contracts/reshape-cases';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { CaseGroundService } from './case-ground.service.js';
import { ReshapesService } from './reshapes.service.js';

@Controller()
export class ReshapesController {
  constructor(
    private readonly reshapes: ReshapesService,
    private readonly cases: CaseGroundService,
  ) {}

  @Answers(getReshapeCases)
  async get({ actor, id }: z.output<typeof getReshapeCases.input>) {
    return this.reshapes.get(actor, id);
  }

  @Answers(beginReshape)
  async begin({ reshapeId }: z.output<typeof beginReshape.input>) {
    return this.reshapes.begin(reshapeId);
  }

  @Answers(reshapePage)
  async page({ reshapeId, after, limit }: z.output<typeof reshapePage.input>) {
    return this.reshapes.page(reshapeId, after, limit);
  }

  @Answers(followCase)
  async follow({ reshapeId, caseId }: z.output<typeof followCase.input>) {
    return { outcome: await this.cases.follow(reshapeId, caseId) };
  }

  @Answers(endReshape)
  async end({ reshapeId }: z.output<typeof endReshape.input>) {
    return this.reshapes.end(reshapeId);
  }
}
