import {
  ACTIVATION_COMMAND,
  ANNOUNCE,
  COORDINATOR_WORKFLOW,
  coordinatorWorkflowId,
  STAND_DOWN,
  TAKE_EFFECT,
  VOLUNTEERS,
  type ActivationStart,
  type Announcement,
  type CoordinatorStart,
  type ToldVolunteers,
} from '@shaodao/contracts/activation-workflow';
import { CONFIRM_LADDER } from '@shaodao/domain/activation/call-channel';
import { nextDue } from '@shaodao/domain/activation/clock';
import type { ActivationCommand, ActivationRefusal } from '@shaodao/domain/activation/command';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import { evolve } from '@shaodao/domain/activation/evolve';
import { ActivationSession } from '@shaodao/domain/activation/session';
import { isLive, isOver, type ActivationRules, type ActivationState } from '@shaodao/domain/activation/state';
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  getExternalWorkflowHandle,
  patched,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { asks, atOnce, FIRST, works } from './ask.js';
import type { coordinatorWorkflow } from './coordinator.js';

const command = defineUpdate<ActivationState, [ActivationCommand]>(ACTIVATION_COMMAND);
const volunteers = defineSignal<[ToldVolunteers]>(VOLUNTEERS);

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
  /** Consequences and wishes under way. */
  private underWay = 0;
  private isFrozen: boolean;

  constructor(private readonly start: ActivationStart) {
    const { press, rules, resumed } = start;
    let after = resumed?.known.state ?? null;
    const keep = (events: readonly ActivationEvent[]): void => {
      for (const event of events) {
        after = evolve(after, event, rules);
        this.lines.push({ event, after });
      }
    };
    this.session = resumed === undefined ? ActivationSession.press(press, rules, keep) : ActivationSession.resume(resumed.known, rules, keep);
    this.coordinators = [...(resumed?.coordinators ?? [])];
    this.isFrozen = resumed !== undefined;
    setHandler(volunteers, ({ countedAt, ...come }) => this.session.counted(come, countedAt, Date.now()));
    setHandler(
      command,
      (asked) => {
        const refusal = this.session.take(asked, Date.now());
        if (refusal !== null) throw refused(refusal);
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
    // It ends within the first run, which goes on as long as it asks.
    if (this.start.resumed === undefined) this.beside(this.askConfirm());
    // What a handler adds while the others end must not be left behind.
    do await Promise.all([this.clock(), this.record(), this.conduct()]);
    while (!this.rests());
    if (isOver(this.session.state)) return;
    await continueAsNew<typeof activationWorkflow>({ ...this.start, resumed: { known: this.session.known(), coordinators: this.coordinators } });
  }

  private rests(): boolean {
    return this.underWay === 0 && this.lines.length === 0 && (isOver(this.session.state) || workflowInfo().continueAsNewSuggested);
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

  /** While a press waits for its second person, whoever was asked is asked again, louder each time. */
  private async askConfirm(): Promise<void> {
    const { activationId, at } = this.start.press;
    const waits = (): boolean => this.session.state.phase === 'confirming';
    // Presses of an earlier release ask once.
    if (!waits() || !patched('confirmRungs')) return;
    for (const [rung, { afterMs }] of CONFIRM_LADDER.entries()) {
      // The first is the record of the press.
      if (rung === 0) continue;
      const dueAt = at + afterMs;
      if (dueAt >= (this.session.state.phaseDueAt ?? 0)) return;
      await condition(() => !waits(), Math.max(1, dueAt - Date.now()));
      if (!waits()) return;
      await works.askConfirm({ activationId, rung });
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
      this.beside(works.followActivation({ activationId, fromSeq: first.event.seq, untilSeq: last.event.seq }));
      for (const event of events) {
        const wish = this.wishOf(event);
        if (wish !== null) this.beside(wish);
        await this.announce(event);
      }
    }
  }

  /** Consequences run beside what follows: a channel or a register that is away holds nothing else back. */
  private beside(work: Promise<unknown>): void {
    this.underWay++;
    void work.finally(() => this.underWay--);
  }

  /** People who join the roster by an event, called as soon as they are in it. */
  private wishOf(event: ActivationEvent): Promise<void> | null {
    const { activationId } = this.start.press;
    const { fact } = event;
    if (fact.type === 'peopleAdded') return works.callNamed({ activationId, cause: fact.cause }).then(({ coordinators }) => this.join(coordinators));
    if (!callsVolunteers(event, this.start.rules)) return null;
    return works.callVolunteers({ activationId, stepCode: event.fact.code }).then(({ coordinators }) => this.join(coordinators));
  }

  /**
   * As soon as the press is confirmed the roster is frozen and everybody who will call is made ready, so that at the end of the
   * window there is nothing left to do but call. Whether it counts is decided here alone.
   */
  private async conduct(): Promise<void> {
    const { activationId } = this.start.press;
    await condition(() => this.session.state.phase !== 'confirming' || this.rests());
    const { phase, effectiveAt, phaseDueAt } = this.session.state;
    if (this.isFrozen || (phase !== 'window' && phase !== 'active')) return;
    this.isFrozen = true;
    const { people, teams, coordinators } = await works.freezeRoster({ activationId, beginsAt: effectiveAt ?? phaseDueAt ?? Date.now() });
    this.session.frozen(people, teams, Date.now());
    const waits = this.session.state.phase === 'window';
    await this.join(coordinators);
    if (!waits) return;
    await condition(() => this.session.state.phase !== 'window');
    await this.tellAll(this.session.state.phase === 'active' ? TAKE_EFFECT : STAND_DOWN);
  }

  /** What ended meanwhile begins nothing; what ends while it begins ends them too. */
  private async join(parts: Parameters<typeof this.begin>[0]): Promise<void> {
    if (!isLive(this.session.state)) return;
    await this.begin(parts);
    if (!isLive(this.session.state)) await this.tellAll(STAND_DOWN);
  }

  private async begin(parts: readonly Pick<CoordinatorStart, 'coordinatorNo' | 'from' | 'until' | 'teams'>[]): Promise<void> {
    const { press, rules } = this.start;
    const fresh = parts.filter(({ coordinatorNo }) => !this.coordinators.includes(coordinatorNo));
    const isFirst = this.coordinators.length === 0;
    const { phase, phaseDueAt, effectiveAt } = this.session.state;
    const waits = phase === 'window';
    // Those who come later have their time from then on.
    const anchorAt = isFirst ? ((waits ? phaseDueAt : effectiveAt) ?? Date.now()) : Date.now();
    await Promise.all(
      fresh.map((part) => {
        const { activationId } = press;
        const given: CoordinatorStart = { activationId, anchorAt, answerByAt: anchorAt + rules.answerWithinMs, waits, ...part, ...(rules.tasks === undefined ? {} : { tasks: rules.tasks }) };
        return startChild<typeof coordinatorWorkflow>(COORDINATOR_WORKFLOW, {
          workflowId: coordinatorWorkflowId(activationId, part.coordinatorNo),
          args: [given],
          parentClosePolicy: 'ABANDON',
          priority: FIRST,
        });
      }),
    );
    this.coordinators.push(...fresh.map(({ coordinatorNo }) => coordinatorNo));
  }

  /** Those that are through already have nothing to hear. */
  private async tellAll(signal: string, ...told: Announcement[]): Promise<void> {
    const { activationId } = this.start.press;
    await Promise.all(this.coordinators.map((no) => getExternalWorkflowHandle(coordinatorWorkflowId(activationId, no)).signal<Announcement[]>(signal, ...told).catch(() => undefined)));
  }

  /** To everybody it concerns; behind the last of it the coordinators end. */
  private async announce({ seq, fact }: ActivationEvent): Promise<void> {
    if (fact.type === 'upgraded' || fact.type === 'downgraded') await this.tellAll(ANNOUNCE, { purpose: fact.type, seq });
    if (fact.type === 'areasStoodDown') await this.tellAll(ANNOUNCE, { purpose: 'standDown', seq });
    if (fact.type === 'stoodDown') await this.tellAll(STAND_DOWN);
  }
}

function callsVolunteers(event: ActivationEvent, { steps }: ActivationRules): event is ActivationEvent & { fact: { type: 'stepStarted'; code: string } } {
  const { fact } = event;
  return fact.type === 'stepStarted' && steps.some(({ code, kind }) => code === fact.code && kind === 'callVolunteers');
}

function refused({ code, reason, field, phase }: ActivationRefusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(reason, code, { field, reason, phase });
}
