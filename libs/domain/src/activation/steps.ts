import { DAY_MS } from '../calendar.js';
import type { ActivationFact } from './event.js';
import type { ActivationRules, ActivationState, StepRule, StepRun } from './state.js';

/**
 * Steps whose time has come: every step it needs is done, and no step of an earlier wave is still within its limit. A step
 * that is red holds back only those that name it.
 */
export function stepsToStart({ steps }: Pick<ActivationState, 'steps'>, rules: ActivationRules, now: number): ActivationFact[] {
  const runs = new Map(steps.map((step) => [step.code, step]));
  return rules.steps
    .filter((rule) => runs.get(rule.code)?.state === 'waiting')
    .filter((rule) => rule.needs.every((code) => runs.get(code)?.state === 'done'))
    .filter((rule) => rules.steps.every((other) => other.wave >= rule.wave || isBehind(other, rules, runs)))
    .map(({ code, limitMs }) => ({ type: 'stepStarted', code, dueAt: now + limitMs }));
}

/** Done, red, or held back by one that is red: nobody after it waits for it. Needs lie in the same or an earlier wave, so this ends. */
function isBehind(rule: StepRule, rules: ActivationRules, runs: ReadonlyMap<string, StepRun>): boolean {
  return runs.get(rule.code)?.state === 'done' || isRed(rule, rules, runs);
}

function isRed(rule: StepRule, rules: ActivationRules, runs: ReadonlyMap<string, StepRun>): boolean {
  const run = runs.get(rule.code);
  if (run?.state === 'running') return run.overdue > 0;
  return run?.state === 'waiting' && rules.steps.some((other) => rule.needs.includes(other.code) && isRed(other, rules, runs));
}

/** The next instant at which an unfinished step is told again: twice as long each time, a day at most. */
export function nextTelling({ limitMs }: StepRule, times: number, at: number): number {
  return at + Math.min(limitMs * 2 ** Math.min(times, 20), Math.max(limitMs, DAY_MS));
}

/**
 * What stand-down undoes next: the finished steps backwards, wave by wave. The next wave's turn comes when those before it
 * are undone or red.
 */
export function undosToStart({ steps }: Pick<ActivationState, 'steps'>, rules: ActivationRules, now: number): ActivationFact[] {
  const runs = new Map(steps.map((step) => [step.code, step]));
  const left = rules.steps.filter((rule) => rule.hasUndo && runs.get(rule.code)?.state === 'done');
  const open = rules.steps.filter((rule) => isUndoing(runs.get(rule.code)));
  const wave = Math.max(0, ...left.map((rule) => rule.wave));
  if (open.some((rule) => rule.wave > wave)) return [];
  return left.filter((rule) => rule.wave === wave).map(({ code, limitMs }) => ({ type: 'undoStarted', code, dueAt: now + limitMs }));
}

function isUndoing(run: StepRun | undefined): boolean {
  return run?.state === 'undoing' && run.overdue === 0;
}
