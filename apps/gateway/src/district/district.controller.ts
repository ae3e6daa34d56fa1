import {
  gridQuery,
  httpCategories,
  httpDepartments,
  httpDistrict,
  httpGrid,
  httpGridPage,
} from '@shaodao/contracts/gateway';
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
  @Speaks({ summary: 'The district with its subdistricts and communities', answers: httpDistrict })
  async district(@By() { budget }: Access) {
    return this.bus.request(currentDistrict, {}, budget.left());
  }

  @Get('grids')
  @TakesQuery(true)
  @Speaks({ summary: 'Grids with their polygons, by code', answers: httpGridPage, refusals: listGrids.refusals })
  async grids(@By() { budget }: Access, @Query({ schema: gridQuery }) query: z.output<typeof gridQuery>) {
    return this.bus.request(listGrids, query, budget.left());
  }

  @Get('grids/:id')
  @Speaks({ summary: 'One grid', answers: httpGrid, refusals: getGrid.refusals })
  async grid(@By() { budget }: Access, @Param('id', { schema: uuid }) id: string) {
    return this.bus.request(getGrid, { id }, budget.left());
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
