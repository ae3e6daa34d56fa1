import { asOfQuery, httpEnding, httpListOf, httpUnmasking, listQuery } from '@shaodao/contracts/http-register';
import { LIST_NAMES, listOf, type ListName } from '@shaodao/contracts/register/lists';
import { entryKey, readEntry, readHistory, readList, unmaskEntry, writeEntry } from '@shaodao/contracts/register/requests';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const key = { schema: entryKey };
const ONCE = 'A personal value sent back as it was shown, behind stars, stays as it is.';

/** The routes of one list of the register; all lists have the same. */
function controllerOf(list: ListName): Type {
  const { zh } = listOf(list);
  const http = httpListOf(list);

  @ApiTags('register')
  @Controller(`api/register/${list}`)
  class RegisterListController {
    constructor(private readonly bus: Bus) {}

    @Get()
    @TakesQuery(true)
    @Speaks({ summary: `${zh}: the list, by key, now or as of an instant`, answers: http.page, refusals: readList.refusals })
    async list(@By() { identity, budget }: Access, @Query({ schema: listQuery }) { asOf, ...query }: z.output<typeof listQuery>) {
      return spoken(await this.bus.request(readList, { actor: identity.actor, list, asOf: asOf ?? null, ...query }, budget.left()));
    }

    @Get(':key')
    @TakesQuery(true)
    @Speaks({ summary: `${zh}: one entry, now or as of an instant`, answers: http.kept, refusals: readEntry.refusals })
    async get(@By() { identity, budget }: Access, @Param('key', key) entry: string, @Query({ schema: asOfQuery }) { asOf }: z.output<typeof asOfQuery>) {
      return spoken(await this.bus.request(readEntry, { actor: identity.actor, list, key: entry, asOf: asOf ?? null }, budget.left()));
    }

    @Get(':key/history')
    @Speaks({ summary: `${zh}: who said what under a key, when and why`, answers: http.history, refusals: readHistory.refusals })
    async history(@By() { identity, budget }: Access, @Param('key', key) entry: string) {
      return spoken(await this.bus.request(readHistory, { actor: identity.actor, list, key: entry }, budget.left()));
    }

    @Put(':key')
    @Speaks({ summary: `${zh}: say what stands under a key`, description: ONCE, answers: http.written, refusals: writeEntry.refusals, keyed: true })
    async write(
      @By() { identity, budget }: Access,
      @IdempotencyKey() once: string | null,
      @Param('key', key) entryKeyed: string,
      @Body({ schema: http.change }) { entry, reason, effectiveAt }: Written,
    ) {
      const change = { actor: identity.actor, key: once, list, entryKey: entryKeyed, entry, reason, effectiveAt: effectiveAt ?? null };
      return spoken(await this.bus.request(writeEntry, change, budget.left()));
    }

    @Post(':key/end')
    @Speaks({ summary: `${zh}: end what stands under a key`, answers: http.written, refusals: writeEntry.refusals, keyed: true })
    async end(
      @By() { identity, budget }: Access,
      @IdempotencyKey() once: string | null,
      @Param('key', key) entryKeyed: string,
      @Body({ schema: httpEnding }) { reason, effectiveAt }: z.output<typeof httpEnding>,
    ) {
      const change = { actor: identity.actor, key: once, list, entryKey: entryKeyed, entry: null, reason, effectiveAt: effectiveAt ?? null };
      return spoken(await this.bus.request(writeEntry, change, budget.left()));
    }

    @Post(':key/unmask')
    @Speaks({ summary: `${zh}: personal values in full, for a reason that is kept`, answers: http.kept, refusals: unmaskEntry.refusals })
    async unmask(@By() { identity, budget }: Access, @Param('key', key) entry: string, @Body({ schema: httpUnmasking }) { reason }: z.output<typeof httpUnmasking>) {
      return spoken(await this.bus.request(unmaskEntry, { actor: identity.actor, list, key: entry, reason }, budget.left()));
    }
  }
  // The document names operations by their class: every list needs a name of its own.
  Object.defineProperty(RegisterListController, 'name', { value: `Register${list}Controller` });
  return RegisterListController;
}

interface Written {
  entry: Record<string, unknown>;
  reason: string;
  effectiveAt?: number | undefined;
}

export const registerControllers: Type[] = LIST_NAMES.map(controllerOf);
