import {
  crsQuery,
  gridQuery,
  httpCategories,
  httpDepartments,
  httpDistrict,
  httpGrid,
  httpGridPage,
} from '@shaodao/contracts/gateway';
import { gridCrosswalk } from '@shaodao/contracts/crosswalk';
import { crosswalkQuery, httpCrosswalk } from '@shaodao/contracts/http-routing';
import { currentDistrict, getGrid, listCategories, listDepartments, listGrids } from '@shaodao/contracts/registry';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';

@ApiTags('district')
@Controller('api')
export class DistrictController {
  constructor(private readonly bus: Bus) {}

  @Get('districts/current')
  @Speaks({ summary: 'The asker’s district with its subdistricts and communities', answers: httpDistrict, refusals: currentDistrict.refusals })
  async district(@By() { identity, budget }: Access) {
    return this.bus.request(currentDistrict, { areaCode: identity.actor.areaCode }, budget.left());
  }

  @Get('grids')
  @TakesQuery(true)
  @Speaks({ summary: 'Grids with their polygons, by code', answers: httpGridPage, refusals: listGrids.refusals })
  async grids(@By() { budget }: Access, @Query({ schema: gridQuery }) query: z.output<typeof gridQuery>) {
    return this.bus.request(listGrids, query, budget.left());
  }

  @Get('grids/crosswalk')
  @TakesQuery(true)
  @Speaks({
    summary: 'What became of the old grids of each line',
    description: 'Gaps by line, old grids that became nothing, and people who work in several; of the whole district where no area is named.',
    answers: httpCrosswalk,
    refusals: gridCrosswalk.refusals,
  })
  async crosswalk(@By() { identity, budget }: Access, @Query({ schema: crosswalkQuery }) { areaCode }: z.output<typeof crosswalkQuery>) {
    return this.bus.request(gridCrosswalk, { actor: identity.actor, areaCode }, budget.left());
  }

  @Get('grids/:id')
  @TakesQuery(true)
  @Speaks({ summary: 'One grid', answers: httpGrid, refusals: getGrid.refusals })
  async grid(@By() { budget }: Access, @Param('id', { schema: uuid }) id: string, @Query({ schema: crsQuery }) { crs }: z.output<typeof crsQuery>) {
    return this.bus.request(getGrid, { id, crs }, budget.left());
  }

  @Get('departments')
  @Speaks({ summary: 'All departments', answers: httpDepartments })
  async departments(@By() { budget }: Access) {
    return this.bus.request(listDepartments, {}, budget.left());
  }

  @Get('categories')
  @Speaks({ summary: 'All categories of cases', answers: httpCategories })
  async categories(@By() { budget }: Access) {
    return this.bus.request(listCategories, {}, budget.left());
  }
}
