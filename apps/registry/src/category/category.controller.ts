import { listCategories } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';

type Listed = z.output<typeof listCategories.output>['items'][number];

@Controller()
export class CategoryController {
  constructor(private readonly atlas: AtlasService) {}

  @Answers(listCategories)
  async list(_asked: Record<string, never>): Promise<{ items: Listed[] }> {
    const { categories } = this.atlas.current().rules.at(Date.now());
    return { items: categories.map(({ code, name, className, kind }) => ({ code, name, className, kind })) };
  }
}
