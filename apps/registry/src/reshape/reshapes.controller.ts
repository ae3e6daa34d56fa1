import { callOffReshape, getReshape, heirOfGrid, reshapeGrids, reshapePlan } from '@shaodao/contracts/reshape';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { HeirsService } from './heirs.service.js';
import { ReshapesService } from './reshapes.service.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = Promise<z.output<C['output']>>;

@Controller()
export class ReshapesController {
  constructor(
    private readonly reshapes: ReshapesService,
    private readonly heirs: HeirsService,
  ) {}

  @Answers(reshapeGrids)
  async order(input: In<typeof reshapeGrids>): Out<typeof reshapeGrids> {
    return this.reshapes.order(input);
  }

  @Answers(getReshape)
  async get({ actor, id }: In<typeof getReshape>): Out<typeof getReshape> {
    return this.reshapes.get(actor, id);
  }

  @Answers(callOffReshape)
  async callOff(input: In<typeof callOffReshape>): Out<typeof callOffReshape> {
    return this.reshapes.callOff(input);
  }

  @Answers(reshapePlan)
  async plan({ id }: In<typeof reshapePlan>): Out<typeof reshapePlan> {
    return this.reshapes.plan(id);
  }

  @Answers(heirOfGrid)
  async heir(input: In<typeof heirOfGrid>): Out<typeof heirOfGrid> {
    return this.heirs.heir(input);
  }
}
