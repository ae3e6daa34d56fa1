import { CLOCKS_IN, isEnded, STAGE_ROADS, STAGES, type Stage } from '@shaodao/domain/case/stage';

/** 环节 as the diagram names them. */
const NAMES: Record<Stage, string> = {
  intake: '受理 intake',
  filing: '立案 filing',
  dispatch: '派遣 dispatch',
  handling: '处置 handling',
  verification: '核查 verification',
  closure: '结案 closure',
  closed: '已结案 closed',
  rejected: '不予受理 rejected',
  cancelled: '作废 cancelled',
  merged: '并案 merged',
};

/** The page of a case's stages, made of the tables that decide: what moves it from where to where, and which clocks run. */
export function stagesPage(): string {
  const states = STAGES.map((stage) => `  state "${NAMES[stage]}" as ${stage}`);
  const moves = STAGES.flatMap((from) =>
    Object.entries(STAGE_ROADS[from]).map(([to, movers]) => `  ${from} --> ${to}: ${movers.join(' / ')}`),
  );
  const ends = STAGES.filter((stage) => isEnded(stage) && Object.keys(STAGE_ROADS[stage]).length === 0);
  const clocks = STAGES.map((stage) => `| ${NAMES[stage]} | ${CLOCKS_IN[stage].join(', ')} |`);
  return [
    '# Stages of a case',
    '',
    'Made of the tables in `libs/domain/src/case/stage.ts` by `npm run diagram`; a test compares it with them.',
    'A move names the commands that make it; `parentClosed` is the note of a parent that was closed with its children.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...states,
    '  [*] --> intake: report',
    ...moves,
    '  closed --> [*]: the time for reopening is over',
    ...ends.map((stage) => `  ${stage} --> [*]`),
    '```',
    '',
    '| Stage | Clocks that may run in it |',
    '| --- | --- |',
    ...clocks,
    '',
  ].join('\n');
}
