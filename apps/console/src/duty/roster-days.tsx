import { useSignedIn } from '../session/me.js';
import type { Gap, Shift } from './duty-queries.js';
import { dayOf, dayWords, HOW_WORDS, nameWords, spanWords } from './duty-words.js';
import { GapMark } from './gap-list.js';

interface Days {
  shifts: readonly Shift[];
  gaps: readonly Gap[];
  span: { from: string; until: string };
}

type Line = { fromAt: string; untilAt: string } & ({ shift: Shift; gap?: never } | { gap: Gap; shift?: never });

/** Shifts and gaps by the day they begin. */
export function RosterDays({ shifts, gaps, span }: Days) {
  const lines: Line[] = [...shifts.map((shift) => ({ ...shift, shift })), ...gaps.map((gap) => ({ ...gap, gap }))];
  const within = lines.filter(({ fromAt, untilAt }) => Date.parse(untilAt) > Date.parse(span.from) && Date.parse(fromAt) < Date.parse(span.until));
  const byDay = new Map<string, Line[]>();
  for (const line of within.sort((a, b) => Date.parse(a.fromAt) - Date.parse(b.fromAt))) {
    const day = dayOf(line.fromAt);
    byDay.set(day, [...(byDay.get(day) ?? []), line]);
  }
  if (byDay.size === 0) return <p className="empty">这段时间没有班次。</p>;
  return (
    <ol className="duty-days" aria-label="班次">
      {[...byDay].map(([day, own]) => (
        <li key={day}>
          <h3>{dayWords(day)}</h3>
          <ul>
            {own.map((line) => (
              <li key={`${line.fromAt}:${line.shift?.layer ?? 'gap'}`}>
                <span className="duty-time">{spanWords(line.fromAt, line.untilAt)}</span>
                {line.shift === undefined ? <GapMark gap={line.gap} /> : <ShiftPeople shift={line.shift} />}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function ShiftPeople({ shift: { layer, people } }: { shift: Shift }) {
  const { actor } = useSignedIn();
  return (
    <span className="duty-people">
      {layer !== null && <span className="faint">{layer}</span>}
      {people.map(({ id, name, how, insteadOf }) => (
        <span key={id}>
          {id === actor.personId ? <strong>{nameWords(name)}（我）</strong> : nameWords(name)}
          {how !== 'roster' && (
            <>
              {' '}
              <span className="tag">{insteadOf === null ? HOW_WORDS[how] : `${HOW_WORDS[how]}，替 ${nameWords(insteadOf.name)}`}</span>
            </>
          )}
        </span>
      ))}
    </span>
  );
}
