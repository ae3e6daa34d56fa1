import {
  ACTIVATION_COMMAND,
  ACTIVATION_WORKFLOW,
  activationQueue,
  activationWorkflowId,
  coordinatorWorkflowId,
  TALLY,
  VOLUNTEERS,
  type ActivationStart,
  type ToldTally,
  type ToldVolunteers,
} from '@shaodao/contracts/activation-workflow';
import type { ActivationCommand } from '@shaodao/domain/activation/command';
import type { ActivationState } from '@shaodao/domain/activation/state';
import { Injectable } from '@nestjs/common';
import { settings } from '../config.js';
import { Engine } from '../engine/engine.service.js';
import type { KeptActivation } from './activations.store.js';

/** Before everything else in the engine (1 is first). */
const FIRST = { priorityKey: 1 };

/** What activations ask of the engine. */
@Injectable()
export class ActivationEngine {
  constructor(private readonly engine: Engine) {}

  /** Once for its key and epoch; a second start meets the first. */
  async start({ lockKey, epoch, press, rules }: KeptActivation): Promise<void> {
    const start: ActivationStart = { press, rules };
    await this.engine.startOnce(ACTIVATION_WORKFLOW, activationWorkflowId(lockKey, epoch), { start, taskQueue: activationQueue(settings.TEMPORAL_TASK_QUEUE), priority: FIRST });
  }

  /** The state after it; null when the activation is over. */
  async command({ lockKey, epoch }: KeptActivation, command: ActivationCommand): Promise<ActivationState | null> {
    return this.engine.updateOf<ActivationState, ActivationCommand>(activationWorkflowId(lockKey, epoch), ACTIVATION_COMMAND, command);
  }

  /** Enough volunteers for a step, as it seems here; whether it ends is the workflow's to say. */
  async volunteers({ lockKey, epoch }: KeptActivation, told: ToldVolunteers): Promise<void> {
    await this.engine.signalTo(activationWorkflowId(lockKey, epoch), VOLUNTEERS, told);
  }

  /** Counts of a coordinator's people; one that is through has nothing to hear. */
  async tally(activationId: string, coordinatorNo: number, told: ToldTally): Promise<void> {
    await this.engine.signalTo(coordinatorWorkflowId(activationId, coordinatorNo), TALLY, told);
  }
}
