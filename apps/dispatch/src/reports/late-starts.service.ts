import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ActivationsService } from '../activations/activations.service.js';
import { Engine } from '../engine/engine.service.js';
import { ReplansService } from '../replans/replans.service.js';
import { makeRounds } from '../rounds.js';
import { CaseModesService } from '../modes/case-modes.service.js';
import { ModesService } from '../modes/modes.service.js';
import { CaseGroundService } from '../reshapes/case-ground.service.js';
import { ReshapesService } from '../reshapes/reshapes.service.js';
import { ReportsStore } from './reports.store.js';

/** A report under way is started by whoever took it; after this long nobody is. */
const OVERDUE_MS = 30_000;
/** How far back to look: a dispatch that was away longer is found by its next start. */
const BACK_MS = 7 * 86_400_000;
/** A key waits less. */
const PRESSED_MS = 5_000;
const LOOK_MS = 15_000;

/**
 * Starts cases that were kept but whose start was cut off, by a crash or an absent engine. Their clocks count from the
 * report all the same. The same for re-plans, reshapings and changes of mode, whose cases that come late follow here. Every replica may do it: each starts once.
 */
@Injectable()
export class LateStarts implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('LateStarts');
  private readonly end = new AbortController();

  constructor(
    private readonly store: ReportsStore,
    private readonly engine: Engine,
    private readonly replans: ReplansService,
    private readonly reshapes: ReshapesService,
    private readonly grounds: CaseGroundService,
    private readonly activations: ActivationsService,
    private readonly modes: ModesService,
    private readonly caseModes: CaseModesService,
  ) {}

  onApplicationBootstrap(): void {
    void makeRounds({ everyMs: LOOK_MS, signal: this.end.signal, log: this.log }, () => this.look(Date.now()));
  }

  onApplicationShutdown(): void {
    this.end.abort();
  }

  private async look(now: number): Promise<void> {
    await this.activations.startLate(now - PRESSED_MS);
    for (const caseId of await this.store.neverStarted(now - BACK_MS, now - OVERDUE_MS)) {
      const kept = await this.store.find(caseId);
      if (kept === null) continue;
      const mode = await this.modes.forGround(kept.opening.place.gridCode);
      await this.engine.start({ report: kept.opening, rules: kept.rules, ...(mode.emergency === null ? {} : { mode }) });
      this.log.warn(`case ${caseId} was kept but not started; it is now`);
    }
    await this.replans.startLate(now - OVERDUE_MS);
    await this.reshapes.startLate(now - OVERDUE_MS);
    await this.grounds.followStrays();
    await this.modes.startLate(now - OVERDUE_MS);
    await this.caseModes.tellStrays();
  }
}
