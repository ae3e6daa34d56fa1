import type { WorkingCalendar } from '../calendar.js';
import type { Actor } from '../case/actor.js';
import { RESPONSE_LEVELS, type ResponseLevel } from './level.js';
import type { Realm } from './realm.js';
import type { TaskRules } from './tasks.js';

/**
 * `confirming` waits for a second leader, `window` may still be taken back and nothing is sent, `active` is in force,
 * `standingDown` undoes its steps and owes the final report; the other three are ends.
 */
export const PHASES = ['confirming', 'window', 'active', 'standingDown', 'ended', 'cancelled', 'lapsed'] as const;
export type Phase = (typeof PHASES)[number];

export const STEP_STATES = ['waiting', 'running', 'done', 'undoing', 'undone', 'skipped'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** A step of a plan as the rules need it; its words stay in the record. */
export interface StepRule {
  code: string;
  wave: number;
  kind: 'task' | 'callVolunteers' | 'report';
  limitMs: number;
  needs: string[];
  /** Stand-down does something about it. */
  hasUndo: boolean;
  /** As many volunteers end it by themselves; 0 or absent: a person ends it. */
  people?: number;
}

/** What an activation lives under from the press on: its plan's, as the plan stood then. */
export interface ActivationRules {
  twoPersons: boolean;
  confirmWithinMs: number;
  /** 0: none. */
  cancelWindowMs: number;
  answerWithinMs: number;
  suspendRoutine: boolean;
  /** null: none is owed. */
  firstReportMs: number | null;
  furtherReportMs: number | null;
  steps: StepRule[];
  /** Activations of earlier releases have none: nobody is told of their tasks. */
  tasks?: TaskRules;
  /** The district's, for the final report. */
  calendar: WorkingCalendar;
}

/** An area of an activation. Stood down: `until` says when. */
export interface ActivatedArea {
  code: string;
  level: ResponseLevel;
  until: number | null;
  /** The highest in rank who has ordered there: whoever is below does not change it. */
  orderedBy: Actor;
}

export interface StepRun {
  code: string;
  state: StepState;
  /** Of its work or its undoing, whichever is under way. */
  dueAt: number | null;
  /** How often that has passed: red from 1 on. */
  overdue: number;
}

export const REPORT_KINDS = ['first', 'further', 'final'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** 初报 续报 终报. `nth` from 1 within its kind. */
export interface ReportRun {
  kind: ReportKind;
  nth: number;
  dueAt: number;
  overdue: boolean;
  filedAt: number | null;
}

/** What an activation is, after its first `seq` events. Ids, codes and instants only. */
export interface ActivationState {
  activationId: string;
  seq: number;
  realm: Realm;
  planCode: string;
  areas: ActivatedArea[];
  phase: Phase;
  pressedBy: Actor;
  pressedAt: number;
  /** 破窗: one person alone, for a stated reason. */
  breakGlass: boolean;
  /** Names this one press: an approval given to another is none. */
  approvalId: string;
  confirmedBy: Actor | null;
  /** When an unconfirmed press lapses, or the window ends; null otherwise. */
  phaseDueAt: number | null;
  effectiveAt: number | null;
  stoodDownAt: number | null;
  steps: StepRun[];
  reports: ReportRun[];
}

/** Still in force somewhere. */
export function isLive({ phase }: Pick<ActivationState, 'phase'>): boolean {
  return phase === 'confirming' || phase === 'window' || phase === 'active';
}

/** Nothing more can happen: the end of its workflow. */
export function isOver({ phase }: Pick<ActivationState, 'phase'>): boolean {
  return phase === 'ended' || phase === 'cancelled' || phase === 'lapsed';
}

/** Areas where it is in force. */
export function openAreas({ areas }: Pick<ActivationState, 'areas'>): ActivatedArea[] {
  return areas.filter(({ until }) => until === null);
}

/** The most severe level in force, or the last there was. */
export function levelOf(state: Pick<ActivationState, 'areas'>): ResponseLevel {
  const open = openAreas(state);
  const levels = (open.length > 0 ? open : state.areas).map(({ level }) => level);
  return RESPONSE_LEVELS.find((level) => levels.includes(level)) ?? 'IV';
}

/** Is it in force over this ground? A person's team may stand in an area that was stood down before the others. */
export function isInForceAt(state: Pick<ActivationState, 'areas' | 'phase'>, code: string): boolean {
  return state.phase === 'active' && openAreas(state).some((area) => code.startsWith(area.code));
}
