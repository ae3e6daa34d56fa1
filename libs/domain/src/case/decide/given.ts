import type { Limit } from '../../limit.js';
import { WHISTLE_STEPS, type CaseRules, type TaskPart } from '../../policy.js';
import type { TierLevel } from '../../tier.js';
import type { CaseCommand, Refusal } from '../command.js';
import { deadlineKey, deadlineOf, withUrge, type CaseDeadline, type DecisionAbout } from '../deadline.js';
import type { CaseFact } from '../event.js';
import type { Stage } from '../stage.js';
import { gradeInForce, type RulesInForce } from '../emergency-rules.js';
import { isActing, isActive, type CaseState, type CaseTask } from '../state.js';

/** An event before it has a number. */
export interface Draft {
  fact: CaseFact;
  stage?: Stage;
  level?: TierLevel;
  arms?: CaseDeadline[];
  disarms?: string[];
}

export type Decision = readonly Draft[] | Refusal;

/** All a decision is made of. */
export interface Given {
  state: CaseState;
  rules: RulesInForce;
  command: CaseCommand;
  now: number;
}
/** What a clock or another case decides with: nobody commands. */
export type Setting = Omit<Given, 'command'>;

export function isRefusal(decision: Decision): decision is Refusal {
  return 'code' in decision;
}

export function refuse(state: CaseState, code: Refusal['code'], reason: string, field?: string): Refusal {
  return { code, stage: state.stage, reason, ...(field === undefined ? {} : { field }) };
}

export function wrongStage(state: CaseState, command: string): Refusal {
  return refuse(state, 'WRONG_STAGE', `${command} is not taken now`);
}

export function ladder({ state, rules }: Setting, level: TierLevel = state.level): Limit {
  const limits = rules.policy.ladders[state.grade];
  const nested = level === 'grid' ? nestedLimit(rules, state) : null;
  // A tier that is passed over owns a case only when somebody lifts it there by hand: it gets what the district gets.
  return nested ?? limits[level] ?? limits.district ?? rules.policy.closure;
}

function nestedLimit({ policy }: CaseRules, { place, nest }: Pick<CaseState, 'place' | 'nest'>): Limit | null {
  const grid = place.nesting?.[nest];
  return grid === undefined ? null : (policy.nested[grid.kind] ?? null);
}

/** The level's clock for `limit` from now, with its reminder. */
export function levelArms(setting: Setting, limit: Limit, fromAt = setting.now): CaseDeadline[] {
  const { rules, now } = setting;
  const name = { kind: 'level' as const, departmentId: null };
  return reminded(setting, deadlineOf(rules.calendar, name, { fromAt, limits: [limit] }, now));
}

export function reminded({ rules, now }: Setting, deadline: CaseDeadline): CaseDeadline[] {
  return withUrge(rules.calendar, deadline, { share: rules.policy.urgeAtShare, now });
}

/**
 * The next stage has one clock, its level's; those of departments end. A whistle's later approval is still waited for,
 * unless the case is dispatched anew: then there is no whistle any more.
 */
export function enter<Next extends Stage>(setting: Setting, stage: Next, limit: Limit): Required<Pick<Draft, 'arms' | 'disarms'>> & { stage: Next } {
  const arms = levelArms(setting, limit);
  const asked = stage !== 'dispatch' && setting.state.whistleAsked?.afterwards === true ? [decisionKey('whistle')] : [];
  const stay = new Set(['level', ...arms.map(deadlineKey), ...asked]);
  return { stage, arms, disarms: allKeys(setting.state).filter((key) => !stay.has(key)) };
}

/** Of all that runs, and of what an emergency has put by: that ends with it. */
export function allKeys(state: CaseState): string[] {
  return [...new Set(clocksOf(state).map(deadlineKey))];
}

function clocksOf({ deadlines, emergency }: CaseState): CaseDeadline[] {
  return [...deadlines, ...(emergency?.kept ?? []).map(({ deadline }) => deadline)];
}

/** Every clock of a department's task, and that of the 终审 it waits for. */
export function taskKeys(state: CaseState, departmentId: string): string[] {
  const own = [...new Set(clocksOf(state).filter((deadline) => deadline.departmentId === departmentId).map(deadlineKey))];
  return state.adjudicationAsked === departmentId ? [...own, decisionKey('adjudication')] : own;
}

/** The clocks of decisions a department waits for to be rid of its task. */
export function returnKeys(state: CaseState, departmentId: string): string[] {
  const wishes = [decisionKey('return', departmentId), ...(state.adjudicationAsked === departmentId ? [decisionKey('adjudication')] : [])];
  return allKeys(state).filter((key) => wishes.includes(key));
}

/** Clocks of a department that is called now: its steps, and 办结 where the district holds it to one. */
export function taskArms(setting: Setting, departmentId: string, part: TaskPart): CaseDeadline[] {
  const { state, rules, now } = setting;
  const rule = rules.policy.whistles[state.whistle?.kind ?? 'grid'];
  const steps = WHISTLE_STEPS.filter((step) => part !== 'informed' || step === 'sign').map((step) =>
    deadlineOf(rules.calendar, { kind: step, departmentId }, { fromAt: now, limits: [rule[step]] }),
  );
  return part === 'informed' ? steps : [...steps, ...finishArms(setting, departmentId, closingLimit(setting))];
}

export function finishArms(setting: Setting, departmentId: string, limit: Limit): CaseDeadline[] {
  const { rules, now } = setting;
  if (rules.policy.departmentLadders.finish === null) return [];
  const name = { kind: 'finish' as const, departmentId };
  return reminded(setting, deadlineOf(rules.calendar, name, { fromAt: now, limits: [limit] }));
}

export function closingLimit({ state }: Setting): Limit {
  return state.category.closing[gradeInForce(state)];
}

/** Somebody is asked to decide; when nobody does, it is told upward again and again. */
export function decisionArm(setting: Setting, about: DecisionAbout, departmentId: string | null, limit: Limit): CaseDeadline {
  const name = { kind: 'decision' as const, departmentId, ref: about };
  return deadlineOf(setting.rules.calendar, name, { fromAt: setting.now, limits: [limit] });
}

export function decisionKey(about: DecisionAbout, departmentId: string | null = null): string {
  return deadlineKey({ kind: 'decision', departmentId, ref: about });
}

export function activeTask(state: CaseState, departmentId: string | undefined): CaseTask | undefined {
  return state.tasks.find((task) => task.departmentId === departmentId && isActive(task));
}

export function actingTasks(state: CaseState): CaseTask[] {
  return state.tasks.filter(isActing);
}

/** 督办 with a deadline of its own; the order of a department counts beside that of the whole case. */
export function supervisionArm(setting: Setting, departmentId: string | null, limit: Limit): CaseDeadline {
  const { rules, now } = setting;
  return deadlineOf(rules.calendar, { kind: 'supervision', departmentId }, { fromAt: now, limits: [limit] });
}

/** Raised by itself: too many redos, or many departments of which none leads (巴彦淖尔). */
export function triggered(setting: Setting, cause: 'reworks' | 'noLead'): Draft[] {
  const { state, rules } = setting;
  const limit = rules.policy.supervision.limit[state.grade];
  return [
    {
      fact: { type: 'supervised', departmentId: null, times: state.supervisions + 1, cause },
      arms: [supervisionArm(setting, null, limit)],
    },
  ];
}
