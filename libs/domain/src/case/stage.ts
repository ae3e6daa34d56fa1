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

const OPEN = STAGES.filter((stage) => !isEnded(stage));
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

/** Every move between stages that an event may make; checked when a process starts and by a test. */
export const STAGE_MOVES: Record<Stage, readonly Stage[]> = {
  intake: ['filing', 'rejected', 'cancelled', 'merged', 'closed'],
  filing: ['dispatch', 'cancelled', 'merged', 'closed'],
  dispatch: ['handling', 'verification', 'cancelled', 'merged', 'closed'],
  handling: ['verification', 'dispatch', 'cancelled', 'merged', 'closed'],
  verification: ['closure', 'handling', 'dispatch', 'cancelled', 'merged', 'closed'],
  closure: ['closed', 'cancelled', 'merged'],
  closed: ['dispatch', 'handling'],
  rejected: [],
  cancelled: [],
  merged: [],
};

/**
 * Throws when a table names a stage that is none, when a stage cannot be reached from `intake`, or when an open stage has
 * no way to an end: a table with an island or a trap is a bug, not data.
 */
export function assertStageTables(
  moves: Record<string, readonly string[]> = STAGE_MOVES,
  heard: Record<string, readonly string[]> = HEARD_IN,
): void {
  const known: readonly string[] = STAGES;
  for (const [from, to] of [...Object.entries(moves), ...Object.entries(heard)]) {
    for (const stage of to) if (!known.includes(stage)) throw new Error(`${from} names the stage ${stage}, which is none`);
  }
  const unheard = Object.keys(heard).filter((command) => heard[command]?.length === 0);
  if (unheard.length > 0) throw new Error(`commands that no stage hears: ${unheard.join(', ')}`);
  const lost = known.filter((stage) => !reachable('intake', moves).has(stage));
  if (lost.length > 0) throw new Error(`stages that no move reaches: ${lost.join(', ')}`);
  const trapped = OPEN.filter((stage) => !reachable(stage, moves).has('closed'));
  if (trapped.length > 0) throw new Error(`stages without a way to a closed case: ${trapped.join(', ')}`);
}

function reachable(from: string, moves: Record<string, readonly string[]>): Set<string> {
  const seen = new Set([from]);
  for (const stage of seen) for (const next of moves[stage] ?? []) seen.add(next);
  return seen;
}
