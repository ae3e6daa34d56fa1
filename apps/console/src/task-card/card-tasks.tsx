import type { TaskCard } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { clockWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import type { useAnswer } from './card-queries.js';

/** 战时清单: my own tasks with what is left of their time. */
export function CardTasks({ card, answer, disabled }: { card: TaskCard; answer: ReturnType<typeof useAnswer>; disabled: boolean }) {
  const under = answer.isPending && 'task' in answer.variables ? answer.variables.task : null;
  return (
    <section aria-labelledby="card-tasks">
      <h2 id="card-tasks">我的任务</h2>
      {card.tasks.length === 0 && <p className="card-note">没有单独的任务，请听队长安排。</p>}
      <ul className="card-tasks">
        {card.tasks.map(({ code, words, dueAt, doneAt, state }) => (
          <li key={code} className={doneAt === null ? 'card-task' : 'card-task card-task-done'}>
            <p>{words}</p>
            {doneAt !== null ? (
              <p className={state === 'late' ? 'card-done card-late' : 'card-done'}>
                ✓ {clockWords(doneAt)} 已完成{state === 'late' && `（迟报，应在 ${clockWords(dueAt)} 前）`}
              </p>
            ) : (
              !disabled && (
                <>
                  <Countdown dueAt={dueAt} />
                  <button type="button" className="card-button" aria-disabled={answer.isPending} onClick={() => !answer.isPending && answer.mutate({ task: code })}>
                    {under === code ? '正在提交…' : '已完成'}
                    <span className="unseen">：{words}</span>
                  </button>
                </>
              )
            )}
          </li>
        ))}
      </ul>
      {answer.isError && 'task' in answer.variables && <ProblemAlert error={answer.error} onRetry={() => answer.mutate(answer.variables)} />}
    </section>
  );
}
