import type { ActivationPlan, planSummary } from '@shaodao/contracts/plans';
import type { Entry } from '@shaodao/contracts/register/lists';
import { USUAL_TASK_MINUTES } from '@shaodao/contracts/register/plan-lists';
import { HOUR_MS } from '@shaodao/domain/calendar';
import type { z } from 'zod';
import { derived, type Book } from '../register/book.js';
import { stepsByPlan } from '../register/rules/plan-rules.js';

const MINUTE_MS = 60_000;

/** Emergency tasks that belong to no plan belong to every one. */
const emergencyTasks = derived(['dutyTasks'], (book) => {
  const all = [...book.of('dutyTasks').values()].map(({ entry }) => entry).filter(({ mode }) => mode === 'emergency');
  return Map.groupBy(all.sort((a, b) => (a.code < b.code ? -1 : 1)), ({ plan }) => plan ?? '');
});

/** A plan as an activation runs it; `district` is where one without areas applies. */
export function activationPlanOf(book: Book, plan: Entry<'plans'>, district: string): ActivationPlan {
  return {
    code: plan.code,
    name: plan.name,
    hazard: plan.hazard,
    areas: areasOf(plan, district),
    highestLevel: plan.highestLevel,
    twoPersons: plan.twoPersons,
    confirmWithinMs: plan.confirmMinutes * MINUTE_MS,
    cancelWindowMs: plan.cancelSeconds * 1_000,
    answerWithinMs: plan.answerMinutes * MINUTE_MS,
    suspendRoutine: plan.suspendRoutine,
    firstReportMs: noneIfZero(plan.firstReportMinutes * MINUTE_MS),
    furtherReportMs: noneIfZero(plan.furtherReportHours * HOUR_MS),
    taskAgainMs: noneIfZero(plan.taskAgainMinutes * MINUTE_MS),
    startsByAlert: plan.startsByAlert,
    steps: (stepsByPlan(book).get(plan.code) ?? []).map(({ code, wave, kind, words, undo, needs, skills, people, department, limitMinutes }) => ({
      code,
      wave,
      kind,
      words,
      undo,
      needs,
      skills,
      people,
      departmentId: department === null ? null : (book.get('departments', department)?.id ?? null),
      limitMs: limitMinutes * MINUTE_MS,
    })),
    tasks: [plan.code, ''].flatMap((code) => emergencyTasks(book).get(code) ?? []).map(({ code, words, limitMinutes }) => ({ code, words, limitMs: (limitMinutes ?? USUAL_TASK_MINUTES) * MINUTE_MS })),
  };
}

export function summaryOf(plan: Entry<'plans'>, district: string): z.output<typeof planSummary> {
  const { code, name, hazard, highestLevel, twoPersons, cancelSeconds } = plan;
  return { code, name, hazard, areas: areasOf(plan, district), highestLevel, twoPersons, cancelWindowMs: cancelSeconds * 1_000 };
}

/** Where a plan may be activated; one that says nothing applies to the whole district. */
export function areasOf({ areas }: Pick<Entry<'plans'>, 'areas'>, district: string): string[] {
  return areas.length === 0 ? [district] : areas;
}

function noneIfZero(value: number): number | null {
  return value === 0 ? null : value;
}
