import { Button } from 'antd';
import { useState } from 'react';
import { AskSwap } from './ask-swap.js';
import type { MyDuty, MyShift } from './duty-queries.js';
import { HOW_WORDS, shiftWords } from './duty-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useDownload } from '../import/import-queries.js';
import { useSignedIn } from '../session/me.js';
import { serverNow } from '../clock/server-clock.js';

/** The next ones; the rest of the month is asked for. */
const FEW = 5;

/** 我的班次 of the next month, each to be swapped while it lies ahead; and all of them for a calendar. */
export function MyShifts({ mine }: { mine: MyDuty }) {
  const [all, setAll] = useState(false);
  const calendar = useDownload();
  const [swapping, setSwapping] = useState<MyShift | null>(null);
  return (
    <section className="duty-panel">
      <h2>我的班次</h2>
      {mine.shifts.length === 0 && <p className="empty">今后一个月没有排到您。</p>}
      <ul className="duty-lines" aria-label="我的班次">
        {(all ? mine.shifts : mine.shifts.slice(0, FEW)).map((shift) => (
          <MyShiftLine key={`${shift.roster}:${shift.fromAt}`} shift={shift} onSwap={() => setSwapping(shift)} />
        ))}
      </ul>
      <p className="duty-buttons">
        {!all && mine.shifts.length > FEW && <Button onClick={() => setAll(true)}>显示全部 {mine.shifts.length} 班</Button>}
        <Button loading={calendar.isPending} onClick={() => calendar.mutate({ path: '/api/duty/calendar.ics?person=me', name: '我的值班.ics' })}>
          下载我的值班日历（.ics）
        </Button>
      </p>
      {calendar.isError && <ProblemAlert error={calendar.error} />}
      <p className="faint">用手机或办公软件的日历打开；班次有变时请重新下载。</p>
      {swapping !== null && <AskSwap shift={swapping} onClose={() => setSwapping(null)} />}
    </section>
  );
}

function MyShiftLine({ shift, onSwap }: { shift: MyShift; onSwap: () => void }) {
  const { actor } = useSignedIn();
  const me = shift.people.find(({ id }) => id === actor.personId);
  const with_ = shift.people.filter(({ id }) => id !== actor.personId).map(({ name }) => name ?? '同事');
  const runs = Date.parse(shift.fromAt) <= serverNow();
  return (
    <li>
      <span className="duty-what">
        <strong>{shiftWords(shift)}</strong>
        <span className="faint">{[shift.title, shift.layer].filter((words) => words !== null && words !== '').join(' · ')}</span>
        {with_.length > 0 && <span className="faint">同班：{with_.join('、')}</span>}
      </span>
      <span className="marks">
        {me !== undefined && me.how !== 'roster' && <span className="tag">{HOW_WORDS[me.how]}</span>}
        {runs ? (
          <span className="tag tag-strong">正在值班</span>
        ) : (
          <Button onClick={onSwap} aria-label={`申请换班 ${shiftWords(shift)}`}>
            申请换班
          </Button>
        )}
      </span>
    </li>
  );
}
