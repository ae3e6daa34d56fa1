import { getImport, listImports, startImport } from '@shaodao/contracts/register/imports';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { ImportsService } from './imports.service.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = Promise<z.output<C['output']>>;

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Answers(startImport)
  async start(input: In<typeof startImport>): Out<typeof startImport> {
    return this.imports.start(input);
  }

  @Answers(getImport)
  async get({ actor, id }: In<typeof getImport>): Out<typeof getImport> {
    return this.imports.get(actor, id);
  }

  @Answers(listImports)
  async list({ actor }: In<typeof listImports>): Out<typeof listImports> {
    return this.imports.last(actor);
  }
}
