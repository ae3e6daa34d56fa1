import type { CaseDeadline, CaseSnapshot, CaseTask } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { limitWords } from '../clock/limit-words.js';
import { timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import { DEADLINE_WORDS, KIND_WORDS, PART_WORDS, RATING_WORDS, TASK_STATE_WORDS } from './case-words.js';

interface Tasks {
  snapshot: CaseSnapshot;
  departmentName: (id: string) => string;
}

/** 部门任务: who was called, with which part, who answers for it, how far each is, and by when. */
export function CaseTasks({ snapshot, departmentName }: Tasks) {
  const { tasks, whistleKind, deadlines } = snapshot;
  const person = usePersonNames(tasks.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])));
  if (tasks.length === 0) return <p className="empty">还没有吹哨，没有部门任务。</p>;
  return (
    <>
      {whistleKind !== null && <p>哨声种类：{KIND_WORDS[whistleKind]}</p>}
      <ul className="tasks" aria-label="部门任务">
        {tasks.map((task) => (
          <li key={task.departmentId} className={isGone(task) ? 'task task-gone' : 'task'}>
            <p className="task-head">
              <strong>{departmentName(task.departmentId)}</strong>
              <span className="tag">{PART_WORDS[task.part]}</span>
              <span className="tag">{stateWords(task)}</span>
            </p>
            <p className="faint">
              {timeWords(task.dispatchedAt)} 派出
              {task.signedAt !== null && ` · ${timeWords(task.signedAt)} 签收`}
              {task.ownerId !== null && ` · 负责人 ${person(task.ownerId)}`}
            </p>
            <TaskMarks task={task} />
            <OwnDeadlines deadlines={deadlines.filter((one) => one.departmentId === task.departmentId)} task={task} />
          </li>
        ))}
      </ul>
    </>
  );
}

function stateWords({ part, state }: CaseTask): string {
  return part === 'informed' && state === 'signed' ? '已签收' : TASK_STATE_WORDS[state];
}

function isGone({ state }: CaseTask): boolean {
  return state === 'returned' || state === 'released';
}

function TaskMarks({ task }: { task: CaseTask }) {
  const { missed, forced, returnAsked, extensionAsked, extensions, reworks, rating, proposedRating } = task;
  const plain = [
    ...(forced ? ['终审指定，不得再退'] : []),
    ...(returnAsked === null ? [] : ['申请退单，待审核']),
    ...(extensionAsked === null ? [] : [`申请延期 ${limitWords(extensionAsked.limit)}，待审批`]),
    ...(extensions === 0 ? [] : [`已延期 ${extensions} 次`]),
    ...(reworks === 0 ? [] : [`返工 ${reworks} 次`]),
    ...(rating === null ? [] : [`评价：${RATING_WORDS[rating]}`]),
    ...(rating === null && proposedRating !== null ? [`建议评价：${RATING_WORDS[proposedRating]}，待签发`] : []),
  ];
  if (missed.length === 0 && plain.length === 0) return null;
  return (
    <p className="marks">
      {missed.map((step) => (
        <span key={step} className="tag tag-strong">
          {DEADLINE_WORDS[step]}超时
        </span>
      ))}
      {plain.map((words) => (
        <span key={words} className="tag">
          {words}
        </span>
      ))}
    </p>
  );
}

/** The department's own deadlines; after a miss its clock runs to the next reminder. */
function OwnDeadlines({ deadlines, task }: { deadlines: CaseDeadline[]; task: CaseTask }) {
  const shown = deadlines.filter(({ kind }) => kind !== 'urge' && kind !== 'decision');
  if (shown.length === 0) return null;
  return (
    <ul className="task-deadlines">
      {shown.map(({ kind, dueAt }) => (
        <li key={kind}>
          <span>{task.missed.some((step) => step === kind) ? `${DEADLINE_WORDS[kind]}已超时，下次催办` : `${DEADLINE_WORDS[kind]}时限`}</span>
          <Countdown dueAt={dueAt} />
        </li>
      ))}
    </ul>
  );
}
