import { addLimits, type Limit } from '../limit.js';
import type { CaseRules } from '../policy.js';
import { reminderOf, type CaseDeadline } from './deadline.js';
import type { Setting } from './decide/given.js';
import type { CaseFact } from './event.js';
import { isAskedFor, limitOf, sameLimit } from './limits-of.js';
import type { CaseState } from './state.js';

type Change = Extract<CaseFact, { type: 'replanned' }>['changes'][number];

/**
 * The open deadlines by other rules, each from the instant it counts from; those that stay as they are do not appear. One
 * that an earlier release armed does not say where it counts from, and stays.
 */
export function countAnew(old: { state: CaseState; rules: CaseRules }, next: Setting): { arms: CaseDeadline[]; changes: Change[] } {
  const changes: Change[] = [];
  const moved = new Map<CaseDeadline, CaseDeadline>();
  for (const deadline of old.state.deadlines) {
    const counted = isAskedFor(next.state, deadline) ? counting(deadline) : null;
    if (counted === null || (counted.dueAt === deadline.dueAt && sameLimits(counted.limits, deadline.limits))) continue;
    moved.set(deadline, counted);
    const { kind, departmentId, ref = null } = deadline;
    if (counted.dueAt !== deadline.dueAt) changes.push({ kind, departmentId, ref, fromDueAt: deadline.dueAt, toDueAt: counted.dueAt });
  }
  // A deadline that is armed again ends its reminder, which so has to be armed again too.
  const arms = old.state.deadlines.flatMap((deadline) => {
    const parent = parentOf(deadline);
    const again = moved.get(deadline) ?? (parent !== undefined && moved.has(parent) ? deadline : undefined);
    return again === undefined ? [] : [again];
  });
  return { arms, changes };

  function counting(deadline: CaseDeadline): CaseDeadline | null {
    const { fromAt, limits } = deadline.kind === 'urge' ? reminder(deadline) : spanOf(deadline);
    if (fromAt === undefined || limits === undefined) return null;
    return { ...deadline, dueAt: Math.max(addLimits(next.rules.calendar, fromAt, limits), next.now), fromAt, limits };
  }

  /** With the new limit in place of the old one, where it is the old one: rework and resumption have limits of their own. */
  function spanOf(deadline: CaseDeadline): Pick<CaseDeadline, 'fromAt' | 'limits'> {
    const [first, ...granted] = deadline.limits ?? [];
    const oldLimit = limitOf(old, deadline);
    const newLimit = limitOf(next, deadline);
    if (first === undefined || oldLimit === null || newLimit === null || !sameLimit(first, oldLimit)) return deadline;
    return { fromAt: deadline.fromAt, limits: [newLimit, ...granted] };
  }

  /** At the new share of the new limit; one that was suspended and resumed goes on with its own rest. */
  function reminder(deadline: CaseDeadline): Pick<CaseDeadline, 'fromAt' | 'limits'> {
    const parent = parentOf(deadline);
    const oldShare = old.rules.policy.urgeAtShare;
    if (parent === undefined || oldShare === null) return deadline;
    const span = reminderOf(old.rules.calendar, parent, oldShare);
    if (span === null || !sameLimits(span.limits, deadline.limits)) return deadline;
    return reminderOf(next.rules.calendar, { ...parent, ...spanOf(parent) }, next.rules.policy.urgeAtShare ?? oldShare) ?? deadline;
  }

  function parentOf({ kind, ref, departmentId }: CaseDeadline): CaseDeadline | undefined {
    if (kind !== 'urge') return undefined;
    return old.state.deadlines.find((one) => one.kind === ref && one.departmentId === departmentId);
  }
}

function sameLimits(some: readonly Limit[] = [], others: readonly Limit[] = []): boolean {
  return some.length === others.length && some.every((limit, index) => sameLimit(limit, others[index] ?? limit));
}
