import { gridCrosswalk, type Crosswalk } from '@shaodao/contracts/crosswalk';
import { getGrid, listGrids, type Grid } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { Crs } from '../ground/crs.js';
import type { z } from 'zod';
import { GridService, type GridList, type GridPage } from './grid.service.js';

@Controller()
export class GridController {
  constructor(private readonly grids: GridService) {}

  @Answers(listGrids)
  async list(input: GridList): Promise<GridPage> {
    return this.grids.list(input);
  }

  @Answers(getGrid)
  async get({ id, crs }: { id: string; crs: Crs }): Promise<Grid> {
    return this.grids.get(id, crs);
  }

  @Answers(gridCrosswalk)
  async crosswalk(input: z.output<typeof gridCrosswalk.input>): Promise<Crosswalk> {
    return this.grids.crosswalk(input);
  }
}
