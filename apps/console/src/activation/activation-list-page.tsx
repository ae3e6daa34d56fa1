import { COMMAND_SEATS } from '@shaodao/domain/activation/rights';
import { Spin } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ActivationSummary } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { useActivations } from './activation-queries.js';
import { PHASE_WORDS, RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { MyCards } from './my-cards.js';
import { OpenAlerts } from './open-alerts.js';
import { WorldTag } from './world.js';
import './activation.css';

/** 应急: activations in force, those that are over, my own task cards, and the way to the key. */
export function ActivationListPage() {
  const { actor } = useSignedIn();
  const [live, setLive] = useState(true);
  const found = useActivations(live);
  return (
    <div className="activations">
      <h1>应急响应（平急转换）</h1>
      <MyCards />
      {COMMAND_SEATS.includes(actor.seat) && (
        <>
          <OpenAlerts />
          <Link className="to-key" to="/activations/new">
            一键启动…
          </Link>
        </>
      )}
      <div className="state-tabs" role="group" aria-label="哪些响应">
        <button type="button" aria-pressed={live} onClick={() => setLive(true)}>
          进行中
        </button>
        <button type="button" aria-pressed={!live} onClick={() => setLive(false)}>
          已结束
        </button>
      </div>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {found.data?.length === 0 && <p className="empty">{live ? '现在是平时，辖区内没有进行中的应急响应。' : '还没有结束的应急响应。'}</p>}
      <ul className="activation-list">
        {found.data?.map((one) => (
          <Line key={one.id} activation={one} />
        ))}
      </ul>
    </div>
  );
}

function Line({ activation: { id, number, planName, drill, phase, level, areas, pressedAt } }: { activation: ActivationSummary }) {
  return (
    <li>
      <Link className={drill ? 'activation-row activation-drill' : 'activation-row activation-live'} to={`/activations/${id}`}>
        <span className="marks">
          <WorldTag drill={drill} />
          <span className={`phase phase-${phase}`}>{PHASE_WORDS[phase]}</span>
          <span className={`response-level response-level-${level}`}>{RESPONSE_LEVEL_WORDS[level]}</span>
        </span>
        <strong>{planName}</strong>
        <span>{areas.map(({ name }) => name).join('、')}</span>
        <span className="faint">
          {number} · {timeWords(pressedAt)} 启动
        </span>
      </Link>
    </li>
  );
}
