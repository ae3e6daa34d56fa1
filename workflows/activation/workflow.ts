import {
  ACTIVATION_COMMAND,
  ANNOUNCE,
  COORDINATOR_WORKFLOW,
  coordinatorWorkflowId,
  STAND_DOWN,
  TAKE_EFFECT,
  TALLY,
  type ActivationStart,
  type Announcement,
  type CoordinatorStart,
  type ToldTally,
} from '@shaodao/contracts/activation-workflow';
import { nextDue } from '@shaodao/domain/activation/clock';
import type { ActivationCommand, ActivationRefusal } from '@shaodao/domain/activation/command';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import { evolve } from '@shaodao/domain/activation/evolve';
import { ActivationSession } from '@shaodao/domain/activation/session';
import { isOver, type ActivationRules, type ActivationState } from '@shaodao/domain/activation/state';
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  getExternalWorkflowHandle,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { asks, atOnce, FIRST, works } from './ask.js';
import type { coordinatorWorkflow } from './coordinator.js';

const command = defineUpdate<ActivationState, [ActivationCommand]>(ACTIVATION_COMMAND);
const tally = defineSignal<[number, ToldTally]>(TALLY);

/** One message of the bus holds this many with room to spare. */
const MOST_AT_ONCE = 50;

/**
 * 平急转换: from the press of the key to the final report. People's commands arrive as Updates, the clock acts by one timer,
 * every event goes to the record in order and then has its consequences; people and teams are its coordinators' business.
 */
export async function activationWorkflow(start: ActivationStart): Promise<void> {
  await CancellationScope.nonCancellable(() => new Activation(start).run());
}

class Activation {
  /** What was decided, with the state after each, on its way to the record. */
  private readonly lines: { event: ActivationEvent; after: ActivationState }[] = [];
  private readonly session: ActivationSession;
  private readonly coordinators: number[];
  private readonly tallies: Map<number, ToldTally>;
  private following = 0;
  /** Coordinators to be started, and steps that call volunteers. */
  private readonly wanted: { stepCode?: string; numbers?: number[] }[] = [];

  constructor(private readonly start: ActivationStart) {
    const { press, rules, resumed } = start;
    let after = resumed?.known.state ?? null;
    const keep = (events: readonly ActivationEvent[]): void => {
      for (const event of events) {
        after = evolve(after, event, rules);
        this.lines.push({ event, after });
        if (callsVolunteers(event, rules)) this.wanted.push({ stepCode: event.fact.code });
      }
    };
    this.session = resumed === undefined ? ActivationSession.press(press, rules, keep) : ActivationSession.resume(resumed.known, rules, keep);
    this.coordinators = [...(resumed?.coordinators ?? [])];
    this.tallies = new Map(resumed?.tallies);
    setHandler(tally, (coordinatorNo, told) => {
      if (told.countedAt > (this.tallies.get(coordinatorNo)?.countedAt ?? 0)) this.tallies.set(coordinatorNo, told);
    });
    setHandler(
      command,
      (asked) => {
        const refusal = this.session.take(asked, Date.now());
        if (refusal !== null) throw refused(refusal);
        if (asked.act.command === 'addPeople') this.wanted.push({ numbers: asked.act.coordinators });
        return this.session.state;
      },
      {
        validator: (asked) => {
          const refusal = this.session.refusal(asked, Date.now());
          if (refusal !== null) throw refused(refusal);
        },
      },
    );
  }

  async run(): Promise<void> {
    do await Promise.all([this.clock(), this.record(), this.conduct()]);
    while (this.lines.length > 0 || !this.rests());
    await condition(() => allHandlersFinished() && this.following === 0);
    if (isOver(this.session.state)) return;
    const resumed = { known: this.session.known(), coordinators: this.coordinators, tallies: [...this.tallies] };
    await continueAsNew<typeof activationWorkflow>({ ...this.start, resumed });
  }

  private rests(): boolean {
    return isOver(this.session.state) || (workflowInfo().continueAsNewSuggested && this.wanted.length === 0);
  }

  /** One timer at a time, for the earliest instant. */
  private async clock(): Promise<void> {
    for (let due = nextDue(this.session.state); !this.rests(); due = nextDue(this.session.state)) {
      const armedFor = due?.at ?? Number.POSITIVE_INFINITY;
      const moved = (): boolean => (nextDue(this.session.state)?.at ?? Number.POSITIVE_INFINITY) < armedFor;
      if (due === null) await condition(() => this.rests() || moved());
      else await condition(() => this.rests() || moved(), Math.max(1, armedFor - Date.now()));
      this.session.settle(Date.now());
    }
  }

  /** Writes what was decided, in order. Never two at once. */
  private async record(): Promise<void> {
    const { activationId } = this.start.press;
    for (;;) {
      await condition(() => this.lines.length > 0 || this.rests());
      const lines = this.lines.splice(0, MOST_AT_ONCE);
      const [first, last] = [lines[0], lines.at(-1)];
      if (first === undefined || last === undefined) return;
      const events = lines.map(({ event }) => event);
      const step = { activationId, events, state: last.after };
      try {
        await atOnce.recordActivation(step);
      } catch {
        await asks.recordActivation(step);
      }
      this.follow(first.event.seq, last.event.seq);
      for (const one of announcementsOf(events)) await this.announce(one);
    }
  }

  /** What was recorded has its consequences beside what follows: a channel that is away holds nothing else back. */
  private follow(fromSeq: number, untilSeq: number): void {
    const { activationId } = this.start.press;
    this.following++;
    void works.followActivation({ activationId, fromSeq, untilSeq }).finally(() => this.following--);
  }

  /**
   * As soon as the press is confirmed the roster is frozen and everybody who will call is made ready, so that at the end of the
   * window there is nothing left to do but call. Whether it counts is decided here alone.
   */
  private async conduct(): Promise<void> {
    const { activationId } = this.start.press;
    await condition(() => this.session.state.phase !== 'confirming');
    if (this.rests()) return;
    if (this.coordinators.length === 0) {
      const { effectiveAt, phaseDueAt } = this.session.state;
      const { people, teams, coordinators } = await works.freezeRoster({ activationId, beginsAt: effectiveAt ?? phaseDueAt ?? Date.now() });
      this.session.frozen(people, teams, Date.now());
      const ready = this.session.state.phase === 'window';
      await this.begin(coordinators);
      await condition(() => this.session.state.phase !== 'window');
      if (ready) await this.tellAll(this.session.state.phase === 'active' ? TAKE_EFFECT : STAND_DOWN);
      if (this.session.state.phase !== 'active') return;
    }
    for (;;) {
      await condition(() => this.wanted.length > 0 || this.session.state.phase !== 'active' || this.rests());
      const next = this.wanted.shift();
      if (next === undefined) break;
      if (this.session.state.phase !== 'active') continue;
      if (next.numbers !== undefined && next.numbers.length > 0) await this.begin((await asks.coordinatorsOf({ activationId, numbers: next.numbers })).coordinators);
      if (next.stepCode !== undefined) await this.begin((await works.callVolunteers({ activationId, stepCode: next.stepCode })).coordinators);
    }
  }

  private async begin(parts: readonly Pick<CoordinatorStart, 'coordinatorNo' | 'from' | 'until' | 'teams'>[]): Promise<void> {
    const { press, rules } = this.start;
    const fresh = parts.filter(({ coordinatorNo }) => !this.coordinators.includes(coordinatorNo));
    this.coordinators.push(...fresh.map(({ coordinatorNo }) => coordinatorNo));
    const { phase, phaseDueAt, effectiveAt } = this.session.state;
    const waits = phase === 'window';
    // Those who come later have their time from then on.
    const anchorAt = this.coordinators.length === fresh.length ? ((waits ? phaseDueAt : effectiveAt) ?? Date.now()) : Date.now();
    await Promise.all(
      fresh.map((part) => {
        const { activationId } = press;
        const given: CoordinatorStart = { activationId, parentId: workflowInfo().workflowId, anchorAt, answerByAt: anchorAt + rules.answerWithinMs, waits, ...part };
        return startChild<typeof coordinatorWorkflow>(COORDINATOR_WORKFLOW, {
          workflowId: coordinatorWorkflowId(activationId, part.coordinatorNo),
          args: [given],
          parentClosePolicy: 'ABANDON',
          priority: FIRST,
        });
      }),
    );
  }

  /** Those that are through already have nothing to hear. */
  private async tellAll(signal: string): Promise<void> {
    const { activationId } = this.start.press;
    await Promise.all(this.coordinators.map((no) => getExternalWorkflowHandle(coordinatorWorkflowId(activationId, no)).signal(signal).catch(() => undefined)));
  }

  /** The last announcement before the end: a coordinator must not go before it has it. */
  private async announce(announcement: Announcement): Promise<void> {
    const { activationId } = this.start.press;
    const tell = async (coordinatorNo: number): Promise<void> => {
      const coordinator = getExternalWorkflowHandle(coordinatorWorkflowId(activationId, coordinatorNo));
      await coordinator.signal(ANNOUNCE, announcement);
      if (announcement.purpose === 'standDown') await coordinator.signal(STAND_DOWN);
    };
    await Promise.all(this.coordinators.map((no) => tell(no).catch(() => undefined)));
  }
}

function callsVolunteers(event: ActivationEvent, { steps }: ActivationRules): event is ActivationEvent & { fact: { type: 'stepStarted'; code: string } } {
  const { fact } = event;
  return fact.type === 'stepStarted' && steps.some(({ code, kind }) => code === fact.code && kind === 'callVolunteers');
}

function announcementsOf(events: readonly ActivationEvent[]): Announcement[] {
  return events.flatMap(({ seq, fact }): Announcement[] => {
    if (fact.type === 'upgraded' || fact.type === 'downgraded') return [{ purpose: fact.type, seq }];
    return fact.type === 'stoodDown' ? [{ purpose: 'standDown', seq }] : [];
  });
}

function refused({ code, reason, field, phase }: ActivationRefusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(reason, code, { field, reason, phase });
}
