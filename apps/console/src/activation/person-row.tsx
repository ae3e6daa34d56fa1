import { useState } from 'react';
import type { CalledPerson } from '../api.js';
import { clockWords, timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useCallExplained } from './activation-queries.js';
import { CHANNEL_WORDS, DELIVERY_WORDS, PERSON_WORDS, PLACE_PROOF_WORDS, PURPOSE_WORDS, VIA_WORDS } from './activation-words.js';

interface Row {
  id: string;
  person: CalledPerson;
  name: string;
  picked: boolean;
  /** Without it nobody is chosen here. */
  onPick?: (() => void) | undefined;
}

/** One of the called; a press shows why and every message. */
export function PersonRow({ id, person, name, picked, onPick }: Row) {
  const [open, setOpen] = useState(false);
  return (
    <li className="person">
      <div className="person-line">
        {onPick !== undefined && (
          <label className="person-pick">
            <input type="checkbox" checked={picked} onChange={onPick} />
            <span className="unseen">选择 {name}</span>
          </label>
        )}
        <button type="button" className="person-name" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span>
            <strong>{name}</strong> {person.leader && <span className="tag">队长</span>} {person.via !== 'team' && <span className="tag">{person.via === 'residence' ? '就地' : '志愿'}</span>}
          </span>
          <span className="faint">
            {person.teamName} · {standWords(person)}
            {person.tasksTotal > 0 && ` · 任务 ${person.tasksDone}/${person.tasksTotal}`}
            {person.tasksLate > 0 && `（迟报 ${person.tasksLate}）`}
          </span>
          {person.tasksOverdue > 0 && <span className="person-behind">⚠ {person.tasksOverdue} 项任务逾期未报</span>}
        </button>
      </div>
      {open && <Explained id={id} personId={person.personId} />}
    </li>
  );
}

/** The last that is known of somebody. */
function standWords({ state, calledAt, reachedAt, answeredAt, onSiteAt, placeProof }: CalledPerson): string {
  if (onSiteAt !== null) return `${PERSON_WORDS[state]}，${clockWords(onSiteAt)} 到岗${placeProof === null ? '' : `（${PLACE_PROOF_WORDS[placeProof]}）`}`;
  if (answeredAt !== null) return `${clockWords(answeredAt)} ${PERSON_WORDS[state]}`;
  if (state === 'excused') return PERSON_WORDS.excused;
  if (reachedAt !== null) return `${clockWords(reachedAt)} 已达，未回复`;
  return calledAt === null ? '还没有呼叫' : `${clockWords(calledAt)} 已呼，${state === 'unreachable' ? '各通道都没有送达' : '未回复'}`;
}

/** 为什么叫我 */
function Explained({ id, personId }: { id: string; personId: string }) {
  const found = useCallExplained(id, personId);
  if (found.isError) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <p className="loading">正在读取呼叫记录…</p>;
  const { via, deliveries } = found.data;
  return (
    <div className="explained">
      <p>叫到的依据：{VIA_WORDS[via]}</p>
      {deliveries.length === 0 && <p className="faint">还没有发过消息。</p>}
      <ul>
        {deliveries.map(({ purpose, channel, attempt, state, code, sentAt, changedAt }) => (
          <li key={`${purpose}:${channel}:${attempt}`} className={state === 'failed' || state === 'unknown' ? 'delivery delivery-bad' : 'delivery'}>
            <time dateTime={sentAt} title={timeWords(sentAt)}>
              {clockWords(sentAt)}
            </time>{' '}
            {PURPOSE_WORDS[purpose]} · {CHANNEL_WORDS[channel]} · {(state === 'failed' || state === 'unknown') && '⚠ '}
            {DELIVERY_WORDS[state]}
            {code !== null && `（${code}）`} {changedAt !== sentAt && <span className="faint">{clockWords(changedAt)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
