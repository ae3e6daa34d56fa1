import { firstReport, finalReport, furtherReport } from './reports.js';
import { settle } from './clock.js';
import type { ActivationAct, ActivationCommand, ActivationRefusal } from './command.js';
import { decided, type Applied } from './decided.js';
import type { ActivationEvent, ActivationFact } from './event.js';
import { evolve } from './evolve.js';
import { moreSevere, type ResponseLevel } from './level.js';
import { commandFault, standsBelow, type CommandFault } from './rights.js';
import type { Realm } from './realm.js';
import { isOver, levelOf, openAreas, type ActivationRules, type ActivationState } from './state.js';
import type { Actor } from '../case/actor.js';

/** 一键启动: the press of the key. */
export interface Press {
  activationId: string;
  approvalId: string;
  actor: Actor;
  at: number;
  realm: Realm;
  planCode: string;
  areas: string[];
  level: ResponseLevel;
  breakGlass: boolean;
  /** The stated reason. */
  textId: string;
}

/** An activation as it is pressed: waiting for a second person, or for its window; in force at once where it has neither. */
export function press(given: Press, rules: ActivationRules): Applied {
  const { activationId, approvalId, actor, at, realm, planCode, areas, level, breakGlass, textId } = given;
  const phaseDueAt = breakGlass ? at : at + (rules.twoPersons ? rules.confirmWithinMs : rules.cancelWindowMs);
  const fact: ActivationFact = { type: 'pressed', realm, planCode, areas, level, breakGlass, approvalId, phaseDueAt };
  const event: ActivationEvent = { activationId, seq: 1, at, actor, commandId: null, textId, fact };
  const { state, events } = settle(evolve(null, event, rules), rules, at);
  return { state, events: [event, ...events] };
}

/** Takes a command at `now`, after what the clock has decided by then. */
export function apply(before: ActivationState, rules: ActivationRules, command: ActivationCommand, now: number): Applied | ActivationRefusal {
  const settled = settle(before, rules, now);
  const facts = decide(settled.state, rules, command, now);
  if (!Array.isArray(facts)) return facts;
  const cause = { at: now, actor: command.actor, commandId: command.commandId, textId: command.textId };
  const taken = decided(settled, rules, facts, cause);
  // A window of no length is over the moment it begins.
  const { state, events } = settle(taken.state, rules, now);
  return { state, events: [...taken.events, ...events] };
}

function decide(state: ActivationState, rules: ActivationRules, { actor, act }: ActivationCommand, now: number): ActivationFact[] | ActivationRefusal {
  const refuse = (code: ActivationRefusal['code'], reason: string, field?: string): ActivationRefusal => ({ code, phase: state.phase, reason, ...(field === undefined ? {} : { field }) });
  if (needsLeader(act)) {
    const areas = areasOf(state, act);
    const stands = levelOf({ areas: state.areas.filter(({ code }) => areas.includes(code)) });
    const fault = commandFault(actor, areas, 'level' in act && moreSevere(act.level, stands) ? act.level : stands);
    if (fault !== null) return refuse('FORBIDDEN', FAULTS[fault], fault === 'area' ? 'areas' : undefined);
  }
  if (act.command !== 'confirm' && needsLeader(act) && isOrderedAbove(state, areasOf(state, act), actor)) return refuse('FORBIDDEN', FAULTS.tier);
  switch (act.command) {
    case 'confirm':
      if (state.phase !== 'confirming') return refuse('WRONG_STAGE', 'there is nothing to confirm (any more)');
      if (act.approvalId !== state.approvalId) return refuse('INVALID', 'the approval was given to another press', 'approval');
      if (actor.personId === state.pressedBy.personId) return refuse('FORBIDDEN', 'nobody confirms their own press');
      return [{ type: 'confirmed', phaseDueAt: now + rules.cancelWindowMs }];
    case 'cancel':
      return state.phase === 'confirming' || state.phase === 'window' ? [{ type: 'cancelled' }] : refuse('WRONG_STAGE', 'it is in force or over: stand it down');
    case 'breakGlass':
      return state.phase === 'confirming' ? [{ type: 'brokeGlass' }] : refuse('WRONG_STAGE', 'there is nothing to confirm (any more)');
    case 'changeLevel':
      return changeLevel(state, rules, act, now) ?? refuse('WRONG_STAGE', 'it is not in force in these areas at another level');
    case 'standDown':
      return standDown(state, rules, act.areas, now) ?? refuse('WRONG_STAGE', 'it is not in force there');
    case 'finishStep': {
      const run = state.steps.find(({ code }) => code === act.code);
      if (run === undefined) return refuse('NOT_FOUND', 'the plan has no such step', 'code');
      if (run.state === 'running') return [{ type: 'stepDone', code: act.code }];
      return run.state === 'undoing' ? [{ type: 'undone', code: act.code }] : refuse('WRONG_STAGE', 'the step is not under way');
    }
    case 'fileReport': {
      const report = state.reports.find(({ kind, nth }) => kind === act.kind && nth === act.nth);
      if (report === undefined) return refuse('NOT_FOUND', 'no such report is owed', 'nth');
      if (report.filedAt !== null) return refuse('WRONG_STAGE', 'it is filed already');
      const next = state.phase === 'active' && !report.overdue ? furtherReport(rules, report) : [];
      return [{ type: 'reportFiled', kind: act.kind, nth: act.nth, inTime: now <= report.dueAt }, ...next];
    }
    case 'addPeople':
    case 'releasePeople':
    case 'callNow':
      return state.phase === 'active' ? [peopleFact(act)] : refuse('WRONG_STAGE', 'it is not in force');
  }
}

function peopleFact(act: Extract<ActivationAct, { command: 'addPeople' | 'releasePeople' | 'callNow' }>): ActivationFact {
  switch (act.command) {
    case 'addPeople':
      return { type: 'peopleAdded', people: act.people, cause: act.cause };
    case 'releasePeople':
      return { type: 'peopleReleased', people: act.people };
    case 'callNow':
      return { type: 'calledNow', people: act.people, channel: act.channel, subdistricts: act.subdistricts, teamNo: act.teamNo };
  }
}

const FAULTS: Record<CommandFault, string> = {
  seat: 'your seat commands no activation',
  area: 'an area lies outside yours',
  level: 'the level is above what your seat may command',
  tier: 'a lower tier does not order a higher one',
};

function needsLeader({ command }: ActivationAct): boolean {
  return command !== 'finishStep' && command !== 'fileReport';
}

function isOrderedAbove(state: ActivationState, areas: readonly string[], actor: Actor): boolean {
  return state.areas.some(({ code, orderedBy }) => areas.includes(code) && standsBelow(actor, orderedBy));
}

function areasOf(state: ActivationState, act: ActivationAct): string[] {
  const named = 'areas' in act ? act.areas : null;
  return named ?? openAreas(state).map(({ code }) => code);
}

function changeLevel(state: ActivationState, rules: ActivationRules, { areas, level }: Extract<ActivationAct, { command: 'changeLevel' }>, now: number): ActivationFact[] | null {
  const open = openAreas(state);
  const named = open.filter(({ code }) => areas.includes(code));
  if (state.phase !== 'active' || named.length !== areas.length) return null;
  const up = named.filter((area) => moreSevere(level, area.level)).map(({ code }) => code);
  const down = named.filter((area) => moreSevere(area.level, level)).map(({ code }) => code);
  const facts: ActivationFact[] = [];
  if (up.length > 0) facts.push({ type: 'upgraded', areas: up, level });
  if (down.length > 0) facts.push({ type: 'downgraded', areas: down, level });
  if (facts.length === 0) return null;
  const raised = { ...state, areas: state.areas.map((area) => (up.includes(area.code) ? { ...area, level } : area)) };
  return [...facts, ...firstReport(raised, rules, now)];
}

function standDown(state: ActivationState, rules: ActivationRules, named: string[] | null, now: number): ActivationFact[] | null {
  const open = openAreas(state).map(({ code }) => code);
  const areas = named ?? open;
  if (state.phase !== 'active' || areas.length === 0 || !areas.every((code) => open.includes(code))) return null;
  const stood: ActivationFact = { type: 'areasStoodDown', areas };
  return areas.length === open.length ? [stood, { type: 'stoodDown' }, finalReport(rules, now)] : [stood];
}

/** Commands a page offers to this actor now. */
export function allowedActs(state: ActivationState, actor: Actor): ActivationAct['command'][] {
  if (isOver(state)) return [];
  const areas = openAreas(state).map(({ code }) => code);
  const fault = commandFault(actor, areas, levelOf(state));
  if (fault !== null) return [];
  const ordered = !isOrderedAbove(state, areas, actor);
  if (state.phase === 'confirming') return [...(actor.personId === state.pressedBy.personId ? [] : (['confirm'] as const)), ...(ordered ? (['cancel'] as const) : [])];
  if (state.phase === 'window') return ordered ? ['cancel'] : [];
  if (state.phase === 'standingDown') return ['finishStep', 'fileReport'];
  return [...(ordered ? (['changeLevel', 'standDown', 'addPeople', 'releasePeople'] as const) : []), 'finishStep', 'fileReport'];
}
