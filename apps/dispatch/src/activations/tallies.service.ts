import { ACTIVATION_HINT } from '@shaodao/contracts/activations';
import { addTallies, EMPTY_TALLY, type Tally } from '@shaodao/domain/activation/person-state';
import { isMet } from '@shaodao/domain/activation/volunteers';
import { Bus } from '@shaodao/platform/bus';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { makeRounds } from '../rounds.js';
import { ActivationEngine } from './activation-engine.js';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { PeopleStore } from './people.store.js';

/** Between two looks at what has changed: a screen is behind by no more than this and the count itself. */
const TELL_EVERY_MS = 1_000;
/** Everything is told again so often: a process that died may have taken what it was about to tell with it. */
const SWEEP_EVERY_MS = 30_000;

export interface Counted {
  countedAt: number;
  byArea: { areaCode: string; tally: Tally }[];
}

/**
 * Where people stand, counted from their rows. Whoever looks at one moment shares one count; coordinators hear the sums of
 * what changed every second, never of single people.
 */
@Injectable()
export class TalliesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Tallies');
  private readonly end = new AbortController();
  private readonly counting = new Map<string, Promise<Counted>>();
  private changed = new Map<string, Set<number> | null>();
  /** What each coordinator heard last from this process: the same again would only make its history long. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly people: PeopleStore,
    private readonly store: ActivationsStore,
    private readonly engine: ActivationEngine,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    const { signal } = this.end;
    void makeRounds({ everyMs: TELL_EVERY_MS, signal, log: this.log }, () => this.tell());
    void makeRounds({ everyMs: SWEEP_EVERY_MS, signal, log: this.log }, () => this.sweep());
  }

  onApplicationShutdown(): void {
    this.end.abort();
  }

  /** The count under way, or a new one; of one unit's people where it is named. */
  of(activationId: string, departmentId: string | null = null): Promise<Counted> {
    const of = `${activationId}:${departmentId ?? ''}`;
    const running = this.counting.get(of);
    if (running !== undefined) return running;
    const counting = this.count(activationId, departmentId).finally(() => this.counting.delete(of));
    this.counting.set(of, counting);
    return counting;
  }

  /** People of this coordinator stand otherwise; null: perhaps of any. */
  moved(activationId: string, coordinatorNo: number | null): void {
    const known = this.changed.get(activationId);
    if (coordinatorNo === null) this.changed.set(activationId, null);
    else if (known === undefined) this.changed.set(activationId, new Set([coordinatorNo]));
    else known?.add(coordinatorNo);
  }

  private async count(activationId: string, departmentId: string | null): Promise<Counted> {
    const countedAt = Date.now();
    const rows = await this.people.tallies(activationId, departmentId);
    return { countedAt, byArea: rows.map(({ areaCode, ...tally }) => ({ areaCode, tally })) };
  }

  private async tell(): Promise<void> {
    const changed = this.changed;
    this.changed = new Map();
    for (const [activationId, coordinators] of changed) {
      await this.tellOf(activationId, coordinators).catch((error: unknown) => {
        this.moved(activationId, null);
        this.log.warn(`an activation is not told: ${error instanceof Error ? error.name : 'error'}`);
      });
    }
  }

  private async tellOf(activationId: string, coordinators: Set<number> | null): Promise<void> {
    const kept = await this.store.find(activationId);
    if (kept === null) return;
    this.bus.hint(ACTIVATION_HINT, { id: activationId, areas: kept.areas });
    const countedAt = Date.now();
    const sums = new Map<number, { tally: Tally; quiet: number[] }>();
    for (const { teamNo, coordinatorNo, tally } of await this.people.talliesOfTeams(activationId)) {
      const sum = sums.get(coordinatorNo) ?? { tally: EMPTY_TALLY, quiet: [] };
      sums.set(coordinatorNo, { tally: addTallies(sum.tally, tally), quiet: tally.pending === 0 ? [...sum.quiet, teamNo] : sum.quiet });
    }
    for (const [coordinatorNo, sum] of sums) {
      const of = `${activationId}:${coordinatorNo}`;
      const said = JSON.stringify(sum);
      if ((coordinators !== null && !coordinators.has(coordinatorNo)) || this.told.get(of) === said) continue;
      await this.engine.tally(activationId, coordinatorNo, { countedAt, ...sum });
      this.told.set(of, said);
    }
    await this.tellSteps(kept, countedAt);
  }

  /** The root hears of a step's volunteers once they are enough, until its record says that the step has ended. */
  private async tellSteps(kept: KeptActivation, countedAt: number): Promise<void> {
    const running = (kept.state?.steps ?? []).filter(({ state }) => state === 'running').map(({ code }) => code);
    const waiting = kept.rules.steps.filter(({ code, people = 0 }) => people > 0 && running.includes(code));
    if (waiting.length === 0) return;
    const come = await this.people.volunteers(kept.activationId);
    for (const rule of waiting) {
      const { code } = rule;
      if (isMet(rule, come.get(code) ?? 0)) await this.engine.volunteers(kept, { code, come: come.get(code) ?? 0, countedAt });
    }
  }

  private async sweep(): Promise<void> {
    const live = await this.store.live();
    for (const { activationId, frozenAt } of live) if (frozenAt !== null) this.moved(activationId, null);
    for (const of of this.told.keys()) if (!live.some(({ activationId }) => of.startsWith(activationId))) this.told.delete(of);
  }
}
