import { Controller } from '@nestjs/common';
import { listDepartmentMonths } from '@shaodao/contracts/assessment';
import { Answers } from '@shaodao/platform/answers';
import type { z } from 'zod';
import { TasksStore } from './tasks.store.js';

@Controller()
export class TasksController {
  constructor(private readonly tasks: TasksStore) {}

  @Answers(listDepartmentMonths)
  async months(input: z.output<typeof listDepartmentMonths.input>): Promise<z.output<typeof listDepartmentMonths.output>> {
    return { items: await this.tasks.departmentMonths(input.month, input.departmentId) };
  }
}
