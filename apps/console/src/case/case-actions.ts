import type { CaseCommandName } from '@shaodao/domain/case/stage';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { COMMAND_WORDS } from './case-words.js';

/** Commands whose form asks for more than one text. */
export type FormName = Exclude<
  CaseCommandName,
  'sign' | 'verify' | 'finish' | 'withdrawWhistle' | 'resume' | 'reopen' | 'cancel' | 'attach'
>;

/** What is seldom asked for stands behind 更多, under one of these. */
export const MORE_GROUPS = ['departments', 'time', 'relations'] as const;
export type MoreGroup = (typeof MORE_GROUPS)[number];

/** One button: an act that needs nothing more, or the form that asks for the rest. */
export type CaseAction = {
  id: string;
  words: string;
  /** What the case waits for stands first and filled; what undoes or refuses stands last. */
  tone: 'main' | 'plain' | 'careful';
  /** null stands in the open. */
  group: MoreGroup | null;
} & (
  | { act: CaseAct }
  /** `phase`: chosen already, by a button beside it. */
  | { form: FormName; phase?: number }
  | { form: 'words'; label: string; note?: string; toAct: (words: string) => CaseAct }
);

export type FormAction = Extract<CaseAction, { form: string }>;

type Seen = Pick<CaseSnapshot, 'allowedCommands' | 'stage' | 'children' | 'evidence'>;

const GROUPS: Partial<Record<CaseCommandName, MoreGroup>> = {
  handOver: 'departments',
  reassign: 'departments',
  addDepartment: 'departments',
  releaseDepartment: 'departments',
  withdrawWhistle: 'departments',
  requestSuspension: 'time',
  urge: 'time',
  supervise: 'time',
  deescalate: 'time',
  linkChild: 'relations',
  merge: 'relations',
  cancel: 'relations',
};

const TONES: Partial<Record<CaseCommandName, CaseAction['tone']>> = {
  decideWhistle: 'main',
  decideReturn: 'main',
  decideExtension: 'main',
  decideSuspension: 'main',
  adjudicate: 'main',
  resume: 'main',
  accept: 'main',
  whistle: 'main',
  sign: 'main',
  contact: 'main',
  reportIn: 'main',
  verify: 'main',
  close: 'main',
  recordCallback: 'main',
  reject: 'careful',
  requestReturn: 'careful',
  withdrawWhistle: 'careful',
  releaseDepartment: 'careful',
  merge: 'careful',
  cancel: 'careful',
};

const NOTES = {
  withdrawWhistle: '各部门的任务随之撤销，案件回到派遣',
  resume: '各时限从现在接着走，剩余时间不变',
  reopen: '同一案件继续办理，用时接着计算，计返工一次',
  cancel: '作废后案件结束，不能恢复',
} as const;

const ORDER = { main: 0, plain: 1, careful: 2 };

/** The buttons of a case: exactly its `allowedCommands`; 核查 has two, 核查通过 and 返工. */
export function actionsOf(snapshot: Seen): CaseAction[] {
  return snapshot.allowedCommands
    .flatMap((command) => actionsFor(command, snapshot))
    .sort((a, b) => ORDER[a.tone] - ORDER[b.tone]);
}

/** 完成 beside one stage of the category's deadlines: the form of 完成分段 with that stage chosen. */
export function phaseAction(phase: number): FormAction {
  return { ...frameOf('completePhase'), form: 'completePhase', phase };
}

function frameOf(command: Exclude<CaseCommandName, 'verify'>): Pick<CaseAction, 'id' | 'words' | 'tone' | 'group'> {
  return { id: command, words: COMMAND_WORDS[command], tone: TONES[command] ?? 'plain', group: GROUPS[command] ?? null };
}

function actionsFor(command: CaseCommandName, { stage, children, evidence }: Seen): CaseAction[] {
  switch (command) {
    case 'verify':
      return [
        { id: 'pass', words: '核查通过', tone: 'main', group: null, act: { command, passed: true } },
        {
          id: 'rework',
          words: '返工',
          tone: 'careful',
          group: null,
          form: 'words',
          label: '返工理由',
          toAct: (reason) => ({ command, passed: false, reason }),
        },
      ];
    case 'sign':
      return [{ ...frameOf(command), act: { command } }];
    case 'close':
      // Asked first only where there is something to ask or to say.
      return children.some((child) => child.open) || evidence.shown < evidence.needed
        ? [{ ...frameOf(command), form: command }]
        : [{ ...frameOf(command), act: { command } }];
    case 'finish':
      return [
        {
          ...frameOf(command),
          // In dispatch the owner may settle it without a whistle; for a department it is the next step.
          tone: stage === 'dispatch' ? 'plain' : 'main',
          form: 'words',
          label: '办理结果',
          toAct: (result) => ({ command, result }),
        },
      ];
    case 'withdrawWhistle':
    case 'resume':
    case 'reopen':
    case 'cancel':
      return [
        {
          ...frameOf(command),
          form: 'words',
          label: `${COMMAND_WORDS[command]}理由`,
          note: NOTES[command],
          toAct: (reason) => ({ command, reason }),
        },
      ];
    case 'attach':
      return [];
    case 'accept':
    case 'reject':
    case 'whistle':
    case 'contact':
    case 'reportIn':
    case 'decideWhistle':
    case 'completePhase':
    case 'handOver':
    case 'requestReturn':
    case 'decideReturn':
    case 'adjudicate':
    case 'reassign':
    case 'addDepartment':
    case 'releaseDepartment':
    case 'requestExtension':
    case 'decideExtension':
    case 'requestSuspension':
    case 'decideSuspension':
    case 'urge':
    case 'supervise':
    case 'escalate':
    case 'deescalate':
    case 'recordCallback':
    case 'rate':
    case 'merge':
    case 'linkChild':
      return [{ ...frameOf(command), form: command }];
  }
}
