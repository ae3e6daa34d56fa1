import type { CasePolicy, Grade, LadderStep, TaskStep } from '../policy.js';
import { tierAbove, type TierLevel } from '../tier.js';

/** The next tier that has a limit of its own for this grade; null at the top. A tier without one is passed over (1+2). */
export function nextLevel(policy: CasePolicy, grade: Grade, level: TierLevel): TierLevel | null {
  for (let above = tierAbove(level); above !== null; above = tierAbove(above)) {
    if (policy.ladders[grade][above] !== null) return above;
  }
  return null;
}

/** Whom a rung of a department's ladder reaches; beyond the last it is the last again. */
export function rungAt(policy: CasePolicy, step: TaskStep, rung: number): LadderStep['tell'] {
  const steps = policy.departmentLadders[step]?.steps ?? [];
  return steps[Math.min(rung, steps.length - 1)]?.tell ?? 'duty';
}
