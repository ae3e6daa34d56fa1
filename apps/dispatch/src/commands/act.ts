import type { CaseActInput } from '@shaodao/contracts/dispatch';
import type { CaseAct } from '@shaodao/domain/case/command';
import type { CaseCategory, CasePlace } from '@shaodao/domain/policy';

/** The command as the workflow gets it, without a word of any person. */
export function actOf(
  input: CaseActInput,
  corrected: { category: CaseCategory | null; place: CasePlace | null } | null,
): CaseAct {
  switch (input.command) {
    case 'accept':
      return { command: 'accept', category: corrected?.category ?? undefined, place: corrected?.place ?? undefined };
    case 'whistle':
      return { command: 'whistle', kind: input.kind, departments: input.departments };
    case 'contact':
      return {
        command: 'contact',
        departmentId: input.departmentId,
        plannedFinishAt: Date.parse(input.plannedFinishAt),
      };
    case 'verify':
      return { command: 'verify', passed: input.passed };
    case 'sign':
    case 'reportIn':
    case 'finish':
      return { command: input.command, departmentId: input.departmentId };
    case 'reject':
    case 'withdrawWhistle':
    case 'close':
    case 'escalate':
      return { command: input.command };
  }
}

/** The words that came with a command and the place it was given at; null when there were none. */
export function wordsOf(input: CaseActInput): Record<string, unknown> | null {
  switch (input.command) {
    case 'reject':
    case 'whistle':
    case 'withdrawWhistle':
    case 'escalate':
      return { reason: input.reason };
    case 'contact':
      return { whom: input.whom, measure: input.measure };
    case 'reportIn':
      return input.location === undefined ? null : { location: input.location };
    case 'finish':
      return { result: input.result };
    case 'verify':
      return input.reason === undefined ? null : { reason: input.reason };
    case 'accept':
    case 'sign':
    case 'close':
      return null;
  }
}
