import { listDepartmentMonths } from '@shaodao/contracts/assessment';
import { departmentMonthQuery, httpDepartmentMonths } from '@shaodao/contracts/gateway';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';

@ApiTags('assessment')
@Controller('api/assessment')
export class AssessmentController {
  constructor(private readonly bus: Bus) {}

  @Get('departments')
  @TakesQuery(true)
  @Speaks({ summary: 'Counts per department in a month', answers: httpDepartmentMonths })
  async departments(
    @By() { budget }: Access,
    @Query({ schema: departmentMonthQuery }) query: z.output<typeof departmentMonthQuery>,
  ) {
    return this.bus.request(listDepartmentMonths, query, budget.left());
  }
}
