import { Link } from 'react-router';
import { clockWords } from '../clock/time-words.js';
import { useMyCards } from './activation-queries.js';
import { PERSON_WORDS } from './activation-words.js';
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
        {cards.map(({ id, drill, planName, teamName, state, answeredAt, answerByAt }) => (
          <li key={id}>
            <Link className={drill ? 'activation-row activation-drill' : 'activation-row activation-live'} to={`/a/${id}`}>
              <span className="marks">
                <WorldTag drill={drill} />
                <span className="tag tag-strong">{answeredAt === null ? `请在 ${clockWords(answerByAt)} 前确认` : PERSON_WORDS[state]}</span>
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

/** Over every page, while somebody signed in has not answered a call. */
export function CallBanner() {
  const waiting = (useMyCards().data ?? []).find(({ answeredAt, state }) => answeredAt === null && state !== 'excused');
  if (waiting === undefined) return null;
  return (
    <Link className={waiting.drill ? 'call-banner call-banner-drill' : 'call-banner'} to={`/a/${waiting.id}`} role="alert">
      <WorldTag drill={waiting.drill} /> {waiting.planName}叫到您，请立即确认 ›
    </Link>
  );
}
