import type { CaseActInput } from '@shaodao/contracts/case-act';
import type { CaseAct, WhistleTarget } from '@shaodao/domain/case/command';
import type { CaseCategory, CasePlace } from '@shaodao/domain/policy';

/** What a command's words and places were looked up to be. */
export interface Corrected {
  category: CaseCategory | null;
  place: CasePlace | null;
  /** Whom a whistle calls that names nobody. */
  called?: WhistleTarget[] | undefined;
}

/** The command as the workflow gets it, without a word of any person. Most have the same fields on both sides but for those. */
export function actOf(input: CaseActInput, corrected: Corrected | null): CaseAct {
  if (input.command === 'accept') {
    const { category, place } = corrected ?? { category: null, place: null };
    return { command: 'accept', category: category ?? undefined, place: place ?? undefined, grade: input.grade };
  }
  if (input.command === 'whistle') return { command: 'whistle', kind: input.kind, departments: corrected?.called ?? input.departments };
  const { command } = input;
  if (command === 'contact') {
    return { command, departmentId: input.departmentId, plannedFinishAt: Date.parse(input.plannedFinishAt) };
  }
  if (command === 'requestReturn') return { command, departmentId: input.departmentId, proposedId: input.proposedDepartmentId };
  if (command === 'requestSuspension') return { command, reviewAt: Date.parse(input.reviewAt) };
  const act: Record<string, unknown> = { ...input };
  for (const field of WORD_FIELDS) delete act[field];
  return act as CaseAct;
}

/** What people write or point at: kept in PostgreSQL, never in the engine. */
const WORD_FIELDS = ['reason', 'whom', 'measure', 'result', 'remark', 'location'] as const;

/** The words that came with a command and the place it was given at; null when there were none. */
export function wordsOf(input: CaseActInput): Record<string, unknown> | null {
  const given: Record<string, unknown> = { ...input };
  const words = Object.fromEntries(WORD_FIELDS.flatMap((field) => (given[field] === undefined ? [] : [[field, given[field]]])));
  return Object.keys(words).length === 0 ? null : words;
}
