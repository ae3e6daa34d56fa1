import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { RESPONSE_LEVEL_WORDS } from '../activation/activation-words.js';
import { World } from '../activation/world.js';
import type { TaskCard } from '../api.js';
import { clockWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { isRefused, useAnswer, useCard } from './card-queries.js';
import { CardAnswer } from './card-answer.js';
import { CardTasks } from './card-tasks.js';
import { forgetToken, takeToken } from './card-token.js';
import { LeaderName } from './leader-name.js';
import './task-card.css';

/**
 * 任务卡: the page somebody opens who was called, by the link of a message or signed in; in the sizes of 长辈版. `?at=` says
 * that it was opened by the code at a meeting point: then 到岗 comes first.
 */
export function TaskCardPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const [token, setToken] = useState(() => takeToken(id));
  const card = useCard(id, token);
  const isTokenWrong = token !== null && isRefused(card.error, 'UNAUTHENTICATED', 'NOT_FOUND');
  useEffect(() => {
    document.title = '任务卡 · 哨到';
  }, []);
  return (
    <main className="card-page">
      {card.isPending ? (
        <p className="card-note" role="status">
          <Spin /> 正在打开任务卡…
        </p>
      ) : card.data !== undefined ? (
        <Card card={card.data} token={token} atPoint={search.has('at')} stale={card.isError} />
      ) : isRefused(card.error, 'WRONG_STAGE') ? (
        <p className="card-end" role="status">
          <strong>您已被解除召集，不用再来。</strong>
          <span>谢谢您！可以关闭本页。</span>
        </p>
      ) : isRefused(card.error, 'UNAUTHENTICATED', 'NOT_FOUND') ? (
        <Closed
          id={id}
          search={search.size > 0 ? `?${search.toString()}` : ''}
          onForget={
            isTokenWrong
              ? () => {
                  forgetToken(id);
                  setToken(null);
                }
              : undefined
          }
        />
      ) : (
        <ProblemAlert error={card.error} onRetry={() => void card.refetch()} />
      )}
    </main>
  );
}

function Card({ card, token, atPoint, stale }: { card: TaskCard; token: string | null; atPoint: boolean; stale: boolean }) {
  const answer = useAnswer(card.id, token);
  const isOver = card.phase !== 'active';
  return (
    <World drill={card.drill} said={{ live: '真实任务，请立即响应', drill: '这是演练，请照样响应' }}>
      <h1>
        {card.drill && '【演练】'}
        {card.planName}
      </h1>
      {stale && <p className="card-stale">现在连不上服务器，下面是上次看到的内容。</p>}
      <dl className="card-facts">
        <Fact words="级别">{RESPONSE_LEVEL_WORDS[card.level]}</Fact>
        {/* A grid without a name of its own is no word for people; the team says where. */}
        {!/^\d+$/.test(card.areaName) && <Fact words="区域">{card.areaName}</Fact>}
        <Fact words="编队">{card.teamName}</Fact>
        {card.meetingPoint !== null && <Fact words="集结点">{card.meetingPoint}</Fact>}
        {card.leaderId !== null && token === null && (
          <Fact words="队长">
            <LeaderName id={card.leaderId} />
          </Fact>
        )}
        <Fact words="生效">{clockWords(card.effectiveAt)}</Fact>
      </dl>
      {isOver ? (
        <p className="card-end" role="status">
          <strong>响应已终止，您的任务解除。</strong>
          <span>谢谢您！可以关闭本页。</span>
        </p>
      ) : (
        <CardAnswer card={card} atPoint={atPoint} answer={answer} />
      )}
      <CardTasks card={card} answer={answer} disabled={isOver} />
      <p className="card-number">编号 {card.number}</p>
    </World>
  );
}

function Fact({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Neither the link nor a session opens it. */
function Closed({ id, search, onForget }: { id: string; search: string; onForget: (() => void) | undefined }) {
  const back = encodeURIComponent(`/a/${id}${search}`);
  return (
    <div className="card-end" role="status">
      <strong>打不开这张任务卡。</strong>
      <span>请点短信或工作应用里发给您本人的链接打开一次；之后再扫到岗码就能直接报到。也可以登录后打开。</span>
      <a className="card-button" href={`/sign-in?back=${back}`} onClick={onForget}>
        登录后打开
      </a>
    </div>
  );
}
