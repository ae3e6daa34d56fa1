import type { Actor } from '../case/actor.js';
import type { ActivationEvent } from './event.js';
import { standsBelow } from './rights.js';
import type { ActivationRules, ActivationState, ReportRun, StepRun } from './state.js';

/** The state after one more event. The first must be `pressed`; throws on a gap, which would be a bug of ours. */
export function evolve(state: ActivationState | null, event: ActivationEvent, rules: ActivationRules): ActivationState {
  if (state === null) return begin(event, rules);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} after ${state.seq}`);
  return { ...state, seq: event.seq, ...change(state, event) };
}

function begin({ activationId, seq, at, actor, fact }: ActivationEvent, rules: ActivationRules): ActivationState {
  if (fact.type !== 'pressed' || actor === null) throw new Error('a history begins with pressed');
  const { realm, planCode, level, breakGlass, approvalId, phaseDueAt } = fact;
  return {
    activationId,
    seq,
    realm,
    planCode,
    areas: fact.areas.map((code) => ({ code, level, until: null, orderedBy: actor })),
    phase: rules.twoPersons && !breakGlass ? 'confirming' : 'window',
    pressedBy: actor,
    pressedAt: at,
    breakGlass,
    approvalId,
    confirmedBy: null,
    phaseDueAt,
    effectiveAt: null,
    stoodDownAt: null,
    steps: rules.steps.map(({ code }) => ({ code, state: 'waiting', dueAt: null, overdue: 0 })),
    reports: [],
  };
}

function change(state: ActivationState, { fact, actor, at }: ActivationEvent): Partial<ActivationState> {
  switch (fact.type) {
    case 'pressed':
      throw new Error('pressed twice');
    case 'confirmed':
      return { phase: 'window', confirmedBy: actor, phaseDueAt: fact.phaseDueAt };
    case 'cancelled':
      return { phase: 'cancelled', phaseDueAt: null };
    case 'lapsed':
      return { phase: 'lapsed', phaseDueAt: null };
    case 'tookEffect':
      return { phase: 'active', effectiveAt: at, phaseDueAt: null };
    case 'brokeGlass':
      return { phase: 'window', breakGlass: true, phaseDueAt: at };
    case 'frozen':
    case 'peopleAdded':
    case 'peopleReleased':
    case 'calledNow':
      return {};
    case 'upgraded':
    case 'downgraded':
      return { areas: state.areas.map((area) => (fact.areas.includes(area.code) ? { ...area, level: fact.level, orderedBy: higher(area.orderedBy, actor) } : area)) };
    case 'areasStoodDown':
      return { areas: state.areas.map((area) => (fact.areas.includes(area.code) ? { ...area, until: at } : area)) };
    case 'stoodDown':
      return { phase: 'standingDown', stoodDownAt: at, steps: state.steps.map(letGo) };
    case 'stepStarted':
      return stepIs(state, fact.code, { state: 'running', dueAt: fact.dueAt, overdue: 0 });
    case 'stepDone':
      return stepIs(state, fact.code, { state: 'done', dueAt: null });
    case 'stepOverdue':
      return stepIs(state, fact.code, { dueAt: fact.dueAt, overdue: fact.times });
    case 'undoStarted':
      return stepIs(state, fact.code, { state: 'undoing', dueAt: fact.dueAt, overdue: 0 });
    case 'undone':
      return stepIs(state, fact.code, { state: 'undone', dueAt: null });
    case 'reportOwed':
      return { reports: [...state.reports, { kind: fact.kind, nth: fact.nth, dueAt: fact.dueAt, overdue: false, filedAt: null }] };
    case 'reportOverdue':
      return reportIs(state, fact, { overdue: true });
    case 'reportFiled':
      return reportIs(state, fact, { filedAt: at });
    case 'ended':
      return { phase: 'ended' };
  }
}

function higher(before: Actor, actor: Actor | null): Actor {
  return actor === null || standsBelow(actor, before) ? before : actor;
}

/** What was never begun, or is under way when all is called off, is not done any more. */
function letGo(step: StepRun): StepRun {
  return step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped', dueAt: null } : step;
}

function stepIs({ steps }: ActivationState, code: string, next: Partial<StepRun>): Pick<ActivationState, 'steps'> {
  return { steps: steps.map((step) => (step.code === code ? { ...step, ...next } : step)) };
}

function reportIs({ reports }: ActivationState, { kind, nth }: Pick<ReportRun, 'kind' | 'nth'>, next: Partial<ReportRun>): Pick<ActivationState, 'reports'> {
  return { reports: reports.map((report) => (report.kind === kind && report.nth === nth ? { ...report, ...next } : report)) };
}
