import { answeredShare } from '@shaodao/domain/activation/standing';
import type { Activation } from '../api.js';
import { PERSON_WORDS, shareWords } from './activation-words.js';

const PARTS = ['confirmed', 'late', 'pending', 'unreachable', 'excused'] as const;

/** Shares of the five states, each with a pattern of its own; the words beside it say the numbers. */
export function TallyBar({ tally }: { tally: Activation['tally'] }) {
  const said = PARTS.filter((part) => tally[part] > 0);
  return (
    <div className="tally">
      <span className="tally-bar" aria-hidden="true">
        {said.map((part) => (
          <span key={part} className={`tally-${part}`} style={{ flexGrow: tally[part] }} />
        ))}
      </span>
      <span className="tally-words">
        <strong>{shareWords(answeredShare(tally))}</strong> 应到 {tally.people}
        {said.map((part) => ` · ${PERSON_WORDS[part]} ${tally[part]}`)}
        {tally.onSite > 0 && ` · 已到岗 ${tally.onSite}`}
      </span>
    </div>
  );
}
