import { Countdown } from '../clock/countdown.js';
import { timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import { seatWords } from '../session/seat-words.js';
import { useCaseEvents } from './case-queries.js';
import { askingOf, type Wish } from './wishes.js';
import { DECISION_WORDS } from './case-words.js';
import { textLines } from './event-texts.js';

/** What is asked for, by whom, in which words, and until when somebody should decide. */
export function WishCard({ caseId, wish }: { caseId: string; wish: Wish }) {
  const events = useCaseEvents(caseId);
  const asking = askingOf(events.data ?? [], wish);
  const actorId = asking?.actorId ?? null;
  const person = usePersonNames(actorId === null ? [] : [actorId]);
  return (
    <div className="wish">
      <p>
        <strong>{wish.words}</strong>
      </p>
      {asking !== undefined && actorId !== null && (
        <p className="faint">
          {person(actorId)}
          {asking.actorSeat === null ? '' : `（${seatWords(asking.actorSeat)}）`} · {timeWords(asking.at)} 提出
        </p>
      )}
      {textLines(asking?.text ?? null).map((line) => (
        <p key={line} className="words">
          {line}
        </p>
      ))}
      {events.isError && <p className="faint">理由没有读到，可在“经过”中重试。</p>}
      {wish.dueAt !== null && (
        <p>
          {DECISION_WORDS[wish.about]} <Countdown dueAt={wish.dueAt} />
        </p>
      )}
    </div>
  );
}
