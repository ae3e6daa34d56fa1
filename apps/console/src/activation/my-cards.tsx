import { Link } from 'react-router';
import type { TaskCard } from '../api.js';
import { clockWords } from '../clock/time-words.js';
import { useMyCards } from './activation-queries.js';
import { PERSON_WORDS, PHASE_WORDS } from './activation-words.js';
import { WorldTag } from './world.js';
import './activation.css';

/** 我的任务卡 of activations in force. */
export function MyCards() {
  const cards = useMyCards().data ?? [];
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby="my-cards">
      <h2 id="my-cards">叫到我的</h2>
      <ul className="activation-list">
        {cards.map(({ id, drill, planName, teamName, ...card }) => (
          <li key={id}>
            <Link className={drill ? 'activation-row activation-drill' : 'activation-row activation-live'} to={`/a/${id}`}>
              <span className="marks">
                <WorldTag drill={drill} />
                <span className="tag tag-strong">{awaits(card) ? `请在 ${clockWords(card.answerByAt)} 前确认` : card.phase === 'active' ? PERSON_WORDS[card.state] : PHASE_WORDS[card.phase]}</span>
              </span>
              <strong>{planName}</strong>
              <span>{teamName}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Is an answer still asked for? Not of the excused, and not once it is over. */
function awaits({ phase, state, answeredAt }: Pick<TaskCard, 'phase' | 'state' | 'answeredAt'>): boolean {
  return phase === 'active' && state !== 'excused' && answeredAt === null;
}

/** Over every page, while somebody signed in has not answered a call. */
export function CallBanner() {
  const waiting = (useMyCards().data ?? []).find(awaits);
  if (waiting === undefined) return null;
  return (
    <Link className={waiting.drill ? 'call-banner call-banner-drill' : 'call-banner'} to={`/a/${waiting.id}`} role="alert">
      <WorldTag drill={waiting.drill} /> {waiting.planName}叫到您，请立即确认 ›
    </Link>
  );
}
