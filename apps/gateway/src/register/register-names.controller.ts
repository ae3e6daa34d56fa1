import { httpRegisterNames, registerNamesQuery } from '@shaodao/contracts/http-register';
import { readNames } from '@shaodao/contracts/register/requests';
import { Bus } from '@shaodao/platform/bus';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';

@ApiTags('register')
@Controller('api/register/names')
export class RegisterNamesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @TakesQuery(true)
  @Speaks({ summary: 'What entries of a list are called now', answers: httpRegisterNames, refusals: readNames.refusals })
  async names(@By() { identity, budget }: Access, @Query({ schema: registerNamesQuery }) query: z.output<typeof registerNamesQuery>) {
    const { names } = await this.bus.request(readNames, { actor: identity.actor, ...query }, budget.left());
    return names;
  }
}
