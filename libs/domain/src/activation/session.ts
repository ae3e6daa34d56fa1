import { apply, press, type Press } from './apply.js';
import { settle } from './clock.js';
import type { ActivationCommand, ActivationRefusal } from './command.js';
import { byClock, decided, type Applied } from './decided.js';
import type { ActivationEvent } from './event.js';
import type { ActivationRules, ActivationState } from './state.js';
import { counted, type VolunteersCome } from './volunteers.js';

/** A late repeat of one of the last so many commands changes nothing. */
const RECENT_COMMANDS = 100;

/** What a session that goes on must know besides the state. */
export interface Known {
  state: ActivationState;
  recentCommandIds: readonly string[];
  lastAt: number;
}

/** An activation as its workflow holds it. `commit` gets the events of each change, in order. */
export class ActivationSession {
  private constructor(
    public state: ActivationState,
    private readonly rules: ActivationRules,
    private readonly commit: (events: readonly ActivationEvent[], after: ActivationState) => void,
    private readonly recent: string[],
    private lastAt: number,
  ) {}

  static press(given: Press, rules: ActivationRules, commit: (events: readonly ActivationEvent[], after: ActivationState) => void): ActivationSession {
    const { state, events } = press(given, rules);
    commit(events, state);
    return new ActivationSession(state, rules, commit, [], given.at);
  }

  static resume({ state, recentCommandIds, lastAt }: Known, rules: ActivationRules, commit: (events: readonly ActivationEvent[], after: ActivationState) => void): ActivationSession {
    return new ActivationSession(state, rules, commit, [...recentCommandIds], lastAt);
  }

  /** Why the command would be refused; null when it is taken, or was before. Changes nothing. */
  refusal(command: ActivationCommand, now: number): ActivationRefusal | null {
    if (this.recent.includes(command.commandId)) return null;
    const answer = apply(this.state, this.rules, command, this.when(command.at, now));
    return 'code' in answer ? answer : null;
  }

  take(command: ActivationCommand, now: number): ActivationRefusal | null {
    if (this.recent.includes(command.commandId)) return null;
    const answer = apply(this.state, this.rules, command, this.when(command.at, now));
    if ('code' in answer) return answer;
    this.keep(answer);
    this.recent.push(command.commandId);
    if (this.recent.length > 2 * RECENT_COMMANDS) this.recent.splice(0, RECENT_COMMANDS);
    return null;
  }

  /** What has come due by `now`. */
  settle(now: number): void {
    this.keep(settle(this.state, this.rules, now));
  }

  /** So many volunteers had come by `at`. */
  counted(come: VolunteersCome, at: number, now: number): void {
    this.keep(counted(this.state, this.rules, come, this.when(at, now)));
  }

  /** The roster is frozen. */
  frozen(people: number, teams: number, now: number): void {
    this.keep(decided({ state: this.state, events: [] }, this.rules, [{ type: 'frozen', people, teams }], byClock(Math.max(this.lastAt, now))));
  }

  known(): Known {
    return { state: this.state, recentCommandIds: this.recent.slice(-RECENT_COMMANDS), lastAt: this.lastAt };
  }

  /** When it was given, never ahead of our clock and never before what has happened. */
  private when(at: number, now: number): number {
    return Math.max(this.lastAt, Math.min(now, at));
  }

  private keep({ state, events }: Applied): void {
    this.state = state;
    const last = events.at(-1);
    if (last === undefined) return;
    this.lastAt = last.at;
    this.commit(events, state);
  }
}
