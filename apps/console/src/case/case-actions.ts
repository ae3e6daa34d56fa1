import type { CaseAct, CaseSnapshot } from '../api.js';
import { COMMAND_WORDS } from './case-words.js';

type FormName = 'accept' | 'whistle' | 'contact' | 'reportIn' | 'words';

/** One button: an act that needs nothing more, or the form that asks for the rest. */
export type CaseAction = {
  id: string;
  words: string;
  /** What the case waits for stands first and filled; what undoes or refuses stands last. */
  tone: 'main' | 'plain' | 'careful';
} & ({ act: CaseAct } | { form: Exclude<FormName, 'words'> } | { form: 'words'; label: string; toAct: (words: string) => CaseAct });

export type FormAction = Extract<CaseAction, { form: string }>;

/** The buttons of a case: exactly its `allowedCommands`; 核查 has two, 核查通过 and 返工. */
export function actionsOf(snapshot: Pick<CaseSnapshot, 'allowedCommands' | 'stage'>): CaseAction[] {
  const order = { main: 0, plain: 1, careful: 2 };
  return snapshot.allowedCommands.flatMap((command) => actionsFor(command, snapshot.stage)).sort((a, b) => order[a.tone] - order[b.tone]);
}

function actionsFor(command: CaseSnapshot['allowedCommands'][number], stage: CaseSnapshot['stage']): CaseAction[] {
  switch (command) {
    case 'verify':
      return [
        { id: 'pass', words: '核查通过', tone: 'main', act: { command, passed: true } },
        {
          id: 'rework',
          words: '返工',
          tone: 'careful',
          form: 'words',
          label: '返工理由',
          toAct: (reason) => ({ command, passed: false, reason }),
        },
      ];
    case 'sign':
    case 'close':
      return [{ id: command, words: COMMAND_WORDS[command], tone: 'main', act: { command } }];
    case 'accept':
    case 'whistle':
    case 'contact':
    case 'reportIn':
      return [{ id: command, words: COMMAND_WORDS[command], tone: 'main', form: command }];
    case 'finish':
      return [
        {
          id: command,
          words: COMMAND_WORDS[command],
          // In dispatch the owner may settle it without a whistle; for a department it is the next step.
          tone: stage === 'dispatch' ? 'plain' : 'main',
          form: 'words',
          label: '办理结果',
          toAct: (result) => ({ command, result }),
        },
      ];
    case 'reject':
    case 'withdrawWhistle':
    case 'escalate':
      return [
        {
          id: command,
          words: COMMAND_WORDS[command],
          tone: command === 'escalate' ? 'plain' : 'careful',
          form: 'words',
          label: `${COMMAND_WORDS[command]}理由`,
          toAct: (reason) => ({ command, reason }),
        },
      ];
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
    case 'resume':
    case 'urge':
    case 'supervise':
    case 'deescalate':
    case 'reopen':
    case 'recordCallback':
    case 'rate':
    case 'merge':
    case 'linkChild':
    case 'cancel':
    case 'attach':
      return [];
  }
}
