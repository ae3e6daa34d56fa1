import { contactsOf, listPlans, planRoster, rehearsePlan, resolvePlan } from '@shaodao/contracts/plans';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { PlansService } from './plans.service.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = Promise<z.output<C['output']>>;

@Controller()
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Answers(resolvePlan)
  async resolve(input: In<typeof resolvePlan>): Out<typeof resolvePlan> {
    return this.plans.resolve(input);
  }

  @Answers(listPlans)
  async list(input: In<typeof listPlans>): Out<typeof listPlans> {
    return this.plans.list(input);
  }

  @Answers(planRoster)
  async roster(input: In<typeof planRoster>): Out<typeof planRoster> {
    return this.plans.roster(input);
  }

  @Answers(contactsOf)
  async contacts(input: In<typeof contactsOf>): Out<typeof contactsOf> {
    return this.plans.contacts(input);
  }

  @Answers(rehearsePlan)
  async rehearse(input: In<typeof rehearsePlan>): Out<typeof rehearsePlan> {
    return this.plans.rehearse(input);
  }
}
