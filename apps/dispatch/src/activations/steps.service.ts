import type { Activation, finishStep } from '@shaodao/contracts/activations';
import { CodedError } from '@shaodao/contracts/errors';
import { allowedActs } from '@shaodao/domain/activation/apply';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsService } from './activations.service.js';
import { stateOf } from './state-of.js';
import { ActivationsStore } from './activations.store.js';

/** Steps of a plan, done or undone by those who own them. */
@Injectable()
export class StepsService {
  constructor(
    private readonly activations: ActivationsService,
    private readonly store: ActivationsStore,
  ) {}

  async finish({ code, result, ...given }: z.output<typeof finishStep.input>): Promise<Activation> {
    const kept = await this.store.find(given.id);
    const step = kept?.plan.steps.find((one) => one.code === code);
    if (kept === null || step === undefined) throw new CodedError('NOT_FOUND', { field: kept === null ? 'id' : 'code', reason: 'no such step', reasonZh: '没有这一步骤' });
    const { actor } = given;
    const owns = step.departmentId !== null && actor.departmentId === step.departmentId;
    if (!owns && !allowedActs(stateOf(kept), actor).includes('finishStep')) {
      throw new CodedError('FORBIDDEN', { reason: 'the step is another department’s', reasonZh: '该步骤由其他部门负责' });
    }
    return this.activations.command({ ...given, act: { command: 'finishStep', code }, words: result });
  }
}
