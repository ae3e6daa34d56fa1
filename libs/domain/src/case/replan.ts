import type { CaseCategory, CasePolicy, CaseRules } from '../policy.js';
import type { WorkingCalendar } from '../calendar.js';
import type { Limit } from '../limit.js';
import type { Actor } from './actor.js';
import { number, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import { deadlineKey, deadlineOf, withUrge, type CaseDeadline } from './deadline.js';
import { limitOf } from './limits-of.js';
import { isOver, type CaseState } from './state.js';

/** Rules a running case is moved to; what is left out stays. */
export interface NewRules {
  commandId: string;
  actor: Actor;
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
 * past by that is due now. What a person granted or ordered stays, and what is left of suspended deadlines is not touched.
 * Old and new instants stand in the event.
 */
export function replan(before: CaseState, rules: CaseRules, next: NewRules, now: number): Replanned {
  const settled = settleDue(before, rules, now);
  const { state } = settled;
  const category = next.category ?? state.category;
  const after: CaseRules = { policy: next.policy ?? rules.policy, calendar: next.calendar ?? rules.calendar };
  if (isOver(state)) return { ...settled, rules: after, moved: 0 };
  const { policy, calendar } = after;
  const arms = state.deadlines.filter(({ kind }) => kind !== 'urge').flatMap((deadline) => anew(deadline));
  const changes = arms.flatMap((deadline) => {
    const old = state.deadlines.find((one) => deadlineKey(one) === deadlineKey(deadline));
    if (old === undefined || old.dueAt === deadline.dueAt) return [];
    const { kind, departmentId, ref = null } = deadline;
    return [{ kind, departmentId, ref, fromDueAt: old.dueAt, toDueAt: deadline.dueAt }];
  });
  const fact = {
    type: 'replanned' as const,
    policy: `${policy.id}@${policy.version}`,
    calendar: `${calendar.id}@${calendar.version}`,
    category: next.category ?? null,
    changes,
  };
  const planned = number(settled, [{ fact, arms }], { ...next, at: now });
  return { ...planned, rules: after, moved: changes.filter(({ kind }) => kind !== 'urge').length };

  function anew(deadline: CaseDeadline): CaseDeadline[] {
    const { fromAt, limits } = deadline;
    if (fromAt === undefined || limits === undefined) return [];
    const [first, ...granted] = limits;
    const oldLimit = limitOf({ state, rules }, deadline);
    const newLimit = limitOf({ state: { ...state, category }, rules: after }, deadline);
    const base = first !== undefined && oldLimit !== null && newLimit !== null && same(first, oldLimit) ? newLimit : first;
    const span = { fromAt, limits: base === undefined ? [] : [base, ...granted] };
    const due = { ...deadline, ...deadlineOf(calendar, deadline, span, now), rung: deadline.rung };
    const reminds = state.deadlines.some(({ kind, ref, departmentId }) => kind === 'urge' && ref === due.kind && departmentId === due.departmentId);
    return reminds ? withUrge(calendar, due, { share: policy.urgeAtShare, now }) : [due];
  }
}

function same(a: Limit, b: Limit): boolean {
  return a.unit === b.unit && ('ms' in a ? a.ms : a.days) === ('ms' in b ? b.ms : b.days);
}
