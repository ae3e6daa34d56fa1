import { CONFIRM_LADDER } from '@shaodao/domain/activation/call-channel';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import type { ResponseLevel } from '@shaodao/domain/activation/level';
import { Injectable } from '@nestjs/common';
import { ModesService } from '../modes/modes.service.js';
import { ActivationDuty } from './activation-duty.service.js';
import type { KeptActivation } from './activations.store.js';
import { CallsService } from './calls.service.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';

/** What an event of an activation asks for besides its record: who is told, which cases switch. Each may come twice. */
@Injectable()
export class FollowingService {
  constructor(
    private readonly duty: ActivationDuty,
    private readonly calls: CallsService,
    private readonly modes: ModesService,
    private readonly tallies: TalliesService,
  ) {}

  async follow(kept: KeptActivation, events: readonly ActivationEvent[]): Promise<void> {
    // Each for itself: a channel that is away must not keep the cases from switching.
    const followed = await Promise.allSettled(events.map((event) => this.one(kept, event)));
    this.tallies.moved(kept.activationId, null);
    for (const one of followed) if (one.status === 'rejected') throw one.reason;
  }

  /** A further rung for the leaders who were asked to confirm a press, as long as it waits. Answers how many they are. */
  async askAgain(kept: KeptActivation, rung: number): Promise<number> {
    const { phase, phaseDueAt } = stateOf(kept);
    return phase === 'confirming' && Date.now() < (phaseDueAt ?? 0) ? this.askConfirm(kept, { rung, answerBy: phaseDueAt }) : 0;
  }

  /** Attempts of a request to confirm are the rungs, counted from 1. */
  private async askConfirm(kept: KeptActivation, { rung, answerBy }: { rung: number; answerBy: number | null }): Promise<number> {
    const others = await this.duty.others(kept);
    const channels = CONFIRM_LADDER[rung]?.channels ?? [];
    await this.calls.tell(kept, others, { purpose: 'confirm', channels, attempt: rung + 1, at: kept.press.at, answerBy });
    return others.length;
  }

  private async one(kept: KeptActivation, { seq: attempt, at, fact }: ActivationEvent): Promise<void> {
    switch (fact.type) {
      case 'pressed':
        if (!fact.breakGlass && !kept.rules.twoPersons) return;
        if (fact.breakGlass) return this.calls.tell(kept, await this.duty.others(kept), { purpose: 'brokeGlass', attempt, at });
        await this.askConfirm(kept, { rung: 0, answerBy: fact.phaseDueAt });
        return;
      case 'brokeGlass':
        return this.calls.tell(kept, await this.duty.leaders(kept), { purpose: 'brokeGlass', attempt, at });
      case 'cancelled':
      case 'lapsed':
        return this.calls.tell(kept, await this.duty.leaders(kept), { purpose: fact.type, attempt, at });
      case 'stepStarted':
      case 'stepOverdue':
      case 'undoStarted': {
        const owners = await this.duty.owners(kept, fact.code);
        const told = fact.type === 'stepOverdue' ? [...new Set([...owners, ...(await this.duty.leaders(kept))])] : owners;
        return this.calls.tell(kept, told, { purpose: fact.type, attempt, at });
      }
      case 'reportOwed':
      case 'reportOverdue':
        return this.calls.tell(kept, await this.duty.leaders(kept), { purpose: fact.type, attempt, at });
      case 'tookEffect':
        return this.raise(kept, { areas: kept.areas, level: kept.press.level, at });
      case 'upgraded':
      case 'downgraded':
        return this.raise(kept, { areas: fact.areas, level: fact.level, at });
      case 'areasStoodDown':
        if (!kept.drill) await this.modes.lower({ activationId: kept.activationId, areas: fact.areas, at });
        return;
      case 'confirmed':
      case 'frozen':
      case 'stoodDown':
      case 'stepDone':
      case 'undone':
      case 'reportFiled':
      case 'peopleAdded':
      case 'peopleReleased':
      case 'calledNow':
      case 'ended':
        return;
    }
  }

  /** Open cases of these areas change their clocks. A drill leaves them as they are. */
  private async raise({ activationId, drill, rules }: KeptActivation, order: { areas: string[]; level: ResponseLevel; at: number }): Promise<void> {
    if (!drill) await this.modes.raise({ activationId, suspendRoutine: rules.suspendRoutine, ...order });
  }
}
