import { Button } from 'antd';
import type { CaseSnapshot } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { timeWords } from '../clock/time-words.js';
import { phaseAction } from './case-actions.js';
import { phasesOf, type CasePhase } from './case-phases.js';
import type { CommandDesk } from './command-desk.js';

/** 分段办理: what must be reached by when, with 完成 for whoever may say so. */
export function PhaseList({ snapshot, desk }: { snapshot: CaseSnapshot; desk: CommandDesk }) {
  const mayComplete = desk.isThere('completePhase');
  return (
    <ul className="deadlines" aria-label="分段办理">
      {phasesOf(snapshot).map(({ index, name, done, missed, dueAt }) => (
        <li key={index}>
          <span>
            <strong>{name}</strong>
            <span className="faint">{dueAt === null ? restWords(snapshot, { done, missed }) : timeWords(dueAt)}</span>
          </span>
          <span className="marks">
            {done && <span className="tag">✓ 已完成</span>}
            {missed && <span className="tag tag-strong">逾期</span>}
            {dueAt !== null && <Countdown dueAt={dueAt} />}
            {!done && mayComplete && (
              <Button disabled={desk.isPending} aria-label={`完成${name}`} onClick={() => desk.press(phaseAction(index))}>
                完成
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Why no time is shown. */
function restWords({ stage, suspended }: CaseSnapshot, { done, missed }: Pick<CasePhase, 'done' | 'missed'>): string {
  if (done) return '';
  if (missed) return '时限已过';
  if (suspended !== null) return '时限已暂停';
  return stage === 'intake' || stage === 'filing' || stage === 'dispatch' ? '吹哨后起算' : '未完成';
}
