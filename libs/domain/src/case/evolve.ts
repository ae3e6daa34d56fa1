import { completeCategory } from '../stored-rules.js';
import type { CaseDeadline } from './deadline.js';
import type { CaseEvent } from './event.js';
import { changeCase } from './evolve-case.js';
import { emergencyAfter, goneWith } from './evolve-emergency.js';
import { changeTasks } from './evolve-tasks.js';
import { isEnded } from './stage.js';
import type { CaseState } from './state.js';

/** The state after one more event. The first must be `reported`; throws on a gap, which would be a bug of ours. */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (state === null) return begin(event);
  if (event.seq !== state.seq + 1) throw new Error(`event ${event.seq} after ${state.seq}`);
  const next: CaseState = { ...state, seq: event.seq, stage: event.stage, level: event.level };
  if (event.arms.length > 0 || event.disarms.length > 0) next.deadlines = deadlinesAfter(state, event);
  if (state.emergency !== null) next.emergency = emergencyAfter(state.emergency, event);
  // What was missed belongs to the stage it was missed in.
  if (event.stage !== state.stage) Object.assign(next, leaving(next));
  if (event.level !== state.level) Object.assign(next, { levelSince: event.at, nest: 0 });
  if (isEnded(event.stage)) Object.assign(next, NOTHING_ASKED, PEACE);
  return Object.assign(next, changeCase(next, event), changeTasks(next, event));
}

/** Those that are not replaced or ended, in the order in which they were armed. A reminder ends with what it is about. */
function deadlinesAfter({ deadlines }: CaseState, event: CaseEvent): CaseDeadline[] {
  const isGone = goneWith(event);
  return [...deadlines.filter((deadline) => !isGone(deadline)), ...event.arms];
}

/** The state a history leads to. */
export function rebuild(events: readonly CaseEvent[]): CaseState | null {
  return events.reduce<CaseState | null>(evolve, null);
}

/** What waits for a decision belongs to its stage too, but for the approval of a whistle that sounded at once. */
function leaving({ stage, whistle, whistleAsked, tasks }: CaseState): Partial<CaseState> {
  return {
    missedLevels: [],
    // Dispatched anew: the whistle that was out has ended.
    whistle: stage === 'dispatch' ? null : whistle,
    whistleAsked: stage !== 'dispatch' && whistleAsked?.afterwards === true ? whistleAsked : null,
    adjudicationAsked: null,
    suspensionAsked: null,
    tasks: tasks.map((task) => ({ ...task, returnAsked: null, extensionAsked: null })),
  };
}

const NOTHING_ASKED = { whistleAsked: null, adjudicationAsked: null, suspensionAsked: null, suspended: null };
/** An ended case is nobody's emergency; one that is reopened is told anew what holds on its ground. */
const PEACE = { modeEpoch: 0, emergency: null };

/** What a case begins with, and what the kept state of a case of an earlier release lacks. */
const FRESH = {
  nest: 0,
  closedAt: null,
  whistle: null,
  ...NOTHING_ASKED,
  ...PEACE,
  tasks: [],
  handlerIds: [],
  reworks: 0,
  returns: 0,
  missedLevels: [],
  supervisions: 0,
  phasesDone: [],
  missedPhases: [],
  attachments: [],
  parentId: null,
  children: [],
  mergedIntoId: null,
  duplicateIds: [],
  callbacks: [],
} satisfies Partial<CaseState>;

/** A state as it stands in the record, whichever release wrote it. */
export function completeState(stored: Partial<CaseState> & Pick<CaseState, 'reportedAt' | 'category'>, rulesRef: string): CaseState {
  const tasks = (stored.tasks ?? []).map((task) => ({
    signedAt: null,
    ownerId: null,
    forced: false,
    returnAsked: null,
    returnRefused: false,
    extensionAsked: null,
    extensions: 0,
    reworks: 0,
    rating: null,
    ...(task as Partial<typeof task>),
  }));
  const category = completeCategory(stored.category);
  return { ...FRESH, levelSince: stored.reportedAt, rulesRef, ...stored, category, tasks } as CaseState;
}

function begin(event: CaseEvent): CaseState {
  const { fact } = event;
  if (fact.type !== 'reported' || event.actor === null) throw new Error('a history begins with reported');
  return {
    ...FRESH,
    caseId: event.caseId,
    seq: event.seq,
    stage: event.stage,
    level: event.level,
    levelSince: event.at,
    grade: fact.grade,
    category: completeCategory(fact.category),
    place: fact.place,
    rulesRef: `${fact.policy}/${fact.calendar}`,
    reporterId: event.actor.personId,
    reportedAt: event.at,
    deadlines: event.arms,
  };
}
