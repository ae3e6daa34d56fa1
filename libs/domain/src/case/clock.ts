import type { CaseRules, TaskStep } from '../policy.js';
import { mostCallbacks } from './callback.js';
import { ladder, levelArms, supervisionArm, type Draft, type Setting } from './decide/given.js';
import { deadlineKey, deadlineOf, isStep, type CaseDeadline, type DecisionAbout } from './deadline.js';
import type { CaseEvent } from './event.js';
import { rulesInForce } from './emergency-rules.js';
import { evolve } from './evolve.js';
import { nextLevel, rungAt } from './ladder.js';
import { limitOf } from './limits-of.js';
import { nextDeadline, type CaseState } from './state.js';

/**
 * Everything the clock has decided by `now`, oldest first: each passed deadline acts at its own instant,
 * and what follows is counted from there, so that an outage moves nothing.
 */
export function settleDue(state: CaseState, rules: CaseRules, now: number): { state: CaseState; events: CaseEvent[] } {
  const events: CaseEvent[] = [];
  const inForce = rulesInForce(state, rules);
  for (let due = nextDeadline(state); due !== null && due.dueAt <= now; due = nextDeadline(state)) {
    for (const draft of deadlinePassed({ state, rules: inForce, now: due.dueAt }, due)) {
      const event: CaseEvent = {
        caseId: state.caseId,
        seq: state.seq + 1,
        at: due.dueAt,
        actor: null,
        commandId: null,
        textId: null,
        textDigest: null,
        stage: state.stage,
        level: draft.level ?? state.level,
        fact: draft.fact,
        arms: draft.arms ?? [],
        disarms: draft.disarms ?? [],
      };
      state = evolve(state, event);
      events.push(event);
    }
  }
  return { state, events };
}

function deadlinePassed(setting: Setting, due: CaseDeadline): Draft[] {
  const { state, rules } = setting;
  const { kind, departmentId } = due;
  if (isStep(kind)) return stepPassed(setting, due, kind);
  const over = { disarms: [deadlineKey(due)] };
  switch (kind) {
    case 'level':
      return [levelPassed(setting)];
    case 'phase': {
      const phase = Number(due.ref);
      return [{ fact: { type: 'phaseMissed', phase, name: state.category.phases[phase]?.name ?? '' }, ...over }];
    }
    case 'urge':
      return [{ fact: { type: 'urged', departmentId, about: due.ref as CaseDeadline['kind'], cause: 'clock' }, ...over }];
    case 'decision': {
      const about = due.ref as DecisionAbout;
      return [{ fact: { type: 'decisionOverdue', about, departmentId, times: due.rung + 1 }, ...again(setting, due) }];
    }
    case 'review': {
      const { reviewEvery } = rules.policy.suspension;
      const next = deadlineOf(rules.calendar, due, { fromAt: due.dueAt, limits: [reviewEvery] });
      return [{ fact: { type: 'reviewDue', times: due.rung + 1 }, arms: [{ ...next, rung: due.rung + 1 }] }];
    }
    case 'supervision': {
      const limit = rules.policy.supervision.limit[state.grade];
      const fact = { type: 'supervised' as const, departmentId, times: state.supervisions + 1, cause: 'overdue' as const };
      return [{ fact, arms: [supervisionArm(setting, departmentId, limit)] }];
    }
    case 'callback': {
      const last = due.rung + 1 >= mostCallbacks(rules.policy);
      return [{ fact: { type: 'callbackDue', attempt: due.rung + 1 }, ...(last ? over : again(setting, due)) }];
    }
    case 'reopen':
      return [{ fact: { type: 'finalised' }, disarms: state.deadlines.map(deadlineKey) }];
  }
}

/** The same once more, counted from where it passed. */
function again({ state, rules }: Setting, due: CaseDeadline): Pick<Draft, 'arms' | 'disarms'> {
  const limit = limitOf({ state, rules }, due);
  if (limit === null) return { disarms: [deadlineKey(due)] };
  const next = deadlineOf(rules.calendar, due, { fromAt: due.dueAt, limits: [limit] });
  return { arms: [{ ...next, rung: due.rung + 1 }] };
}

/** 提级; at the top 督办, raised again as often as the policy says: a case is always somebody's. */
function levelPassed(setting: Setting): Draft {
  const { state, rules } = setting;
  const wider = state.level === 'grid' && state.stage !== 'handling' ? widerGrid(rules, state) : null;
  if (wider !== null) {
    const nested = { ...setting, state: { ...state, nest: wider.index } };
    const fact = { type: 'escalated' as const, from: state.level, to: state.level, cause: 'deadline' as const, nest: wider };
    return { fact, arms: levelArms(nested, ladder(nested)) };
  }
  const above = nextLevel(rules.policy, state.grade, state.level);
  if (above === null) {
    const arms = levelArms(setting, rules.policy.supervisionEvery[state.grade]);
    return { fact: { type: 'supervised', departmentId: null, times: state.supervisions + 1 }, arms };
  }
  return {
    fact: { type: 'escalated', from: state.level, to: above, cause: 'deadline' },
    level: above,
    arms: levelArms(setting, ladder(setting, above)),
  };
}

/** Inside tier grid: the next wider nested grid that has a timer of its own. */
function widerGrid({ policy }: CaseRules, { place, nest }: CaseState) {
  const nesting = place.nesting ?? [];
  for (let index = nest + 1; index < nesting.length; index++) {
    const grid = nesting[index];
    if (grid !== undefined && policy.nested[grid.kind] !== undefined) return { index, ...grid };
  }
  return null;
}

/** A department is late with a step: the miss is kept, and the rungs above it follow one by one until it acts. */
function stepPassed({ state, rules }: Setting, due: CaseDeadline, step: TaskStep): Draft[] {
  const departmentId = due.departmentId ?? '';
  const { steps = [], repeatLast = null } = rules.policy.departmentLadders[step] ?? {};
  const after = steps[due.rung + 1]?.after ?? repeatLast;
  const clock =
    after === null
      ? { disarms: [deadlineKey(due)] }
      : {
          arms: [
            {
              ...deadlineOf(rules.calendar, due, { fromAt: due.dueAt, limits: [after] }),
              rung: due.rung + 1,
              missedAt: due.missedAt ?? due.dueAt,
            },
          ],
        };
  const missed: Draft = { fact: { type: 'stepMissed', departmentId, step, rung: due.rung }, ...clock };
  switch (rungAt(rules.policy, step, due.rung)) {
    case 'supervision':
      return [missed, { fact: { type: 'supervised', departmentId, times: state.supervisions + 1 } }];
    case 'criticism':
      return [missed, { fact: { type: 'criticised', departmentId, step } }];
    case 'duty':
    case 'deputy':
    case 'head':
    case 'levelAbove':
      return [missed];
  }
}
