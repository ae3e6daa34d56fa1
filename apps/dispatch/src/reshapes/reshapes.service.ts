import { CodedError } from '@shaodao/contracts/errors';
import { reshapePlan } from '@shaodao/contracts/reshape';
import type { beginReshape, ReshapeCases, reshapePage } from '@shaodao/contracts/reshape-cases';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import type { Actor } from '@shaodao/domain/case/actor';
import { maySetRules } from '@shaodao/domain/rule-version';
import { Bus } from '@shaodao/platform/bus';
import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { Engine } from '../engine/engine.service.js';
import { ReshapesStore, type KnownReshape } from './reshapes.store.js';

/** Reshapings of grids as dispatch hears of them: kept, started by their natural key, carried out by their own workflow. */
@Injectable()
export class ReshapesService {
  private readonly log = new Logger('Reshapes');

  constructor(
    private readonly bus: Bus,
    private readonly store: ReshapesStore,
    private readonly engine: Engine,
  ) {}

  /** Each may be told twice. Throws while the engine is away: it is told again then. */
  async hear(facts: readonly RegistryFactMessage[]): Promise<void> {
    for (const { fact } of facts) {
      if (fact.type !== 'grids.reshaped') continue;
      const { reshapeId, effectiveAt } = fact;
      await this.store.keep(reshapeId, effectiveAt);
      await this.engine.startReshape({ reshapeId, effectiveAt });
    }
  }

  /** What was heard but whose start was cut off. */
  async startLate(before: number): Promise<void> {
    for (const start of await this.store.neverBegun(before)) await this.engine.startReshape(start);
  }

  async get(actor: Actor, reshapeId: string): Promise<ReshapeCases> {
    if (!maySetRules(actor)) throw new CodedError('FORBIDDEN');
    const { startedAt, endedAt, calledOff, total } = await this.known(reshapeId);
    const tally = await this.store.tally(reshapeId);
    const state = calledOff ? 'calledOff' : startedAt === null ? 'waiting' : endedAt === null ? 'running' : 'done';
    return { state, startedAt, endedAt, ...tally, total: Math.max(total, tally.followed + tally.failed) };
  }

  /** Asks what stands now: it may have been called off. UNAVAILABLE where our clock is ahead of registry’s. */
  async begin(reshapeId: string): Promise<z.output<typeof beginReshape.output>> {
    await this.known(reshapeId);
    const plan = await this.bus.request(reshapePlan, { id: reshapeId });
    if (plan.state === 'calledOff') {
      await this.store.callOff(reshapeId);
      return { calledOff: true };
    }
    if (plan.state !== 'inForce') throw new CodedError('UNAVAILABLE', { reason: 'the reshaping has not taken effect yet' });
    await this.store.begin(reshapeId, plan);
    return { calledOff: false };
  }

  async page(reshapeId: string, after: string | null, limit: number): Promise<z.output<typeof reshapePage.output>> {
    return { caseIds: await this.store.left(reshapeId, after, limit) };
  }

  async end(reshapeId: string): Promise<null> {
    await this.store.end(reshapeId);
    const { followed, failed } = await this.store.tally(reshapeId);
    this.log.log(`reshaping ${reshapeId}: ${followed} cases followed their ground, ${failed} failed`);
    return null;
  }

  private async known(reshapeId: string): Promise<KnownReshape> {
    const known = await this.store.find(reshapeId);
    if (known === null) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such reshaping was told of' });
    return known;
  }
}
