import type { TaskCard } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { clockWords } from '../clock/time-words.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { NOT_HERE, type useAnswer } from './card-queries.js';
import { OnSite } from './on-site.js';

interface Given {
  card: TaskCard;
  /** What was scanned at the meeting point: 到岗 answers as well. */
  code: string | null;
  answer: ReturnType<typeof useAnswer>;
}

/** 我已收到, then 到岗报到. */
export function CardAnswer({ card, code, answer }: Given) {
  const { answeredAt, onSiteAt, answerByAt, state } = card;
  const isSending = answer.isPending && !('task' in answer.variables);
  const refused = placeRefused(answer);
  return (
    <section className="card-answer" aria-label="确认和到岗">
      {state === 'excused' && (
        <p className="card-note" role="status">
          <strong>您已免除本次任务，不用确认，也不用来。</strong>
        </p>
      )}
      {answeredAt === null && state !== 'excused' && code === null && (
        <>
          <p className="card-note">
            请在 {clockWords(answerByAt)} 前确认 <Countdown dueAt={answerByAt} />
          </p>
          <button type="button" className="card-button card-main" aria-disabled={isSending} onClick={() => !isSending && answer.mutate(NOT_HERE)}>
            {isSending ? '正在发送…' : '我已收到'}
          </button>
        </>
      )}
      {answeredAt !== null && (
        <p className="card-done" role="status">
          ✓ {clockWords(answeredAt)} 已收到{state === 'late' && '（迟到）'}
        </p>
      )}
      {state !== 'excused' && (answeredAt !== null || code !== null) && onSiteAt === null && (
        <OnSite
          card={card}
          code={code}
          sending={isSending}
          refused={refused}
          onReport={(shown) => answer.mutate({ onSite: true, ...shown })}
          onAcknowledge={() => answer.mutate(NOT_HERE)}
        />
      )}
      {onSiteAt !== null && (
        <p className="card-done" role="status">
          ✓ {clockWords(onSiteAt)} 已到岗
        </p>
      )}
      {isSending && answer.failureCount > 0 && (
        <p className="card-stale" role="status">
          网络不好，正在第 {answer.failureCount + 1} 次尝试，请不要关闭本页…
        </p>
      )}
      {answer.isError && refused === null && !('task' in answer.variables) && <ProblemAlert error={answer.error} onRetry={() => answer.mutate(answer.variables)} />}
    </section>
  );
}

/** A report-in that showed no place: 到岗 says itself what to do then. */
function placeRefused({ error }: ReturnType<typeof useAnswer>): { field: string; words: string } | null {
  const field = isProblem(error) && error.code === 'INVALID' ? error.body.field : undefined;
  if (!isProblem(error) || field === undefined || !/^(location|teamCode)\b/.test(field)) return null;
  return { field, words: error.body.detail ?? error.body.title };
}
