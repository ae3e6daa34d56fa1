/** 受理 立案 派遣 处置 核查 结案 (扶沟), and the two ends. */
export const STAGES = [
  'intake',
  'filing',
  'dispatch',
  'handling',
  'verification',
  'closure',
  'closed',
  'rejected',
] as const;
export type Stage = (typeof STAGES)[number];

export function isEnded(stage: Stage): boolean {
  return stage === 'closed' || stage === 'rejected';
}

export const CASE_COMMANDS = [
  'accept',
  'reject',
  'whistle',
  'withdrawWhistle',
  'sign',
  'contact',
  'reportIn',
  'finish',
  'verify',
  'close',
  'escalate',
] as const;
export type CaseCommandName = (typeof CASE_COMMANDS)[number];

const OPEN: readonly Stage[] = ['intake', 'filing', 'dispatch', 'handling', 'verification', 'closure'];

/** In which stages a command is heard at all. One row a command; {@link STAGE_MOVES} says where it may lead. */
export const HEARD_IN: Record<CaseCommandName, readonly Stage[]> = {
  accept: ['intake'],
  reject: ['intake'],
  whistle: ['dispatch'],
  withdrawWhistle: ['handling'],
  sign: ['handling'],
  contact: ['handling'],
  reportIn: ['handling'],
  finish: ['dispatch', 'handling'],
  verify: ['verification'],
  close: ['closure'],
  escalate: OPEN,
};

/** Every move between stages that an event may make; checked when a process starts and by a test. */
export const STAGE_MOVES: Record<Stage, readonly Stage[]> = {
  intake: ['filing', 'rejected'],
  filing: ['dispatch'],
  dispatch: ['handling', 'verification'],
  handling: ['verification', 'dispatch'],
  verification: ['closure', 'handling', 'dispatch'],
  closure: ['closed'],
  closed: [],
  rejected: [],
};

/** Throws when a stage of the table cannot be reached from `intake`: a table with an island is a bug, not data. */
export function assertStagesReachable(moves: Record<Stage, readonly Stage[]> = STAGE_MOVES): void {
  const seen = new Set<Stage>(['intake']);
  for (const stage of seen) for (const next of moves[stage]) seen.add(next);
  const lost = STAGES.filter((stage) => !seen.has(stage));
  if (lost.length > 0) throw new Error(`stages that no move reaches: ${lost.join(', ')}`);
}
