import type { WorkingCalendar } from '../calendar.js';
import { addLimit, addLimits, clockOf, remainingLimit, remainingOf, shareOf, type Limit } from '../limit.js';
import type { TaskStep } from '../policy.js';

/**
 * What a deadline is about. `level` is the clock of the tier that owns the case; the steps belong to one department's task,
 * `phase` to a stage of the category's own deadlines, `urge` reminds before another (its `ref` is that one's kind), `decision`
 * waits for somebody's word (`ref` says about what), `review` ends a suspension's calm, `supervision` is a 督办 order's,
 * `callback` and `reopen` run after the close.
 */
export const DEADLINE_KINDS = [
  'level',
  'sign',
  'contact',
  'reportIn',
  'finish',
  'phase',
  'urge',
  'decision',
  'review',
  'supervision',
  'callback',
  'reopen',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** What may be asked for and waits for a decision. */
export const DECISIONS = ['whistle', 'return', 'adjudication', 'extension', 'suspension'] as const;
export type DecisionAbout = (typeof DECISIONS)[number];

/** 时限: an instant at which something happens by itself. At most one per kind, department and ref is open. */
export interface CaseDeadline {
  kind: DeadlineKind;
  departmentId: string | null;
  dueAt: number;
  /** 0 until the limit itself passes, then how often it has; for a department's step the rung of its ladder that comes next. */
  rung: number;
  ref?: string | undefined;
  /** Where it counts from and what it adds up to, so that it can be counted anew; absent on those of earlier releases. */
  fromAt?: number | undefined;
  limits?: Limit[] | undefined;
  /** When the limit itself ran out, on one that stands at a later rung. */
  missedAt?: number | undefined;
}

type Named = Pick<CaseDeadline, 'kind' | 'departmentId' | 'ref'>;

export function deadlineKey({ kind, departmentId, ref }: Named): string {
  const of = departmentId === null ? kind : `${kind}:${departmentId}`;
  return ref === undefined ? of : `${of}:${ref}`;
}

/** What a reminder is about. */
export function remindedOf({ departmentId, ref }: CaseDeadline): Named {
  return { kind: ref as DeadlineKind, departmentId };
}

/** The earliest; null when nothing is open. */
export function earliest(deadlines: readonly CaseDeadline[]): CaseDeadline | null {
  let next: CaseDeadline | null = null;
  for (const deadline of deadlines) if (next === null || deadline.dueAt < next.dueAt) next = deadline;
  return next;
}

/** Limits that follow one another from an instant. */
export interface Span {
  fromAt: number;
  limits: Limit[];
}

/** A deadline that counts `limits` one after another from an instant; never before `notBefore`. */
export function deadlineOf(calendar: WorkingCalendar, name: Named, { fromAt, limits }: Span, notBefore = fromAt): CaseDeadline {
  const { kind, departmentId, ref } = name;
  const dueAt = Math.max(addLimits(calendar, fromAt, limits), notBefore);
  return { kind, departmentId, dueAt, rung: 0, ...(ref === undefined ? {} : { ref }), fromAt, limits };
}

/** With its reminder at a share of its last limit, where that still lies ahead of `now`. */
export function withUrge(
  calendar: WorkingCalendar,
  deadline: CaseDeadline,
  { share, now }: { share: number | null; now: number },
): CaseDeadline[] {
  const span = share === null ? null : reminderOf(calendar, deadline, share);
  if (span === null) return [deadline];
  const { departmentId, kind: ref } = deadline;
  const urge = deadlineOf(calendar, { kind: 'urge', departmentId, ref }, span);
  return urge.dueAt <= now || urge.dueAt >= deadline.dueAt ? [deadline] : [deadline, urge];
}

/**
 * Where the reminder counts from, and its share of the deadline's last limit. Of days that all end at close of business a
 * share may end with the whole: then it is one of the working time between.
 */
export function reminderOf(calendar: WorkingCalendar, { fromAt, limits = [] }: CaseDeadline, share: number): Span | null {
  const last = limits.at(-1);
  if (fromAt === undefined || last === undefined) return null;
  const before = addLimits(calendar, fromAt, limits.slice(0, -1));
  const dueAt = addLimit(calendar, before, last);
  const part = shareOf(last, share);
  if (addLimit(calendar, before, part) < dueAt) return { fromAt: before, limits: [part] };
  const clock = clockOf(last);
  const between = remainingOf(calendar, clock, { now: before, dueAt });
  return { fromAt: before, limits: [remainingLimit(clock, Math.round(between * share))] };
}

/** Does it run while a case is suspended and all others rest? */
export function isOfSuspension({ kind, ref }: CaseDeadline): boolean {
  return kind === 'review' || (kind === 'decision' && ref === 'suspension');
}

/** Is it one of a department's steps? */
export function isStep(kind: DeadlineKind): kind is TaskStep {
  return kind === 'sign' || kind === 'contact' || kind === 'reportIn' || kind === 'finish';
}
