import type { Tally } from './person-state.js';
import type { ActivationState } from './state.js';

/** One part of a score: so many of so many, and how much it weighs. */
export interface ScorePart {
  name: 'answeredInTime' | 'answered' | 'onSite' | 'stepsInTime' | 'stepsDone' | 'reportsInTime';
  weight: number;
  /** 0 to 100. */
  score: number;
  counted: number;
  of: number;
}

/** Weights of the parts (D); a part that nothing was counted for leaves its weight to the others. */
const WEIGHTS: Record<ScorePart['name'], number> = { answeredInTime: 30, answered: 15, onSite: 15, stepsInTime: 20, stepsDone: 10, reportsInTime: 10 };

/** 演练评分: what was asked of people, steps and reports, and how much of it came. Whoever was excused is not asked. */
export function scoreOf({ steps, reports }: Pick<ActivationState, 'steps' | 'reports'>, tally: Tally): { score: number; parts: ScorePart[] } {
  const asked = tally.people - tally.excused;
  const begun = steps.filter(({ state }) => state !== 'waiting');
  const done = steps.filter(({ state }) => state === 'done' || state === 'undoing' || state === 'undone');
  const owed = reports.filter(({ kind }) => kind !== 'final');
  const parts = [
    part('answeredInTime', tally.confirmed, asked),
    part('answered', tally.confirmed + tally.late, asked),
    part('onSite', tally.onSite, asked),
    part('stepsInTime', done.filter(({ overdue }) => overdue === 0).length, begun.length),
    part('stepsDone', done.length, begun.length),
    part('reportsInTime', owed.filter(({ filedAt, dueAt }) => filedAt !== null && filedAt <= dueAt).length, owed.length),
  ].filter(({ of }) => of > 0);
  const weight = parts.reduce((sum, one) => sum + one.weight, 0);
  const score = weight === 0 ? 0 : parts.reduce((sum, one) => sum + one.weight * one.score, 0) / weight;
  return { score: Math.round(score * 10) / 10, parts };
}

function part(name: ScorePart['name'], counted: number, of: number): ScorePart {
  return { name, weight: WEIGHTS[name], score: of === 0 ? 0 : Math.round((counted / of) * 1_000) / 10, counted, of };
}
