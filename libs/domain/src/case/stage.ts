import { DEADLINE_KINDS, type DeadlineKind } from './deadline.js';

/** 受理 立案 派遣 处置 核查 结案 (扶沟), and the ends: 已结案, 不予受理, 作废, 并案. */
export const STAGES = [
  'intake',
  'filing',
  'dispatch',
  'handling',
  'verification',
  'closure',
  'closed',
  'rejected',
  'cancelled',
  'merged',
] as const;
export type Stage = (typeof STAGES)[number];

const ENDS: readonly Stage[] = ['closed', 'rejected', 'cancelled', 'merged'];

/** Nobody works on it any longer; a closed case may still be called back and reopened. */
export function isEnded(stage: Stage): boolean {
  return ENDS.includes(stage);
}

/** 立案 is passed through: accepting files a case and dispatches it at once, so that nothing is heard in between. */
const PASSED: readonly Stage[] = ['filing'];
const OPEN = STAGES.filter((stage) => !isEnded(stage) && !PASSED.includes(stage));
const OUT: readonly Stage[] = ['dispatch', 'handling'];

/**
 * In which stages a command is heard at all, a row a command; {@link STAGE_MOVES} says where it may lead.
 * What each asks for besides is in `rights.ts`.
 */
export const HEARD_IN = {
  accept: ['intake'],
  reject: ['intake'],
  whistle: ['dispatch'],
  decideWhistle: [...OUT, 'verification', 'closure'],
  withdrawWhistle: ['handling'],
  sign: ['handling'],
  contact: ['handling'],
  reportIn: ['handling'],
  completePhase: ['handling'],
  finish: OUT,
  handOver: ['handling'],
  requestReturn: ['handling'],
  decideReturn: ['handling'],
  adjudicate: ['handling'],
  reassign: ['handling'],
  addDepartment: ['handling'],
  releaseDepartment: ['handling'],
  requestExtension: ['handling'],
  decideExtension: ['handling'],
  requestSuspension: OUT,
  decideSuspension: OUT,
  resume: OUT,
  urge: OPEN,
  supervise: OPEN,
  escalate: OPEN,
  deescalate: OPEN,
  verify: ['verification'],
  close: ['closure'],
  reopen: ['closed'],
  recordCallback: ['closed'],
  rate: ['closure', 'closed'],
  merge: OPEN,
  linkChild: OPEN,
  cancel: OPEN,
  attach: [...OPEN, 'closed'],
} as const satisfies Record<string, readonly Stage[]>;

export type CaseCommandName = keyof typeof HEARD_IN;
export const CASE_COMMANDS = Object.keys(HEARD_IN) as CaseCommandName[];

export function hears(stage: Stage, command: CaseCommandName): boolean {
  return (HEARD_IN[command] as readonly Stage[]).includes(stage);
}

/** Who moves a case: a command, or the close of its parent. A deadline that passes raises a level, never a stage. */
export type Mover = CaseCommandName | 'parentClosed';

const ENDED_BY = { cancelled: ['cancel'], merged: ['merge'], closed: ['parentClosed'] } as const;

/** Every move between stages, and all that may make it; checked when a process starts and by the model test. */
export const STAGE_ROADS: Record<Stage, Partial<Record<Stage, readonly Mover[]>>> = {
  intake: { filing: ['accept'], rejected: ['reject'], ...ENDED_BY },
  filing: { dispatch: ['accept'] },
  dispatch: { handling: ['whistle', 'decideWhistle'], verification: ['finish'], ...ENDED_BY },
  handling: {
    verification: ['finish', 'decideReturn', 'releaseDepartment'],
    dispatch: ['withdrawWhistle', 'decideWhistle', 'decideReturn', 'releaseDepartment'],
    ...ENDED_BY,
  },
  verification: { closure: ['verify'], handling: ['verify'], dispatch: ['verify'], ...ENDED_BY },
  closure: { ...ENDED_BY, closed: ['close', 'parentClosed'] },
  closed: { dispatch: ['reopen'], handling: ['reopen'] },
  rejected: {},
  cancelled: {},
  merged: {},
};

/** The moves alone. */
export const STAGE_MOVES = Object.fromEntries(
  STAGES.map((stage) => [stage, Object.keys(STAGE_ROADS[stage])]),
) as unknown as Record<Stage, readonly Stage[]>;

const WITH_LEVEL = ['level', 'urge', 'supervision'] as const;

/** Which clocks may run in a stage: while it is open its level's does, or a review while it is suspended. */
export const CLOCKS_IN: Record<Stage, readonly DeadlineKind[]> = {
  intake: WITH_LEVEL,
  filing: WITH_LEVEL,
  dispatch: [...WITH_LEVEL, 'decision', 'review'],
  handling: [...WITH_LEVEL, 'sign', 'contact', 'reportIn', 'finish', 'phase', 'decision', 'review'],
  verification: [...WITH_LEVEL, 'decision'],
  closure: [...WITH_LEVEL, 'decision'],
  closed: ['callback', 'reopen'],
  rejected: [],
  cancelled: [],
  merged: [],
};

/** Of stages and commands by name, so that a test may try broken ones. */
export interface StageTables {
  roads: Record<string, Partial<Record<string, readonly string[]>>>;
  heard: Record<string, readonly string[]>;
  clocks: Record<string, readonly string[]>;
}

/**
 * Throws when a table names a stage that is none, when a stage cannot be reached from `intake`, when an open stage has no
 * way to an end or no level's clock, when a move's command is not heard where it begins, or when a command or a kind of
 * deadline has no stage: a table with an island or a trap is a bug, not data.
 */
export function assertStageTables(tables: Partial<StageTables> = {}): void {
  const { roads, heard, clocks }: StageTables = { roads: STAGE_ROADS, heard: HEARD_IN, clocks: CLOCKS_IN, ...tables };
  const moves = Object.fromEntries(Object.entries(roads).map(([from, to]) => [from, Object.keys(to)]));
  const known: readonly string[] = STAGES;
  for (const [from, to] of [...Object.entries(moves), ...Object.entries(heard), ['clocks', Object.keys(clocks)] as const]) {
    for (const stage of to) if (!known.includes(stage)) throw new Error(`${from} names the stage ${stage}, which is none`);
  }
  none(known.filter((stage) => roads[stage] === undefined || clocks[stage] === undefined), 'stages that a table leaves out');
  none(Object.keys(heard).filter((command) => heard[command]?.length === 0), 'commands that no stage hears');
  none(known.filter((stage) => !reachable('intake', moves).has(stage)), 'stages that no move reaches');
  none([...OPEN, ...PASSED].filter((stage) => !reachable(stage, byCommand(roads)).has('closed')), 'stages without a way to a closed case');
  none([...OPEN, ...PASSED].filter((stage) => clocks[stage]?.includes('level') !== true), 'open stages without a clock of their level');
  none(unheard({ roads, heard }), 'moves that no command makes there');
  const kinds: readonly string[] = DEADLINE_KINDS;
  none(kinds.filter((kind) => !Object.values(clocks).some((stage) => stage.includes(kind))), 'deadlines of no stage');
  none(Object.values(clocks).flat().filter((kind) => !kinds.includes(kind)), 'deadlines of no kind');
}

function none(faults: readonly string[], what: string): void {
  if (faults.length > 0) throw new Error(`${what}: ${faults.join(', ')}`);
}

/** The moves people can make: that a parent may be closed is no way out of a trap. */
function byCommand(roads: StageTables['roads']): Record<string, string[]> {
  const isPeoples = ([, movers = []]: [string, (readonly string[])?]): boolean => movers.some((mover) => mover !== 'parentClosed');
  return Object.fromEntries(
    Object.entries(roads).map(([from, to]) => [from, Object.entries(to).filter(isPeoples).map(([stage]) => stage)]),
  );
}

function unheard({ roads, heard }: Pick<StageTables, 'roads' | 'heard'>): string[] {
  return Object.entries(roads).flatMap(([from, to]) =>
    PASSED.some((stage) => stage === from)
      ? []
      : Object.entries(to).flatMap(([stage, movers = []]) =>
          movers.length === 0 || movers.some((mover) => mover !== 'parentClosed' && heard[mover]?.includes(from) !== true)
            ? [`${from} → ${stage}`]
            : [],
        ),
  );
}

function reachable(from: string, moves: Record<string, readonly string[]>): Set<string> {
  const seen = new Set([from]);
  for (const stage of seen) for (const next of moves[stage] ?? []) seen.add(next);
  return seen;
}
