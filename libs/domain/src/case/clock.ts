import { addLimit } from '../limit.js';
import type { CasePolicy, CaseRules, LadderStep, TaskStep } from '../policy.js';
import { tierAbove } from '../tier.js';
import type { Draft } from './decide.js';
import type { CaseEvent } from './event.js';
import { evolve } from './evolve.js';
import { deadlineKey, nextDeadline, type CaseDeadline, type CaseState } from './state.js';

/**
 * Everything the clock has decided by `now`, oldest first: each passed deadline acts at its own instant,
 * and what follows is counted from there, so that an outage moves nothing.
 */
export function settleDue(state: CaseState, rules: CaseRules, now: number): { state: CaseState; events: CaseEvent[] } {
  const events: CaseEvent[] = [];
  for (let due = nextDeadline(state); due !== null && due.dueAt <= now; due = nextDeadline(state)) {
    for (const draft of deadlinePassed(state, rules, due)) {
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

function deadlinePassed(state: CaseState, rules: CaseRules, due: CaseDeadline): Draft[] {
  if (due.kind === 'level') return [levelPassed(state, rules, due)];
  return stepPassed(state, rules, due, due.kind);
}

/** 提级; at the top 督办, raised again as often as the policy says: a case is always somebody's. */
function levelPassed(state: CaseState, rules: CaseRules, due: CaseDeadline): Draft {
  const above = tierAbove(state.level);
  const limit =
    above === null ? rules.policy.supervisionEvery[state.grade] : rules.policy.ladders[state.grade][above];
  const arms = [{ ...due, dueAt: addLimit(rules.calendar, due.dueAt, limit) }];
  if (above === null) {
    return { fact: { type: 'supervised', departmentId: null, times: state.supervisions + 1 }, arms };
  }
  return { fact: { type: 'escalated', from: state.level, to: above, cause: 'deadline' }, level: above, arms };
}

/** A department is late with a step: the miss is kept, and the rungs above it follow one by one until it acts. */
function stepPassed(state: CaseState, rules: CaseRules, due: CaseDeadline, step: TaskStep): Draft[] {
  const departmentId = due.departmentId ?? '';
  const { steps, repeatLast } = rules.policy.departmentLadders[step];
  const after = steps[due.rung + 1]?.after ?? repeatLast;
  const clock =
    after === null
      ? { disarms: [deadlineKey(due)] }
      : { arms: [{ ...due, rung: due.rung + 1, dueAt: addLimit(rules.calendar, due.dueAt, after) }] };
  const missed: Draft = { fact: { type: 'stepMissed', departmentId, step, rung: due.rung }, ...clock };
  if (rungAt(rules.policy, step, due.rung) !== 'supervision') return [missed];
  return [missed, { fact: { type: 'supervised', departmentId, times: state.supervisions + 1 } }];
}

/** Whom a rung reaches; beyond the last it is the last again. */
export function rungAt(policy: CasePolicy, step: TaskStep, rung: number): LadderStep['tell'] {
  const { steps } = policy.departmentLadders[step];
  return steps[Math.min(rung, steps.length - 1)]?.tell ?? 'duty';
}
