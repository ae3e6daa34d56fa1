import type { DecisionAbout } from '@shaodao/domain/case/deadline';
import type { CaseFactType } from '@shaodao/domain/case/event';
import type { CaseEvent, CaseSnapshot } from '../api.js';
import { limitWords } from '../clock/limit-words.js';
import { timeWords } from '../clock/time-words.js';
import { KIND_WORDS, PART_WORDS } from './case-words.js';

/** Something that was asked for and waits for somebody's word. */
export interface Wish {
  about: DecisionAbout;
  /** Whose task it is about; null where it is the whole case's. */
  departmentId: string | null;
  /** What is asked for. */
  words: string;
  /** Until when it should be decided; null in a case older than that limit. */
  dueAt: string | null;
}

/** Everything that waits for a decision, in the order of the snapshot. */
export function wishesOf(snapshot: CaseSnapshot, name: (departmentId: string) => string): Wish[] {
  const { whistleAsked, suspensionAsked, adjudicationDepartmentId, suspended } = snapshot;
  const wishes: Omit<Wish, 'dueAt'>[] = [];
  if (whistleAsked !== null) {
    const called = whistleAsked.departments.map((one) => `${name(one.departmentId)}（${PART_WORDS[one.part]}）`).join('、');
    const words = `${KIND_WORDS[whistleAsked.kind]}：${called}${whistleAsked.afterwards ? '；哨声已出，待补审批' : ''}`;
    wishes.push({ about: 'whistle', departmentId: null, words });
  }
  for (const { departmentId, returnAsked, extensionAsked } of snapshot.tasks) {
    if (returnAsked !== null) {
      const { proposedDepartmentId: proposed } = returnAsked;
      const words = `${name(departmentId)}申请退单${proposed === null ? '' : `，建议转${name(proposed)}`}`;
      wishes.push({ about: 'return', departmentId, words });
    }
    if (extensionAsked !== null) {
      const closing = snapshot.deadlines.find((one) => one.kind === 'finish' && one.departmentId === departmentId);
      const now = closing === undefined ? '' : `，现办结时限 ${timeWords(closing.dueAt)}`;
      const words = `${name(departmentId)}申请延期 ${limitWords(extensionAsked.limit)}${now}`;
      wishes.push({ about: 'extension', departmentId, words });
    }
  }
  if (adjudicationDepartmentId !== null) {
    const words = `${name(adjudicationDepartmentId)}再次要求退单，提请终审`;
    wishes.push({ about: 'adjudication', departmentId: adjudicationDepartmentId, words });
  }
  if (suspensionAsked !== null) {
    const until = timeWords(suspensionAsked.reviewAt);
    const words = suspended === null ? `申请挂账，${until} 复核` : `申请继续挂账，改为 ${until} 复核`;
    wishes.push({ about: 'suspension', departmentId: null, words });
  }
  return wishes.map((wish) => ({ ...wish, dueAt: dueOf(snapshot, wish) }));
}

function dueOf({ deadlines }: CaseSnapshot, { about, departmentId }: Omit<Wish, 'dueAt'>): string | null {
  const whose = about === 'return' || about === 'extension' ? departmentId : null;
  const open = deadlines.find((one) => one.kind === 'decision' && one.ref === about && one.departmentId === whose);
  return open?.dueAt ?? null;
}

const ASKED_BY: Record<DecisionAbout, CaseFactType> = {
  whistle: 'whistleAsked',
  return: 'returnRequested',
  extension: 'extensionRequested',
  adjudication: 'adjudicationRequested',
  suspension: 'suspensionRequested',
};

/** The line of history that asked for it: who, when, and the words that came with it. */
export function askingOf(events: readonly CaseEvent[], { about, departmentId }: Wish): CaseEvent | undefined {
  return events.findLast(
    ({ type, fact }) => type === ASKED_BY[about] && (departmentId === null || fact['departmentId'] === departmentId),
  );
}
