import type { CaseRules } from '../policy.js';
import { apply, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import type { CaseCommand, Refusal } from './command.js';
import type { CaseEvent } from './event.js';
import { evolve } from './evolve.js';
import { hear, type CaseNote } from './note.js';
import { replan, type NewRules } from './replan.js';
import type { CaseState } from './state.js';

/** How many commands a case still knows, so that a late repeat meets its first answer and changes nothing. */
const RECENT_COMMANDS = 200;

/**
 * A case as whoever keeps it holds it: its state, the rules it lives under, and the commands it took lately. `commit` is
 * called with the events of each change, in order; everything else is decided by the pure rules.
 */
export class CaseSession {
  private readonly recent: string[];

  constructor(
    public state: CaseState,
    public rules: CaseRules,
    private readonly commit: (applied: Applied, before: CaseState, rules: CaseRules) => void,
    recentCommandIds: readonly string[] = [],
  ) {
    this.recent = [...recentCommandIds];
  }

  /** Why the command would be refused at `now`; null when it is taken, or was before. Changes nothing. */
  refusal(command: CaseCommand, now: number): Refusal | null {
    if (this.recent.includes(command.commandId)) return null;
    const decision = apply(this.state, this.rules, command, now);
    return 'code' in decision ? decision : null;
  }

  /** Takes a command once; a repeat changes nothing. Answers why not, or null. */
  take(command: CaseCommand, now: number): Refusal | null {
    if (this.recent.includes(command.commandId)) return null;
    const decision = apply(this.state, this.rules, command, now);
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
    this.keep(hear(this.state, this.rules, note, now));
  }

  /** Other rules from now on: by an audited re-plan, once per `commandId`. Answers how many deadlines moved. */
  replan(next: NewRules, now: number): number {
    if (this.recent.includes(next.commandId)) return 0;
    const planned = replan(this.state, this.rules, next, now);
    this.keep(planned);
    this.rules = planned.rules;
    this.remember(next.commandId);
    return planned.moved;
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

  recentCommandIds(): string[] {
    return this.recent.slice(-RECENT_COMMANDS);
  }

  private keep(applied: Applied): void {
    const before = this.state;
    this.state = applied.state;
    if (applied.events.length > 0) this.commit(applied, before, this.rules);
  }

  private remember(commandId: string): void {
    this.recent.push(commandId);
    if (this.recent.length > 2 * RECENT_COMMANDS) this.recent.splice(0, RECENT_COMMANDS);
  }
}
