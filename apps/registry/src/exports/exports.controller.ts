import { exportList, exportTemplate } from '@shaodao/contracts/register/imports';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { ExportsService } from './exports.service.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = Promise<z.output<C['output']>>;

@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Answers(exportList)
  async list(input: In<typeof exportList>): Out<typeof exportList> {
    return this.exports.list(input);
  }

  @Answers(exportTemplate)
  async template({ list }: In<typeof exportTemplate>): Out<typeof exportTemplate> {
    return this.exports.template(list);
  }
}
