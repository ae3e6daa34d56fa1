import type { CaseFact } from '@shaodao/domain/case/event';
import type { KeptDeadline } from '@shaodao/domain/case/state';
import type { CaseSnapshot } from '../api.js';
import { usedWords, workWords } from '../clock/time-words.js';
import { useCaseEvents } from './case-queries.js';
import { deadlineWords } from './deadline-words.js';

interface Kept {
  snapshot: CaseSnapshot;
  departmentName: (id: string) => string;
}

/** The deadlines at rest of a suspended case, with what is left of each, as the history kept it. */
export function KeptDeadlines({ snapshot, departmentName }: Kept) {
  const events = useCaseEvents(snapshot.id);
  const kept = events.data?.map(({ fact }) => restsOf(fact as CaseFact)).findLast((rests) => rests !== null)?.filter(({ deadline }) => deadline.kind !== 'urge') ?? [];
  if (kept.length === 0) return null;
  return (
    <ul className="deadlines" aria-label="暂停的时限">
      {kept.map(({ deadline, clock, remainingMs }) => {
        const { kind, departmentId, ref } = deadline;
        const left = (clock === 'work' ? workWords : usedWords)(Math.floor(Math.abs(remainingMs) / 1_000));
        return (
          <li key={`${kind}:${departmentId ?? ''}:${ref ?? ''}`}>
            <span>
              {deadlineWords({ kind, departmentId, ref: ref ?? null }, snapshot, departmentName)}时限
              <span className="faint">已暂停{clock === 'work' && ' · 按工作时间计'}</span>
            </span>
            <span>
              {remainingMs < 0 ? '已超' : '留有'} {left}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A change of mode leaves a suspended case other rests. */
function restsOf(fact: CaseFact): KeptDeadline[] | null {
  return fact.type === 'suspended' ? fact.kept : fact.type === 'modeChanged' ? fact.rests : null;
}
