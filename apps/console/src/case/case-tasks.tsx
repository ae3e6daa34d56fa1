import type { CaseSnapshot } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { DEADLINE_WORDS, KIND_WORDS, PART_WORDS, TASK_STATE_WORDS } from './case-words.js';

/** 部门任务: who was called, with which part, and how far each is. */
export function CaseTasks({ snapshot, departmentName }: { snapshot: CaseSnapshot; departmentName: (id: string) => string }) {
  if (snapshot.tasks.length === 0) return <p className="empty">还没有吹哨，没有部门任务。</p>;
  return (
    <>
      {snapshot.whistleKind !== null && <p>哨声种类：{KIND_WORDS[snapshot.whistleKind]}</p>}
      <ul className="tasks" aria-label="部门任务">
        {snapshot.tasks.map((task) => (
          <li key={task.departmentId}>
            <span>
              <strong>{departmentName(task.departmentId)}</strong>
              <span className="faint">
                {PART_WORDS[task.part]} · {timeWords(task.dispatchedAt)} 派出
              </span>
            </span>
            <span className="marks">
              <span className="tag">
                {task.part === 'informed' && task.state === 'signed' ? '已签收' : TASK_STATE_WORDS[task.state]}
              </span>
              {task.missed.map((step) => (
                <span key={step} className="tag tag-strong">
                  {DEADLINE_WORDS[step]}超时
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
