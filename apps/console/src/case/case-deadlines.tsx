import { isStep } from '@shaodao/domain/case/deadline';
import { isEnded } from '@shaodao/domain/case/stage';
import { Spin } from 'antd';
import { useState } from 'react';
import type { CaseDeadline, CaseSnapshot, DeadlineRecord } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { LEVEL_WORDS } from './case-words.js';
import { deadlineWords } from './deadline-words.js';
import { KeptDeadlines } from './kept-deadlines.js';
import { useCaseDeadlines } from './case-queries.js';

const RECORD_WORDS: Record<DeadlineRecord['state'], string> = {
  open: '进行中',
  met: '按时',
  missed: '已超时',
  replaced: '已改期',
};

interface Deadlines {
  snapshot: CaseSnapshot;
  departmentName: (id: string) => string;
}

/** 时限: what is open with its countdown, and on demand every deadline the case ever had. */
export function CaseDeadlines({ snapshot, departmentName }: Deadlines) {
  const [asked, setAsked] = useState(false);
  const open = byTime(snapshot);
  return (
    <>
      {open.length === 0 && <p className="empty">没有进行中的时限。</p>}
      <OpenDeadlines deadlines={open.slice(0, AT_ONCE)} label="进行中的时限" {...{ snapshot, departmentName }} />
      {open.length > AT_ONCE && (
        <details>
          <summary>其余 {open.length - AT_ONCE} 项时限</summary>
          <OpenDeadlines deadlines={open.slice(AT_ONCE)} label="其余时限" {...{ snapshot, departmentName }} />
        </details>
      )}
      {snapshot.suspended !== null && <KeptDeadlines snapshot={snapshot} departmentName={departmentName} />}
      <details onToggle={(event) => setAsked(event.currentTarget.open)}>
        <summary>全部时限记录</summary>
        <DeadlineRecords snapshot={snapshot} asked={asked} departmentName={departmentName} />
      </details>
    </>
  );
}

/** As many of the next ones stand in the open: a case of many departments has dozens. */
const AT_ONCE = 6;

function OpenDeadlines({ deadlines, label, snapshot, departmentName }: Deadlines & { deadlines: CaseDeadline[]; label: string }) {
  return (
    <ul className="deadlines" aria-label={label}>
      {deadlines.map((deadline) => (
        <li key={`${deadline.kind}:${deadline.departmentId ?? ''}:${deadline.ref ?? ''}`}>
          <span>
            {openWords(deadline, snapshot, departmentName)}
            <span className="faint">
              {timeWords(deadline.dueAt)}
              {deadline.clock === 'work' && ' · 按工作时间计'}
            </span>
          </span>
          <Countdown dueAt={deadline.dueAt} />
        </li>
      ))}
    </ul>
  );
}

/** Open deadlines, the next one first. */
function byTime({ deadlines }: CaseSnapshot): CaseDeadline[] {
  return deadlines.filter(({ kind }) => kind !== 'urge').sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

/** The next deadline, large, for the head of the page. */
export function NextDeadline({ snapshot, departmentName }: Deadlines) {
  const open = byTime(snapshot);
  const [next] = open;
  if (next === undefined) return null;
  // Nobody is late with an ended case: what still runs is said, not counted down.
  if (isEnded(snapshot.stage)) {
    return <p className="faint">{open.map((one) => `${openWords(one, snapshot, departmentName)} ${timeWords(one.dueAt)}`).join('，')}</p>;
  }
  return (
    <p className="case-due">
      <Countdown dueAt={next.dueAt} />
      <span className="faint">{openWords(next, snapshot, departmentName)}</span>
    </p>
  );
}

/** After a miss the clock of a step is the next rung of its ladder, not the step's own limit. */
function openWords(deadline: CaseDeadline, snapshot: CaseSnapshot, departmentName: (id: string) => string): string {
  const { kind, departmentId } = deadline;
  if (kind === 'level') {
    return snapshot.supervisions > 0 && snapshot.level === 'district'
      ? '区级时限（到时再次督办）'
      : `${LEVEL_WORDS[snapshot.level]}级时限`;
  }
  const words = deadlineWords(deadline, snapshot, departmentName);
  const late = snapshot.tasks.some((task) => task.departmentId === departmentId && isStep(kind) && task.missed.includes(kind));
  return late ? `${words}已超时，下次催办` : `${words}时限`;
}

interface Records {
  snapshot: CaseSnapshot;
  asked: boolean;
  departmentName: (id: string) => string;
}

function DeadlineRecords({ snapshot, asked, departmentName }: Records) {
  const records = useCaseDeadlines(snapshot.id, asked);
  if (records.isError) return <ProblemAlert error={records.error} onRetry={() => void records.refetch()} />;
  if (records.isPending) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取…
      </p>
    );
  }
  if (records.data.length === 0) return <p className="empty">还没有时限记录。</p>;
  return (
    <ul className="deadlines">
      {records.data.map((record) => (
        <li key={`${record.kind}:${record.departmentId ?? ''}:${record.ref ?? ''}:${record.setAt}:${record.dueAt}`}>
          <span>
            <span>{deadlineWords(record, snapshot, departmentName)}时限</span>
            <span className="faint">{timeWords(record.dueAt)}</span>
          </span>
          <span className={record.state === 'missed' ? 'tag tag-strong' : 'tag'}>{RECORD_WORDS[record.state]}</span>
        </li>
      ))}
    </ul>
  );
}
