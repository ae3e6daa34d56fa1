import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { RESPONSE_LEVEL_WORDS } from '../activation/activation-words.js';
import { World } from '../activation/world.js';
import type { TaskCard } from '../api.js';
import { clockWords } from '../clock/time-words.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useMe } from '../session/me.js';
import { isRefused, useAnswer, useCard } from './card-queries.js';
import { CardAnswer } from './card-answer.js';
import { CardTasks } from './card-tasks.js';
import { LeaderCode } from './leader-code.js';
import { forgetToken, keptToken, takeToken } from './card-token.js';
import { LeaderName } from './leader-name.js';
import './task-card.css';

/**
 * 任务卡: the page somebody opens who was called, by the link of a message or signed in; in the sizes of 长辈版. `?at=`
 * holds the code that was scanned at the meeting point: then 到岗 comes first. Without a link the signed-in person is asked for
 * first, and a link opened here before only where that opens nothing.
 */
export function TaskCardPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const [told] = useState(() => takeToken(id));
  const [kept] = useState(() => keptToken(id));
  const [token, setToken] = useState(told);
  const card = useCard(id, token);
  const isClosed = isRefused(card.error, 'UNAUTHENTICATED', 'NOT_FOUND');
  if (isClosed && token === null && kept !== null) setToken(kept);
  useEffect(() => {
    document.title = '任务卡 · 哨到';
  }, []);
  return (
    <main className="card-page">
      {card.isPending ? (
        <p className="card-note" role="status">
          <Spin /> 正在打开任务卡…
        </p>
      ) : isRefused(card.error, 'WRONG_STAGE') ? (
        <p className="card-end" role="status">
          <strong>您已被解除召集，不用再来。</strong>
          <span>谢谢您！可以关闭本页。</span>
        </p>
      ) : isClosed ? (
        <Closed id={id} search={search.size > 0 ? `?${search.toString()}` : ''} onForget={token === null ? undefined : () => forgetToken(id)} />
      ) : card.data !== undefined ? (
        <Card card={card.data} token={token} isKept={token !== null && told === null} code={search.get('at')} stale={isProblem(card.error) && card.error.mayRepeat} />
      ) : (
        <ProblemAlert error={card.error} onRetry={() => void card.refetch()} />
      )}
    </main>
  );
}

interface Shown {
  card: TaskCard;
  token: string | null;
  /** By a link that was opened on this device before. */
  isKept: boolean;
  /** What was scanned at the meeting point. */
  code: string | null;
  stale: boolean;
}

function Card({ card, token, isKept, code, stale }: Shown) {
  const answer = useAnswer(card.id, token);
  return (
    <World drill={card.drill} said={{ live: '真实任务，请立即响应', drill: '这是演练，请照样响应' }}>
      <h1>
        {card.drill && '【演练】'}
        {card.planName}
      </h1>
      {stale && <p className="card-stale">现在连不上服务器，下面是上次看到的内容。</p>}
      {isKept && <p className="card-note">这是用本机以前打开过的短信链接打开的，按收到那条短信的本人作答。不是您的请不要按，先登录再打开。</p>}
      <dl className="card-facts">
        {token === null && (
          <Fact words="姓名">
            <OwnName />
          </Fact>
        )}
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
      {card.phase === 'active' ? <CardAnswer card={card} code={code} answer={answer} /> : <Over card={card} />}
      {card.leads && card.phase === 'active' && <LeaderCode card={card} token={token} />}
      {/* What ends with the response is done while it is wound up. */}
      <CardTasks card={card} answer={answer} disabled={card.phase === 'ended' || card.state === 'excused'} />
      <p className="card-number">编号 {card.number}</p>
    </World>
  );
}

function Over({ card: { phase, state, tasks } }: { card: TaskCard }) {
  const isWoundUp = phase === 'ended' || state === 'excused' || tasks.every(({ doneAt }) => doneAt !== null);
  return (
    <p className="card-end" role="status">
      <strong>{isWoundUp ? '响应已终止，您的任务解除。' : '响应已终止，正在收尾。'}</strong>
      <span>{isWoundUp ? '谢谢您！可以关闭本页。' : '请把下面还没完成的任务办完，逐项按“已完成”。'}</span>
    </p>
  );
}

/** Whose card it is: of the signed-in person. */
function OwnName() {
  return useMe().data?.name ?? '您本人';
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
      <span>收到短信的，请点短信里发给您本人的链接打开一次，之后再扫到岗码就能直接报到。工作应用里收到的，请在那条消息里按按钮答复，或登录后打开。</span>
      <a className="card-button" href={`/sign-in?back=${back}`} onClick={onForget}>
        登录后打开
      </a>
    </div>
  );
}
