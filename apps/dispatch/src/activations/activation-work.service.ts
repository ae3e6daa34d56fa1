import type { callPart, followActivation, recordActivation, tellTasks } from '@shaodao/contracts/activation-work';
import { ACTIVATION_HINT } from '@shaodao/contracts/activations';
import { CodedError } from '@shaodao/contracts/errors';
import { isLive } from '@shaodao/domain/activation/state';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { CallsService } from './calls.service.js';
import { FollowingService } from './following.service.js';
import { PeopleStore } from './people.store.js';
import { RosterService, type Parts } from './roster.service.js';
import { RosterStore, type Part } from './roster.store.js';
import { TalliesService } from './tallies.service.js';
import { TaskCallsService } from './task-calls.service.js';

/** What the workflows of an activation have done here. Each may come twice. */
@Injectable()
export class ActivationWork {
  constructor(
    private readonly bus: Bus,
    private readonly store: ActivationsStore,
    private readonly rosters: RosterStore,
    private readonly roster: RosterService,
    private readonly people: PeopleStore,
    private readonly calls: CallsService,
    private readonly following: FollowingService,
    private readonly tallies: TalliesService,
    private readonly taskCalls: TaskCallsService,
  ) {}

  async record({ activationId, events, state }: z.output<typeof recordActivation.input>): Promise<null> {
    await this.store.record(activationId, events, { state, live: isLive(state) });
    this.bus.hint(ACTIVATION_HINT, { id: activationId, areas: state.areas.map(({ code }) => code) });
    return null;
  }

  async follow({ activationId, fromSeq, untilSeq }: z.output<typeof followActivation.input>): Promise<null> {
    await this.following.follow(await this.kept(activationId), await this.store.events(activationId, { fromSeq, untilSeq }));
    return null;
  }

  async freeze(activationId: string, beginsAt: number): Promise<Parts> {
    return this.roster.freeze(await this.kept(activationId), beginsAt);
  }

  async named(activationId: string, cause: string): Promise<{ coordinators: Part[] }> {
    return { coordinators: await this.roster.named(await this.kept(activationId), cause) };
  }

  async volunteers(activationId: string, stepCode: string): Promise<{ coordinators: Part[] }> {
    return { coordinators: await this.roster.volunteers(await this.kept(activationId), stepCode) };
  }

  async callPart(activationId: string, part: Omit<z.output<typeof callPart.input>, 'activationId'>): Promise<{ called: number }> {
    return { called: await this.calls.part(await this.kept(activationId), part) };
  }

  async armed(activationId: string, teams: number[], at: number): Promise<null> {
    await this.rosters.armed(activationId, teams, at);
    return null;
  }

  async rung(activationId: string, teamNo: number, rung: number): Promise<{ pending: number }> {
    return { pending: await this.calls.rung(await this.kept(activationId), teamNo, rung) };
  }

  async askConfirm(activationId: string, rung: number): Promise<{ asked: number }> {
    return { asked: await this.following.askAgain(await this.kept(activationId), rung) };
  }

  async root(activationId: string, coordinatorNo: number): Promise<{ missing: number }> {
    return { missing: await this.calls.root(await this.kept(activationId), coordinatorNo) };
  }

  async tasks(activationId: string, due: Omit<z.output<typeof tellTasks.input>, 'activationId'>): Promise<{ missing: number }> {
    return { missing: await this.taskCalls.tell(await this.kept(activationId), due) };
  }

  async giveUp(activationId: string, teamNo: number): Promise<{ pending: number }> {
    const pending = await this.people.giveUp(activationId, teamNo);
    this.tallies.moved(activationId, null);
    return { pending };
  }

  private async kept(activationId: string): Promise<KeptActivation> {
    const kept = await this.store.find(activationId);
    if (kept === null) throw new CodedError('NOT_FOUND', { field: 'activationId', reason: 'no such activation' });
    return kept;
  }
}
