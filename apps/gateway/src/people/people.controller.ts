import { httpColleagues, httpPeopleNames, httpPerson, httpPersonTasks, namesQuery } from '@shaodao/contracts/gateway';
import { getPerson, listColleagues, listPersonTasks, namePeople } from '@shaodao/contracts/registry';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(private readonly bus: Bus) {}

  @Get('names')
  @TakesQuery(true)
  @Speaks({
    summary: 'Names for ids',
    description: 'Up to 200 ids with commas between; an unknown id is left out.',
    answers: httpPeopleNames,
  })
  async names(@By() { budget }: Access, @Query({ schema: namesQuery }) { ids }: z.output<typeof namesQuery>) {
    return this.bus.request(namePeople, { ids }, budget.left());
  }

  @Get('colleagues')
  @Speaks({ summary: 'People of the own department', description: 'Empty for a seat of no department.', answers: httpColleagues })
  async colleagues(@By() { identity, budget }: Access) {
    return this.bus.request(listColleagues, { actor: identity.actor }, budget.left());
  }

  @Get(':id')
  @Speaks({ summary: 'One person', answers: httpPerson, refusals: getPerson.refusals })
  async person(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) id: string) {
    return this.bus.request(getPerson, { id, actor: identity.actor }, budget.left());
  }

  @Get(':id/tasks')
  @Speaks({ summary: 'What a person does in peace and in an emergency', answers: httpPersonTasks, refusals: listPersonTasks.refusals })
  async tasks(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) id: string) {
    return this.bus.request(listPersonTasks, { id, actor: identity.actor }, budget.left());
  }
}
