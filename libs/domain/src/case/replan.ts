import type { CaseCategory, CasePolicy, CaseRules } from '../policy.js';
import type { WorkingCalendar } from '../calendar.js';
import { completeCategory } from '../stored-rules.js';
import type { Actor } from './actor.js';
import { number, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import { countAnew } from './count-anew.js';
import { deadlineKey } from './deadline.js';
import type { Setting } from './decide/given.js';
import { isAskedFor } from './limits-of.js';
import { isOver, type CaseState } from './state.js';

/** Rules a running case is moved to; what is left out stays. */
export interface NewRules {
  commandId: string;
  actor: Actor;
  /** When it was put to the case. */
  at?: number | undefined;
  policy?: CasePolicy | undefined;
  calendar?: WorkingCalendar | undefined;
  category?: CaseCategory | undefined;
  /** Why, as every change of a running case is asked. */
  text?: { textId: string; digest: string } | undefined;
}

export interface Replanned extends Applied {
  rules: CaseRules;
  /** How many open deadlines have another instant now. */
  moved: number;
}

/**
 * The case under other rules at `now`. Every open deadline is counted anew from its own instant; one that would lie in the
 * past by that is due now. What a person granted or ordered stays, and what is left of suspended deadlines is not touched. In an
 * emergency no deadline moves at all: its limits run on, and what was kept of peace goes on later by the new calendar.
 * Old and new instants stand in the event.
 */
export function replan(before: CaseState, rules: CaseRules, next: NewRules, now: number): Replanned {
  const settled = settleDue(before, rules, now);
  const { state } = settled;
  const after: CaseRules = { policy: next.policy ?? rules.policy, calendar: next.calendar ?? rules.calendar };
  if (isOver(state)) return { ...settled, rules: after, moved: 0 };
  const category = next.category === undefined ? null : completeCategory(next.category);
  const given: Setting = { state: { ...state, category: category ?? state.category }, rules: after, now };
  const counted = state.emergency === null ? countAnew({ state, rules }, given) : { arms: [], changes: [] };
  const { policy, calendar } = after;
  const fact = {
    type: 'replanned' as const,
    policy: `${policy.id}@${policy.version}`,
    calendar: `${calendar.id}@${calendar.version}`,
    category,
    changes: counted.changes,
  };
  const planned = number(settled, [{ fact, arms: counted.arms, disarms: phasesGone(given) }], { ...next, at: now });
  return { ...planned, rules: after, moved: counted.changes.filter(({ kind }) => kind !== 'urge').length };
}

/** Clocks of phases the category has no longer. */
function phasesGone({ state }: Setting): string[] {
  return state.deadlines.filter((deadline) => !isAskedFor(state, deadline)).map(deadlineKey);
}
