import { CodedError } from '@shaodao/contracts/errors';
import { currentDistrict } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { District } from '../atlas/atlas.js';
import { AtlasService } from '../atlas/atlas.service.js';

@Controller()
export class DistrictController {
  constructor(private readonly atlas: AtlasService) {}

  @Answers(currentDistrict)
  async current({ areaCode }: { areaCode?: string | undefined }): Promise<District> {
    const atlas = this.atlas.current();
    const found = atlas.district((areaCode ?? atlas.installed.code).slice(0, 6));
    if (found === null) throw new CodedError('NOT_FOUND', { field: 'areaCode', reason: 'no such district' });
    return found;
  }
}
