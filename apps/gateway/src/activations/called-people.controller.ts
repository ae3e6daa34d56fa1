import { addPeople, callNow, explainCall, listCalledPeople, listTeams, releasePeople } from '@shaodao/contracts/activations';
import {
  calledPeopleQuery,
  httpActivation,
  httpCalledPeople,
  httpCallExplained,
  httpCallNow,
  httpCallNowAnswer,
  httpPeopleAdded,
  httpPeopleReleased,
  httpTeams,
  teamsQuery,
} from '@shaodao/contracts/http-activations';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const ofId = { schema: uuid };

/** Who was called by an activation, where they stand, and what those who command do about them. */
@ApiTags('activations')
@Controller('api/activations/:id')
export class CalledPeopleController {
  constructor(private readonly bus: Bus) {}

  @Get('people')
  @TakesQuery(true)
  @Speaks({ summary: 'The called, by where they stand', description: 'Ids; names are asked from `/api/people/names`.', answers: httpCalledPeople, refusals: listCalledPeople.refusals })
  async people(@By() { identity, budget }: Access, @Param('id', ofId) id: string, @Query({ schema: calledPeopleQuery }) query: z.output<typeof calledPeopleQuery>) {
    return spoken(await this.bus.request(listCalledPeople, { actor: identity.actor, id, ...query }, budget.left()));
  }

  @Get('teams')
  @TakesQuery(true)
  @Speaks({ summary: '编队 with their tallies', answers: httpTeams, refusals: listTeams.refusals })
  async teams(@By() { identity, budget }: Access, @Param('id', ofId) id: string, @Query({ schema: teamsQuery }) query: z.output<typeof teamsQuery>) {
    return spoken(await this.bus.request(listTeams, { actor: identity.actor, id, ...query }, budget.left()));
  }

  @Get('people/:personId')
  @Speaks({ summary: '为什么叫我 one of the called, with every message to them', answers: httpCallExplained, refusals: explainCall.refusals })
  async explain(@By() { identity, budget }: Access, @Param('id', ofId) id: string, @Param('personId', ofId) personId: string) {
    return spoken(await this.bus.request(explainCall, { actor: identity.actor, id, personId }, budget.left()));
  }

  @Post('call')
  @Speaks({ summary: '立即呼叫 once more those of them who have not answered', answers: httpCallNowAnswer, refusals: callNow.refusals, keyed: true })
  async call(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpCallNow }) body: z.output<typeof httpCallNow>) {
    return this.bus.request(callNow, { actor: identity.actor, id, key, ...body }, budget.left());
  }

  @Post('people/add')
  @Speaks({ summary: '增调 call people the plan did not', answers: httpActivation, refusals: addPeople.refusals, keyed: true })
  async add(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpPeopleAdded }) body: z.output<typeof httpPeopleAdded>) {
    return spoken(await this.bus.request(addPeople, { actor: identity.actor, id, key, ...body }, budget.left()));
  }

  @Post('people/release')
  @Speaks({ summary: '免除或解除', description: '`excuse` keeps them in the count, `release` takes them out of it.', answers: httpActivation, refusals: releasePeople.refusals, keyed: true })
  async release(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpPeopleReleased }) body: z.output<typeof httpPeopleReleased>) {
    return spoken(await this.bus.request(releasePeople, { actor: identity.actor, id, key, ...body }, budget.left()));
  }
}
