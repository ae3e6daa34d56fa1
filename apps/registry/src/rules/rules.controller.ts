import { getRules, listRules, publishRules, type RuleVersion } from '@shaodao/contracts/rules-publishing';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { RulesService } from './rules.service.js';

@Controller()
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Answers(listRules)
  async list(_asked: Record<string, never>): Promise<z.output<typeof listRules.output>> {
    return this.rules.list();
  }

  @Answers(getRules)
  async get(input: z.output<typeof getRules.input>): Promise<z.output<typeof getRules.output>> {
    return this.rules.get(input);
  }

  @Answers(publishRules)
  async publish(input: z.output<typeof publishRules.input>): Promise<RuleVersion> {
    return this.rules.publish(input);
  }
}
