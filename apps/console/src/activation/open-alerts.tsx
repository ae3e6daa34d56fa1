import { Link } from 'react-router';
import type { Alert } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useOpenAlerts } from './activation-queries.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { WorldTag } from './world.js';

/** 预警: what known senders tell of and nobody has pressed for yet. Nothing starts by being listed. */
export function OpenAlerts() {
  const found = useOpenAlerts();
  if (found.isError) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined || found.data.length === 0) return null;
  return (
    <section aria-label="待研判的预警">
      <h2>待研判的预警</h2>
      <ul className="activation-list">
        {found.data.map((alert) => (
          <Line key={alert.id} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function Line({ alert: { id, drill, level, headline, event, areas, areaWords, sentAt, expiresAt, senderName, sender, plans } }: { alert: Alert }) {
  const where = areas.length > 0 ? areas.map(({ name }) => name) : areaWords;
  return (
    <li>
      <Link className={drill ? 'activation-row activation-drill' : 'activation-row activation-live'} to={`/activations/new?alert=${id}`}>
        <span className="marks">
          <WorldTag drill={drill} />
          <span className={`response-level response-level-${level}`}>建议 {RESPONSE_LEVEL_WORDS[level]}</span>
        </span>
        <strong>{headline ?? event ?? '预警'}</strong>
        <span>{where.join('、')}</span>
        <span>{plans.length > 0 ? `适用预案：${plans.map(({ name }) => name).join('、')}` : '没有直接适用的预案，请自行选择'}</span>
        <span className="faint">
          {senderName ?? sender} {timeWords(sentAt)} 发布，{timeWords(expiresAt)} 失效 · 研判后启动…
        </span>
      </Link>
    </li>
  );
}
