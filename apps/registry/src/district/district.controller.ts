import { currentDistrict } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { District } from '../atlas/atlas.js';
import { AtlasService } from '../atlas/atlas.service.js';

@Controller()
export class DistrictController {
  constructor(private readonly atlas: AtlasService) {}

  @Answers(currentDistrict)
  async current(_asked: Record<string, never>): Promise<District> {
    return this.atlas.current().district;
  }
}
