import type { tellTasks } from '@shaodao/contracts/activation-work';
import { isInForceAt } from '@shaodao/domain/activation/state';
import { areaCodeAt } from '@shaodao/domain/tier';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationDuty } from './activation-duty.service.js';
import type { KeptActivation } from './activations.store.js';
import { CallsService, TEAMS_MOST } from './calls.service.js';
import { stateOf } from './state-of.js';
import { TasksStore } from './tasks.store.js';

/** 应急任务 that passed their limit without a report: who hears of it, one message for a team and an instant, with a count. */
@Injectable()
export class TaskCallsService {
  constructor(
    private readonly store: TasksStore,
    private readonly calls: CallsService,
    private readonly duty: ActivationDuty,
  ) {}

  /** How many reports are missing, where the activation is still in force. Told again under the same number it changes nothing. */
  async tell(kept: KeptActivation, { coordinatorNo, nth, dueAt, to }: Omit<z.output<typeof tellTasks.input>, 'activationId'>): Promise<number> {
    const { plan, rules, names } = kept;
    const limitMs = rules.tasks?.limitsMs[nth];
    const codes = plan.tasks.filter((task) => task.limitMs === limitMs).map(({ code }) => code);
    const state = stateOf(kept);
    const behind = (await this.store.missing(kept.activationId, coordinatorNo, codes)).filter(({ areaCode }) => isInForceAt(state, areaCode));
    const missing = behind.reduce((sum, team) => sum + team.missing, 0);
    const [first] = behind;
    if (first === undefined) return 0;
    if (to === 'above') {
      const subdistrict = areaCodeAt(first.areaCode, 'subdistrict');
      await this.calls.tell(kept, await this.duty.subdistrict(first.areaCode), { purpose: 'tasksStillOverdue', attempt: nth * TEAMS_MOST + coordinatorNo, count: missing, at: dueAt, areaNames: [names[subdistrict] ?? subdistrict] });
      return missing;
    }
    // Each for itself: a channel that is slow about one leader keeps no other waiting.
    await Promise.all(
      behind.map(async ({ teamNo, areaCode, leaderId, missing: count }) => {
        const told = leaderId === null ? await this.duty.subdistrict(areaCode) : [leaderId];
        await this.calls.tell(kept, told, { purpose: 'tasksOverdue', attempt: nth * TEAMS_MOST + teamNo, count, at: dueAt });
      }),
    );
    return missing;
  }
}
