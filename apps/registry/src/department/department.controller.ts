import { listDepartments } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { Department } from '../atlas/atlas.js';
import { AtlasService } from '../atlas/atlas.service.js';

@Controller()
export class DepartmentController {
  constructor(private readonly atlas: AtlasService) {}

  @Answers(listDepartments)
  async list(_asked: Record<string, never>): Promise<{ items: Department[] }> {
    return { items: this.atlas.current().departments };
  }
}
