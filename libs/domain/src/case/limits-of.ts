import { clockOf, type Limit, type LimitClock } from '../limit.js';
import type { CaseRules } from '../policy.js';
import { gradeInForce } from './emergency-rules.js';
import { nextLevel } from './ladder.js';
import { isStep, type CaseDeadline, type DecisionAbout } from './deadline.js';
import type { CaseState, CaseTask } from './state.js';

/** The limit the rules give a deadline of the case as it stands; null where a person set it or rework shortened it. */
export function limitOf({ state, rules }: { state: CaseState; rules: CaseRules }, deadline: CaseDeadline): Limit | null {
  const { policy } = rules;
  const { kind, ref, rung } = deadline;
  if (isStep(kind)) {
    if (rung > 0) return policy.departmentLadders[kind]?.steps[rung]?.after ?? policy.departmentLadders[kind]?.repeatLast ?? null;
    return kind === 'finish' ? state.category.closing[gradeInForce(state)] : policy.whistles[state.whistle?.kind ?? 'grid'][kind];
  }
  switch (kind) {
    case 'level':
      return levelLimit(state, rules, deadline);
    case 'phase':
      return state.category.phases[Number(ref)]?.limit ?? null;
    case 'decision':
      return decisionLimit(state, rules, ref as DecisionAbout);
    case 'supervision':
      return policy.supervision.limit[state.grade];
    case 'callback':
      return policy.afterClose?.callback ?? null;
    case 'reopen':
      return policy.afterClose?.reopen ?? null;
    case 'review':
    case 'urge':
      return null;
  }
}

function levelLimit(state: CaseState, { policy }: CaseRules, { fromAt }: CaseDeadline): Limit | null {
  const { stage, level, grade } = state;
  // The top is not left: once its limit has passed, its supervision comes round again.
  if (state.missedLevels.includes(level) && nextLevel(policy, grade, level) === null) return policy.supervisionEvery[grade];
  // From dispatch on a level waits for the limit of the stage, unless it has the case by an escalation from there.
  const raised = fromAt === state.levelSince && fromAt !== state.whistle?.blownAt;
  const own = policy.ladders[grade][level];
  switch (stage) {
    case 'handling':
      return raised ? own : state.category.closing[gradeInForce(state)];
    case 'verification':
      return raised ? own : policy.verification;
    case 'closure':
      return raised ? own : policy.closure;
    case 'intake':
    case 'filing':
    case 'dispatch': {
      const nested = level === 'grid' ? state.place.nesting?.[state.nest] : undefined;
      return (nested === undefined ? undefined : policy.nested[nested.kind]) ?? own;
    }
    case 'closed':
    case 'rejected':
    case 'cancelled':
    case 'merged':
      return null;
  }
}

function decisionLimit(state: CaseState, { policy }: CaseRules, about: DecisionAbout): Limit {
  switch (about) {
    case 'whistle':
      // Rules that ask for no approval any more leave it to the level, which gets what it gets for other decisions.
      return policy.whistles[state.whistleAsked?.kind ?? 'grid'].approval?.limit ?? policy.returns.decide;
    case 'return':
    case 'adjudication':
      return policy.returns.decide;
    case 'extension':
      return policy.extension.decide;
    case 'suspension':
      return policy.suspension.decide;
  }
}

/** Not if it is of a phase that another category, by a re-plan, does not have. */
export function isAskedFor({ category }: CaseState, { kind, ref }: CaseDeadline): boolean {
  return kind !== 'phase' || Number(ref) < category.phases.length;
}

/**
 * The department's closing deadline, at whatever rung it stands; in a case older than those the level's, as long as that
 * has not passed in this stage. Undefined once the last rung is behind it.
 */
export function closingDeadlineOf(state: CaseState, task: CaseTask): CaseDeadline | undefined {
  const own = state.deadlines.find(({ kind, departmentId }) => kind === 'finish' && departmentId === task.departmentId);
  if (own !== undefined || task.missed.includes('finish') || state.missedLevels.length > 0) return own;
  return state.deadlines.find(({ kind }) => kind === 'level');
}

export function sameLimit(a: Limit, b: Limit): boolean {
  return a.unit === b.unit && ('ms' in a ? a.ms : a.days) === ('ms' in b ? b.ms : b.days);
}

/** Which time it uses up. Those of earlier releases do not say, so their rule is asked. */
export function clockOfDeadline(given: { state: CaseState; rules: CaseRules }, deadline: CaseDeadline): LimitClock {
  const limit = deadline.limits?.at(-1) ?? limitOf(given, deadline);
  return limit === null ? 'elapsed' : clockOf(limit);
}
