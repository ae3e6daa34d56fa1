import type { CaseRules } from '../policy.js';
import { apply, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import type { CaseCommand, Refusal } from './command.js';
import type { CaseEvent } from './event.js';
import { evolve } from './evolve.js';
import { followGround, type NewGround } from './follow-ground.js';
import { setMode, type ModeOrder } from './mode.js';
import { hear, type CaseNote } from './note.js';
import { replan, type NewRules } from './replan.js';
import type { CaseState } from './state.js';

/** How many commands a case still knows, so that a late repeat meets its first answer and changes nothing. */
const RECENT_COMMANDS = 200;

/** What of a session is not in the state. */
export interface Known {
  /** The last {@link RECENT_COMMANDS} it took. */
  recentCommandIds: readonly string[];
  lastAt: number;
}

/**
 * A case as whoever keeps it holds it: its state, the rules it lives under, and the commands it took lately. `commit` is
 * called with the events of each change, in order; everything else is decided by the pure rules.
 */
export class CaseSession {
  private readonly recent: string[];
  /** When the last event took effect. */
  private lastAt: number;

  constructor(
    public state: CaseState,
    public rules: CaseRules,
    private readonly commit: (applied: Applied, before: CaseState, rules: CaseRules) => void,
    known: Partial<Known> = {},
  ) {
    this.recent = [...(known.recentCommandIds ?? [])];
    this.lastAt = known.lastAt ?? state.reportedAt;
  }

  /** Why the command would be refused at `now`; null when it is taken, or was before. Changes nothing. */
  refusal(command: CaseCommand, now: number): Refusal | null {
    if (this.recent.includes(command.commandId)) return null;
    const decision = apply(this.state, this.rules, command, this.when(command, now));
    return 'code' in decision ? decision : null;
  }

  /** Takes a command once; a repeat changes nothing. Answers why not, or null. */
  take(command: CaseCommand, now: number): Refusal | null {
    if (this.recent.includes(command.commandId)) return null;
    const decision = apply(this.state, this.rules, command, this.when(command, now));
    if ('code' in decision) return decision;
    this.keep(decision);
    this.remember(command.commandId);
    return null;
  }

  /** What has come due by `now`. */
  settle(now: number): void {
    this.keep(settleDue(this.state, this.rules, now));
  }

  hear(note: CaseNote, now: number): void {
    this.keep(hear(this.state, this.rules, note, this.when(note, now)));
  }

  /** Other rules from now on: by an audited re-plan, once per `commandId`. Answers how many deadlines moved. */
  replan(next: NewRules, now: number): number {
    if (this.recent.includes(next.commandId)) return 0;
    const planned = replan(this.state, this.rules, next, this.when(next, now));
    this.keep(planned);
    this.rules = planned.rules;
    this.remember(next.commandId);
    return planned.moved;
  }

  /** Goes with its ground to another grid, once per `commandId`. Answers whether it went. */
  followGround(next: NewGround, now: number): boolean {
    if (this.recent.includes(next.commandId)) return false;
    const followed = followGround(this.state, this.rules, next, this.when(next, now));
    const went = followed.state.place !== this.state.place;
    this.keep(followed);
    this.remember(next.commandId);
    return went;
  }

  /** The mode of its ground, by the newest order; what was ordered before changes nothing. */
  setMode(order: ModeOrder, now: number): void {
    this.keep(setMode(this.state, this.rules, order, this.when(order, now)));
  }

  /** Lines of its own history that it did not decide, in order; those it knows change nothing. `rules` hold after the last. */
  adopt(lines: readonly CaseEvent[], rules: CaseRules): void {
    for (const line of lines) {
      if (line.seq !== this.state.seq + 1) continue;
      this.keep({ state: evolve(this.state, line), events: [line] });
      if (line.commandId !== null) this.remember(line.commandId);
      this.rules = rules;
    }
  }

  /** What a session that goes on with this state must know besides. */
  known(): Known {
    return { recentCommandIds: this.recent.slice(-RECENT_COMMANDS), lastAt: this.lastAt };
  }

  /**
   * The instant at which something takes effect: when it was given, never ahead of our own clock and never before what
   * happened already, even if that clock was set back. It is not the moment of processing: a decision that is made again
   * after a crash must be the same.
   */
  private when({ at }: { at?: number | undefined }, now: number): number {
    return Math.max(this.lastAt, Math.min(now, at ?? now));
  }

  private keep(applied: Applied): void {
    const before = this.state;
    this.state = applied.state;
    const last = applied.events.at(-1);
    if (last === undefined) return;
    this.lastAt = last.at;
    this.commit(applied, before, this.rules);
  }

  private remember(commandId: string): void {
    this.recent.push(commandId);
    if (this.recent.length > 2 * RECENT_COMMANDS) this.recent.splice(0, RECENT_COMMANDS);
  }
}
