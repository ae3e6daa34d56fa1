import { CodedError } from '@shaodao/contracts/errors';
import { dryRunQuery, httpCallingOff, httpReshape, httpReshapeOrder, httpReshapeProgress } from '@shaodao/contracts/http-reshape';
import { callOffReshape, getReshape, reshapeGrids } from '@shaodao/contracts/reshape';
import { getReshapeCases } from '@shaodao/contracts/reshape-cases';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

@ApiTags('district')
@Controller('api/grids')
export class ReshapesController {
  constructor(private readonly bus: Bus) {}

  @Post('reshape')
  @TakesQuery(true)
  @Speaks({
    summary: 'Split, merge or move grids from an instant on',
    description: 'Everything that names them follows, open cases too; no deadline moves. With dryRun=true nothing is kept.',
    answers: httpReshape,
    status: 201,
    refusals: reshapeGrids.refusals,
    keyed: true,
  })
  async order(
    @By() { identity, budget }: Access,
    @IdempotencyKey() key: string | null,
    @Query({ schema: dryRunQuery }) { dryRun }: z.output<typeof dryRunQuery>,
    @Body({ schema: httpReshapeOrder }) { effectiveAt, ...decision }: z.output<typeof httpReshapeOrder>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { actor: identity.actor, key, dryRun, effectiveAt: effectiveAt ?? null, decision };
    const report = await this.bus.request(reshapeGrids, asked, budget.left());
    if (report.id !== null) reply.header('location', `/api/grids/reshapes/${report.id}`);
    return spoken(report);
  }

  @Get('reshapes/:id')
  @Speaks({ summary: 'A reshaping of grids, and how far its open cases are', answers: httpReshapeProgress, refusals: getReshape.refusals })
  async get(@By() { identity, budget }: Access, @Param('id', { schema: uuid }) id: string) {
    const { actor } = identity;
    const report = await this.bus.request(getReshape, { actor, id }, budget.left());
    const cases = await this.bus.request(getReshapeCases, { actor, id }, budget.left()).catch((error: unknown) => {
      if (error instanceof CodedError && error.code === 'NOT_FOUND') return null;
      throw error;
    });
    return { ...spoken(report), cases: cases === null ? null : spoken(cases) };
  }

  @Post('reshapes/:id/call-off')
  @Speaks({ summary: 'Take back a reshaping before it takes effect', answers: httpReshape, refusals: callOffReshape.refusals })
  async callOff(
    @By() { identity, budget }: Access,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: httpCallingOff }) { reason }: z.output<typeof httpCallingOff>,
  ) {
    return spoken(await this.bus.request(callOffReshape, { actor: identity.actor, id, reason }, budget.left()));
  }
}
