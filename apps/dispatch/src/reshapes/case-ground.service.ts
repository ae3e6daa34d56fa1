import { CodedError } from '@shaodao/contracts/errors';
import { heirOfGrid } from '@shaodao/contracts/reshape';
import type { NewGround } from '@shaodao/domain/case/follow-ground';
import { Bus } from '@shaodao/platform/bus';
import { Injectable, Logger } from '@nestjs/common';
import { v5 } from 'uuid';
import { Engine } from '../engine/engine.service.js';
import { OpenCasesStore } from '../replans/open-cases.store.js';
import { ReportsStore } from '../reports/reports.store.js';
import { ReshapesStore, type Followed } from './reshapes.store.js';

/** A round's worth; more than a district's reopened cases of one reshaping. */
const STRAYS_AT_ONCE = 500;

/** One case whose ground was reshaped: put to its workflow under an id that a retry from the same state has again. */
@Injectable()
export class CaseGroundService {
  private readonly log = new Logger('Reshapes');

  constructor(
    private readonly bus: Bus,
    private readonly store: ReshapesStore,
    private readonly cases: OpenCasesStore,
    private readonly reports: ReportsStore,
    private readonly engine: Engine,
  ) {}

  async follow(reshapeId: string, caseId: string): Promise<Followed> {
    const outcome = await this.go(reshapeId, caseId);
    await this.store.keepOutcome(reshapeId, caseId, outcome);
    return outcome;
  }

  /** What no reshaping has met while it ran: reopened since, or recorded long after it was kept. */
  async followStrays(): Promise<void> {
    for (const { reshapeId, caseId } of await this.store.strays(STRAYS_AT_ONCE)) {
      try {
        if ((await this.follow(reshapeId, caseId)) === 'followed') this.log.log(`case ${caseId} followed its ground after reshaping ${reshapeId}`);
      } catch (error) {
        // Those behind it must not wait for it; the next round tries again.
        this.log.warn(`case ${caseId} cannot follow its ground now: ${String(error)}`);
      }
    }
  }

  private async go(reshapeId: string, caseId: string): Promise<Followed> {
    const known = await this.store.find(reshapeId);
    if (known === null || known.orderedBy === null) throw new CodedError('NOT_FOUND', { field: 'reshapeId', reason: 'no such reshaping has begun' });
    const found = await this.cases.find(caseId);
    if (found === null || !known.retiredCodes.includes(found.state.place.gridCode)) return 'ended';
    const { place, seq } = found.state;
    const location = (await this.reports.find(caseId))?.location ?? null;
    const heir = await this.bus.request(heirOfGrid, { id: reshapeId, gridCode: place.gridCode, location });
    const commandId = v5(`${caseId} ${seq}`, reshapeId);
    const next: NewGround = { commandId, actor: known.orderedBy, at: Date.now(), reshapeId, fromCode: place.gridCode, place: heir };
    const went = await this.engine.followGround(caseId, next);
    if (went !== null) return 'followed';
    return (await this.cases.find(caseId)) === null ? 'ended' : 'failed';
  }
}
