import { HOUR_MS, localDate } from '@shaodao/domain/calendar';
import type { TaskFact } from './task-facts.js';

/** China is +08:00 all year. */
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** 工单 as assessment sees it: one department under one whistle. */
export interface Task {
  caseId: string;
  /** `seq` of the whistle that made it. */
  whistleSeq: number;
  departmentId: string;
  /** `YYYY-MM` of the whistle, in China. */
  month: string;
  /** A whistle taken back counts for nobody. */
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
  for (const { caseId, seq, at, fact } of facts.toSorted((a, b) => a.seq - b.seq)) {
    switch (fact.type) {
      case 'whistled': {
        const called = fact.departments.filter(({ part }) => part !== 'informed');
        out = new Map(
          called.map(({ departmentId }) => [
            departmentId,
            {
              caseId,
              whistleSeq: seq,
              departmentId,
              month: chinaMonth(at),
              withdrawn: false,
              signedInTime: null,
              finishedInTime: null,
              known: facts.length,
            },
          ]),
        );
        tasks.push(...out.values());
        break;
      }
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
