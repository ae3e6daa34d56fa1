import type { DecisionAbout } from '@shaodao/domain/case/deadline';
import type { CaseDeadline, CaseSnapshot } from '../api.js';
import { DEADLINE_WORDS, DECISION_WORDS } from './case-words.js';

/** What a deadline is about and whose it is, e.g. 区城管局 办结, 围挡, 挂账审批. */
export function deadlineWords(
  { kind, departmentId, ref }: Pick<CaseDeadline, 'kind' | 'departmentId' | 'ref'>,
  { phases }: CaseSnapshot,
  departmentName: (id: string) => string,
): string {
  const who = departmentId === null ? '' : `${departmentName(departmentId)} `;
  if (kind === 'phase') return `“${phases[Number(ref)]?.name ?? DEADLINE_WORDS.phase}”`;
  if (kind === 'decision') return `${who}${DECISION_WORDS[ref as DecisionAbout]}`;
  return `${who}${DEADLINE_WORDS[kind]}`;
}
