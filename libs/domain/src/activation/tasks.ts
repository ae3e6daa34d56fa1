/** 应急任务清单 of the called: each task has a limit of its own from the call on, and somebody hears when it passes without a report. */

/** What an activation decides about tasks by. */
export interface TaskRules {
  /** How long tasks have from the call on: each length once, the shortest first. */
  limitsMs: number[];
  /** So long after that those above a team's leader hear of what is still missing; null: never. */
  againMs: number | null;
}

/** An instant at which somebody is told what is missing. */
export interface TaskTelling {
  at: number;
  /** When the tasks were due. */
  dueAt: number;
  /** Place of their limit among {@link TaskRules.limitsMs}: names the instant in messages. */
  nth: number;
  /** `leader`: of each team; `above`: whoever is on duty for the subdistrict. */
  to: 'leader' | 'above';
}

export function taskRules(limitsMs: readonly number[], againMs: number | null): TaskRules {
  return { limitsMs: [...new Set(limitsMs)].sort((a, b) => a - b), againMs };
}

/** Every instant of people who were called at `calledAt`, in order. Where two fall together leaders hear first. */
export function taskTellings({ limitsMs, againMs }: TaskRules, calledAt: number): TaskTelling[] {
  const tellings = limitsMs.flatMap((limitMs, nth): TaskTelling[] => {
    const dueAt = calledAt + limitMs;
    return [{ at: dueAt, dueAt, nth, to: 'leader' }, ...(againMs === null ? [] : [{ at: dueAt + againMs, dueAt, nth, to: 'above' as const }])];
  });
  return tellings.sort((a, b) => a.at - b.at || Number(a.to === 'above') - Number(b.to === 'above') || a.nth - b.nth);
}

/** `late`: reported behind its deadline, and stays so; `overdue`: not reported and behind it. */
export const TASK_STATES = ['open', 'overdue', 'done', 'late'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Where a task stands at `now`; `doneAt` is when its report was kept, null without one. */
export function taskState({ dueAt, doneAt }: { dueAt: number; doneAt: number | null }, now: number): TaskState {
  if (doneAt !== null) return doneAt <= dueAt ? 'done' : 'late';
  return now <= dueAt ? 'open' : 'overdue';
}
