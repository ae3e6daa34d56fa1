import { resolveRouting } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import { RoutingService, type Routing, type RoutingQuestion } from './routing.service.js';

@Controller()
export class RoutingController {
  constructor(private readonly routing: RoutingService) {}

  @Answers(resolveRouting)
  async resolve(input: RoutingQuestion): Promise<Routing> {
    return this.routing.resolve(input);
  }
}
