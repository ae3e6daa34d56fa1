import {
  cancelActivation,
  changeLevel,
  confirmActivation,
  fileReport,
  finishStep,
  getActivation,
  listActivations,
  pressKey,
  scoreActivation,
  standDown,
} from '@shaodao/contracts/activations';
import {
  activationsQuery,
  httpActivation,
  httpActivationCancel,
  httpActivations,
  httpConfirm,
  httpDrillScore,
  httpLevelChange,
  httpPress,
  httpPressed,
  httpReportFiling,
  httpStandDown,
  httpStepResult,
} from '@shaodao/contracts/http-activations';
import { uuid } from '@shaodao/contracts/shapes';
import { Bus } from '@shaodao/platform/bus';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By, TakesQuery, type Access } from '../access/access.js';
import { IdempotencyKey } from '../input/idempotency-key.js';
import { Speaks } from '../openapi/speaks.js';
import { spoken } from '../speech/iso-time.js';

const ofId = { schema: uuid };

/** 平急转换: the key, and what those who command do with an activation. */
@ApiTags('activations')
@Controller('api/activations')
export class ActivationsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @ApiResponse({ status: 200, description: 'It had been pressed already, and this press joined it', standardSchema: httpPressed })
  @Speaks({
    summary: '一键启动 press the key',
    description: 'Nothing is sent before another leader has confirmed and the plan’s window has passed. A second press joins the first.',
    answers: httpPressed,
    status: 201,
    refusals: pressKey.refusals,
  })
  async press(@By() { identity, budget }: Access, @Body({ schema: httpPress }) press: z.output<typeof httpPress>, @Res({ passthrough: true }) reply: FastifyReply) {
    const pressed = await this.bus.request(pressKey, { actor: identity.actor, ...press }, budget.left());
    reply.status(pressed.joined ? 200 : 201).header('location', `/api/activations/${pressed.activation.id}`);
    return spoken(pressed);
  }

  @Get()
  @TakesQuery(true)
  @Speaks({ summary: 'Activations the asker may see, newest first', answers: httpActivations, refusals: listActivations.refusals })
  async list(@By() { identity, budget }: Access, @Query({ schema: activationsQuery }) { live }: z.output<typeof activationsQuery>) {
    return spoken(await this.bus.request(listActivations, { actor: identity.actor, live }, budget.left()));
  }

  @Get(':id')
  @Speaks({ summary: 'One activation with its tallies', answers: httpActivation, refusals: getActivation.refusals })
  async get(@By() { identity, budget }: Access, @Param('id', ofId) id: string) {
    return spoken(await this.bus.request(getActivation, { actor: identity.actor, id }, budget.left()));
  }

  @Post(':id/confirm')
  @Speaks({
    summary: '确认 the second leader confirms this one press',
    description: 'By a leader other than the presser; an approval given to another press is none.',
    answers: httpActivation,
    refusals: confirmActivation.refusals,
    keyed: true,
  })
  async confirm(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpConfirm }) body: z.output<typeof httpConfirm>) {
    return spoken(await this.bus.request(confirmActivation, { actor: identity.actor, id, key, ...body }, budget.left()));
  }

  @Post(':id/cancel')
  @Speaks({ summary: '取消 take it back before it takes effect', answers: httpActivation, refusals: cancelActivation.refusals, keyed: true })
  async cancel(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpActivationCancel }) body: z.output<typeof httpActivationCancel>) {
    return spoken(await this.bus.request(cancelActivation, { actor: identity.actor, id, key, ...body }, budget.left()));
  }

  @Post(':id/change-level')
  @Speaks({ summary: '响应升级或降级 of areas', answers: httpActivation, refusals: changeLevel.refusals, keyed: true })
  async changeLevel(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpLevelChange }) body: z.output<typeof httpLevelChange>) {
    return spoken(await this.bus.request(changeLevel, { actor: identity.actor, id, key, ...body }, budget.left()));
  }

  @Post(':id/stand-down')
  @Speaks({ summary: '响应终止 of areas, or everywhere', answers: httpActivation, refusals: standDown.refusals, keyed: true })
  async standDown(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpStandDown }) body: z.output<typeof httpStandDown>) {
    return spoken(await this.bus.request(standDown, { actor: identity.actor, id, key, ...body }, budget.left()));
  }

  @Post(':id/steps/:code/finish')
  @Speaks({ summary: 'A step, or its undoing, is done', answers: httpActivation, refusals: finishStep.refusals, keyed: true })
  async finishStep(
    @By() { identity, budget }: Access,
    @IdempotencyKey() key: string | null,
    @Param('id', ofId) id: string,
    @Param('code', { schema: finishStep.input.shape.code }) code: string,
    @Body({ schema: httpStepResult }) { result }: z.output<typeof httpStepResult>,
  ) {
    return spoken(await this.bus.request(finishStep, { actor: identity.actor, id, key, code, result }, budget.left()));
  }

  @Post(':id/reports')
  @Speaks({ summary: '初报、续报、终报 sign a report', answers: httpActivation, refusals: fileReport.refusals, keyed: true })
  async fileReport(@By() { identity, budget }: Access, @IdempotencyKey() key: string | null, @Param('id', ofId) id: string, @Body({ schema: httpReportFiling }) body: z.output<typeof httpReportFiling>) {
    return spoken(await this.bus.request(fileReport, { actor: identity.actor, id, key, ...body }, budget.left()));
  }

  @Get(':id/score')
  @Speaks({ summary: '评分 of a drill, or of an activation that is over', answers: httpDrillScore, refusals: scoreActivation.refusals })
  async score(@By() { identity, budget }: Access, @Param('id', ofId) id: string) {
    return this.bus.request(scoreActivation, { actor: identity.actor, id }, budget.left());
  }
}
