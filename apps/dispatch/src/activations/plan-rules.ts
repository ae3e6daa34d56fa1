import type { WorkingCalendar } from '@shaodao/domain/calendar';
import type { ActivationRules } from '@shaodao/domain/activation/state';
import { taskRules } from '@shaodao/domain/activation/tasks';
import type { ActivationPlan } from '@shaodao/contracts/plans';

/** What of a plan its activation decides by: everything but its words. */
export function rulesOf(plan: ActivationPlan, calendar: WorkingCalendar): ActivationRules {
  const { twoPersons, confirmWithinMs, cancelWindowMs, answerWithinMs, suspendRoutine, firstReportMs, furtherReportMs, steps, tasks, taskAgainMs } = plan;
  return {
    twoPersons,
    confirmWithinMs,
    cancelWindowMs,
    answerWithinMs,
    suspendRoutine,
    firstReportMs,
    furtherReportMs,
    steps: steps.map(({ code, wave, kind, limitMs, needs, undo, people }) => ({ code, wave, kind, limitMs, needs, hasUndo: undo !== null, people })),
    tasks: taskRules(tasks.map(({ limitMs }) => limitMs), taskAgainMs),
    calendar,
  };
}
