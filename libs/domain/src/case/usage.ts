import { workBetween, type WorkingCalendar } from '../calendar.js';
import { TIER_LEVELS, type TierLevel } from '../tier.js';
import type { CaseEvent } from './event.js';
import { evolve } from './evolve.js';
import { isEnded } from './stage.js';
import { isOpenTask, type CaseState } from './state.js';

/** Time used: all of it, and the part that fell into shifts, in milliseconds. */
export interface Used {
  ms: number;
  workMs: number;
}

export interface DepartmentUsed extends Used {
  departmentId: string;
}

/** Who used how much of a case. At every instant the levels' and the suspended time add up to the case's. */
export interface CaseUsage {
  /** From the report to the close; while it is closed it stands, after reopening it goes on. Never reset. */
  case: Used;
  suspended: Used;
  levels: Record<TierLevel, Used>;
  /** From each dispatch to the end of the task, which for an informed unit is its signature; suspended time is nobody's. */
  departments: DepartmentUsed[];
}

/** The two clocks at `now`, read from the history alone. */
export function usageOf(events: readonly CaseEvent[], calendar: WorkingCalendar, now: number): CaseUsage {
  const usage: CaseUsage = {
    case: nothing(),
    suspended: nothing(),
    levels: Object.fromEntries(TIER_LEVELS.map((level) => [level, nothing()])) as CaseUsage['levels'],
    departments: [],
  };
  let state: CaseState | null = null;
  let openSince: number | null = null;
  for (const [index, event] of events.entries()) {
    state = evolve(state, event);
    const isOpen = !isEnded(state.stage);
    // The case's own clock is read from its openings and ends only, so that it checks the sum of the others.
    if (isOpen) openSince ??= event.at;
    else if (openSince !== null) {
      add(usage.case, openSince, event.at);
      openSince = null;
    }
    if (isOpen) share(state, event.at, events[index + 1]?.at ?? now);
  }
  if (openSince !== null) add(usage.case, openSince, now);
  return usage;

  function share(at: CaseState, from: number, to: number): void {
    if (at.suspended !== null) return add(usage.suspended, from, to);
    add(usage.levels[at.level], from, to);
    if (at.stage !== 'handling') return;
    for (const task of at.tasks) if (isOpenTask(task)) add(departmentOf(task.departmentId), from, to);
  }
  function departmentOf(departmentId: string): DepartmentUsed {
    const known = usage.departments.find((one) => one.departmentId === departmentId);
    if (known !== undefined) return known;
    const fresh = { departmentId, ...nothing() };
    usage.departments.push(fresh);
    return fresh;
  }
  function add(used: Used, from: number, to: number): void {
    used.ms += to - from;
    used.workMs += workBetween(calendar, from, to);
  }
}

function nothing(): Used {
  return { ms: 0, workMs: 0 };
}
