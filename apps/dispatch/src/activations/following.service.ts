import { onDutyEach } from '@shaodao/contracts/registry';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import type { ResponseLevel } from '@shaodao/domain/activation/level';
import { COMMAND_SEATS } from '@shaodao/domain/activation/rights';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ModesService } from '../modes/modes.service.js';
import { CallsService } from './calls.service.js';
import type { KeptActivation } from './activations.store.js';
import { TalliesService } from './tallies.service.js';

const MOST_LEADERS = 200;

/** What an event of an activation asks for besides its record: who is told, which cases switch. Each may come twice. */
@Injectable()
export class FollowingService {
  constructor(
    private readonly bus: Bus,
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

  private async one(kept: KeptActivation, { seq: attempt, at, fact }: ActivationEvent): Promise<void> {
    switch (fact.type) {
      case 'pressed':
        if (!fact.breakGlass && !kept.rules.twoPersons) return;
        return this.calls.tell(kept, await this.leaders(kept, [kept.press.actor.personId]), { purpose: fact.breakGlass ? 'brokeGlass' : 'confirm', attempt, at });
      case 'brokeGlass':
        return this.calls.tell(kept, await this.leaders(kept, []), { purpose: 'brokeGlass', attempt, at });
      case 'cancelled':
      case 'lapsed':
        return this.calls.tell(kept, await this.leaders(kept, []), { purpose: fact.type, attempt, at });
      case 'stepStarted':
      case 'stepOverdue':
      case 'undoStarted': {
        const owners = await this.owners(kept, fact.code);
        const told = fact.type === 'stepOverdue' ? [...new Set([...owners, ...(await this.leaders(kept, []))])] : owners;
        return this.calls.tell(kept, told, { purpose: fact.type, attempt, at });
      }
      case 'reportOwed':
      case 'reportOverdue':
        return this.calls.tell(kept, await this.leaders(kept, []), { purpose: fact.type, attempt, at });
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
      case 'ended':
        return;
    }
  }

  /** Open cases of these areas change their clocks. A drill leaves them as they are. */
  private async raise({ activationId, drill, rules }: KeptActivation, order: { areas: string[]; level: ResponseLevel; at: number }): Promise<void> {
    if (!drill) await this.modes.raise({ activationId, suspendRoutine: rules.suspendRoutine, ...order });
  }

  /** Those on duty who may command here, besides the ones who know. */
  private async leaders({ areas, districtCode }: KeptActivation, without: readonly string[]): Promise<string[]> {
    const at = Date.now();
    const [first = districtCode] = areas;
    const own = first.length >= 9 && areas.every((area) => area.startsWith(first.slice(0, 9))) ? first.slice(0, 9) : null;
    const questions = COMMAND_SEATS.flatMap((seat) => {
      if (!seat.startsWith('subdistrict')) return [{ seat, areaCode: districtCode, departmentId: null, at }];
      return own === null ? [] : [{ seat, areaCode: own, departmentId: null, at }];
    });
    return this.onDuty(questions, without);
  }

  /** The duty of the step's department, else of the district. */
  private async owners({ plan, districtCode }: KeptActivation, code: string): Promise<string[]> {
    const departmentId = plan.steps.find((step) => step.code === code)?.departmentId ?? null;
    const at = Date.now();
    const asked = departmentId === null ? { seat: 'shiftLeader' as const, areaCode: districtCode, departmentId, at } : { seat: 'departmentDuty' as const, areaCode: null, departmentId, at };
    return this.onDuty([asked], []);
  }

  private async onDuty(questions: z.output<typeof onDutyEach.input>['questions'], without: readonly string[]): Promise<string[]> {
    const { answers } = await this.bus.request(onDutyEach, { questions });
    const found = new Set(answers.flatMap(({ personIds }) => personIds));
    for (const personId of without) found.delete(personId);
    return [...found].slice(0, MOST_LEADERS);
  }
}
