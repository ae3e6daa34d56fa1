import { HOUR_MS, localDate } from '@shaodao/domain/calendar';
import type { TaskFact } from './task-facts.js';

/** China is +08:00 all year. */
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** 工单 as assessment sees it: one department under one whistle. */
export interface Task {
  caseId: string;
  /** `seq` of the whistle that made it, or of what called the department later. */
  whistleSeq: number;
  departmentId: string;
  /** `YYYY-MM` of the whistle, in China. */
  month: string;
  /** Taken back, returned as mis-dispatched, or let go: it counts for nobody. */
  withdrawn: boolean;
  /** null until signed. */
  signedInTime: boolean | null;
  /** null until finished. */
  finishedInTime: boolean | null;
  /** How many facts of the case it was computed from; what more facts say is newer. */
  known: number;
}

/** The China-calendar month an instant falls in, `YYYY-MM`. */
export function chinaMonth(at: number): string {
  return localDate(at, CHINA_OFFSET_MS).slice(0, 7);
}

/**
 * The tasks that the facts of any number of cases make; neither order nor repetition matters.
 * Only lead and assist are measured. Signing counts once, the first decides; after rework the last finish decides,
 * and until it comes the one before stands. An act belongs to the whistle that was out when it happened.
 */
export function foldTasks(facts: readonly TaskFact[]): Task[] {
  const byCase = new Map<string, Map<number, TaskFact>>();
  for (const fact of facts) {
    const known = byCase.get(fact.caseId) ?? new Map<number, TaskFact>();
    byCase.set(fact.caseId, known.set(fact.seq, fact));
  }
  return [...byCase.values()].flatMap((known) => foldCase([...known.values()]));
}

function foldCase(facts: TaskFact[]): Task[] {
  const tasks: Task[] = [];
  let out = new Map<string, Task>();
  const call = ({ caseId, seq, at }: TaskFact, departmentId: string): void => {
    const when = { whistleSeq: seq, month: chinaMonth(at) };
    const task = { caseId, departmentId, ...when, withdrawn: false, signedInTime: null, finishedInTime: null, known: facts.length };
    out.set(departmentId, task);
    tasks.push(task);
  };
  /** Whether the department was measured at all: an informed one is not. */
  const letGo = (departmentId: string): boolean => {
    const task = out.get(departmentId);
    if (task !== undefined) task.withdrawn = true;
    return out.delete(departmentId);
  };
  for (const told of facts.toSorted((a, b) => a.seq - b.seq)) {
    const { fact } = told;
    switch (fact.type) {
      case 'whistled':
        out = new Map();
        for (const { departmentId, part } of fact.departments) if (part !== 'informed') call(told, departmentId);
        break;
      case 'departmentAdded':
        if (fact.part !== 'informed') call(told, fact.departmentId);
        break;
      case 'departmentReleased':
        letGo(fact.departmentId);
        break;
      case 'returnGranted':
      case 'reassigned':
      case 'adjudicated':
        // 终审 may find that it was theirs all along.
        if (fact.toDepartmentId === fact.departmentId) break;
        if (letGo(fact.departmentId) && fact.toDepartmentId !== null) call(told, fact.toDepartmentId);
        break;
      case 'whistleWithdrawn':
        for (const task of out.values()) task.withdrawn = true;
        out = new Map();
        break;
      case 'signed': {
        const task = out.get(fact.departmentId);
        if (task !== undefined) task.signedInTime ??= fact.inTime;
        break;
      }
      case 'taskFinished': {
        const task = out.get(fact.departmentId);
        if (task !== undefined) task.finishedInTime = fact.inTime;
        break;
      }
    }
  }
  return tasks;
}
