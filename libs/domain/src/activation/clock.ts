import { byClock, decided, type Applied } from './decided.js';
import type { ActivationFact } from './event.js';
import { firstReport, furtherReport, owedReports } from './reports.js';
import { isOver, type ActivationRules, type ActivationState } from './state.js';
import { nextTelling, stepsToStart, undosToStart } from './steps.js';

type Due = { at: number; of: 'phase' } | { at: number; of: 'step'; code: string } | { at: number; of: 'report'; index: number };

/** The earliest instant at which something happens by itself; null when nothing will. */
export function nextDue(state: ActivationState): Due | null {
  if (isOver(state)) return null;
  const dues: Due[] = state.phaseDueAt === null ? [] : [{ at: state.phaseDueAt, of: 'phase' }];
  for (const { code, dueAt } of state.steps) if (dueAt !== null) dues.push({ at: dueAt, of: 'step', code });
  for (const [index, { dueAt, overdue, filedAt }] of state.reports.entries()) {
    const owed = filedAt === null && !overdue && (state.phase === 'active' || state.reports[index]?.kind === 'final');
    if (owed) dues.push({ at: dueAt, of: 'report', index });
  }
  return dues.reduce<Due | null>((first, due) => (first === null || due.at < first.at ? due : first), null);
}

/** Everything the clock has decided by `now`, oldest first, each at its own instant: an outage moves nothing. */
export function settle(state: ActivationState, rules: ActivationRules, now: number): Applied {
  let applied: Applied = follow({ state, events: [] }, rules, now);
  for (let due = nextDue(applied.state); due !== null && due.at <= now; due = nextDue(applied.state)) {
    applied = decided(applied, rules, passed(applied.state, rules, due), byClock(due.at));
    applied = follow(applied, rules, due.at);
  }
  return applied;
}

/** What follows by itself from how things stand: steps whose turn it is, and the end. */
export function follow(applied: Applied, rules: ActivationRules, at: number): Applied {
  for (let after = applied; ; ) {
    const facts = following(after.state, rules, at);
    if (facts.length === 0) return after;
    after = decided(after, rules, facts, byClock(at));
  }
}

function following(state: ActivationState, rules: ActivationRules, at: number): ActivationFact[] {
  if (state.phase === 'active') return stepsToStart(state, rules, at);
  if (state.phase !== 'standingDown') return [];
  const undos = undosToStart(state, rules, at);
  if (undos.length > 0) return undos;
  // An overdue final report is still to be signed.
  const open = state.steps.some((step) => step.state === 'undoing') || owedReports(state).some(({ kind }) => kind === 'final');
  return open ? [] : [{ type: 'ended' }];
}

function passed(state: ActivationState, rules: ActivationRules, due: Due): ActivationFact[] {
  switch (due.of) {
    case 'phase':
      return state.phase === 'confirming' ? [{ type: 'lapsed' }] : [{ type: 'tookEffect' }, ...firstReport(state, rules, due.at)];
    case 'step': {
      const rule = rules.steps.find(({ code }) => code === due.code);
      const times = (state.steps.find(({ code }) => code === due.code)?.overdue ?? 0) + 1;
      if (rule === undefined) throw new Error(`a step that the plan has not: ${due.code}`);
      return [{ type: 'stepOverdue', code: due.code, times, dueAt: nextTelling(rule, times, due.at) }];
    }
    case 'report': {
      const report = state.reports[due.index];
      if (report === undefined) throw new Error('a report that is not owed');
      const { kind, nth } = report;
      const next = state.phase === 'active' ? furtherReport(rules, report) : [];
      return [{ type: 'reportOverdue', kind, nth }, ...next];
    }
  }
}
