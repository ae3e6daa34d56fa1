import { resolveRouting } from '@shaodao/contracts/registry';
import { explainRouting } from '@shaodao/contracts/routing';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Explained } from './explain.js';
import { ExplainingService } from './explaining.service.js';
import { RoutingService, type Routing, type RoutingQuestion } from './routing.service.js';

@Controller()
export class RoutingController {
  constructor(
    private readonly routing: RoutingService,
    private readonly explaining: ExplainingService,
  ) {}

  @Answers(resolveRouting)
  async resolve(input: RoutingQuestion): Promise<Routing> {
    return this.routing.resolve(input);
  }

  @Answers(explainRouting)
  async explain(input: z.output<typeof explainRouting.input>): Promise<Explained> {
    return this.explaining.explain(input);
  }
}
