import { isEnded } from '@shaodao/domain/case/stage';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { Spin } from 'antd';
import type { CaseClock as Clock, CaseSnapshot } from '../api.js';
import { timeWords, usedWords, workWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useCaseClock } from './case-queries.js';
import { LEVEL_WORDS } from './case-words.js';
import './case-clock.css';

type Used = Clock['case'];

interface Names {
  snapshot: CaseSnapshot;
  departmentName: (id: string) => string;
}

/** 用时: the case's own clock, which never resets, beside who used how much of it, and that the parts add up. */
export function CaseClock({ snapshot, departmentName }: Names) {
  const clock = useCaseClock(snapshot.id, !isEnded(snapshot.stage));
  if (clock.isPending) {
    return (
      <p className="loading" role="status">
        <Spin /> 正在读取用时…
      </p>
    );
  }
  if (clock.data === undefined) return <ProblemAlert error={clock.error} onRetry={() => void clock.refetch()} />;
  const { case: total, levels, suspended, departments, at } = clock.data;
  const isHeld = snapshot.suspended !== null;
  const shown = TIER_LEVELS.filter((level) => levels[level].ms > 0 || (level === snapshot.level && !isHeld));
  const parts: Part[] = shown.map((level) => ({ words: `${LEVEL_WORDS[level]}级`, used: levels[level], held: false }));
  if (suspended.ms > 0 || isHeld) parts.push({ words: '挂账', used: suspended, held: true });
  const seconds = inWhole(parts.map(({ used }) => used.ms));
  const workSeconds = inWhole(parts.map(({ used }) => used.workMs));
  return (
    <>
      {clock.isError && <ProblemAlert error={clock.error} onRetry={() => void clock.refetch()} />}
      <p className="used-total">
        <strong>案件用时 {usedWords(Math.floor(total.ms / 1_000))}</strong>
        <span className="faint">
          其中工作时间 {workWords(Math.floor(total.workMs / 1_000))} ·{' '}
          {isEnded(snapshot.stage) ? '已停表' : `截至 ${timeWords(at)}`}
        </span>
      </p>
      <ul className="used" aria-label="各级用时">
        {parts.map(({ words, used, held }, index) => (
          <UsedLine
            key={words}
            words={words}
            share={shareOf(used, total)}
            seconds={seconds[index] ?? 0}
            workSeconds={workSeconds[index] ?? 0}
            held={held}
          />
        ))}
      </ul>
      <Sum parts={parts} total={total} />
      {departments.length > 0 && (
        <>
          <h3>部门用时</h3>
          <p className="faint">各部门自派出起算，可同时进行，不相加；挂账时间不计。</p>
          <ul className="used" aria-label="部门用时">
            {departments.map(({ departmentId, ...used }) => (
              <UsedLine
                key={departmentId}
                words={departmentName(departmentId)}
                share={shareOf(used, total)}
                seconds={Math.floor(used.ms / 1_000)}
                workSeconds={Math.floor(used.workMs / 1_000)}
                held={false}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface Part {
  words: string;
  used: Used;
  /** 挂账 is drawn hatched: nobody used it. */
  held: boolean;
}

/** Whole seconds of parts that add up to the whole seconds of their sum: each is cut where the ones before it end. */
function inWhole(parts: number[]): number[] {
  let before = 0;
  return parts.map((ms) => {
    const from = Math.floor(before / 1_000);
    before += ms;
    return Math.floor(before / 1_000) - from;
  });
}

/** In per cent. */
function shareOf(used: Used, whole: Used): number {
  return whole.ms === 0 ? 0 : (used.ms / whole.ms) * 100;
}

interface Line {
  words: string;
  share: number;
  seconds: number;
  workSeconds: number;
  held: boolean;
}

function UsedLine({ words, share, seconds, workSeconds, held }: Line) {
  return (
    <li>
      <span className="used-words">
        <strong>{words}</strong>
        <span>{usedWords(seconds)}</span>
      </span>
      <span className="used-bar" aria-hidden="true">
        <span className={held ? 'used-part used-held' : 'used-part'} style={{ width: `${share}%` }} />
      </span>
      <span className="faint">
        占 {share.toFixed(1)}%，其中工作时间 {workWords(workSeconds)}
      </span>
    </li>
  );
}

/** The sum is made here from the parts, so that it checks the clock it is compared with. */
function Sum({ parts, total }: { parts: Part[]; total: Used }) {
  const sum = parts.reduce((ms, { used }) => ms + used.ms, 0);
  const words = parts.some(({ held }) => held) ? '各级用时与挂账' : '各级用时';
  return sum === total.ms ? (
    <p className="used-sum">✓ {words}相加等于案件用时，分毫不差。</p>
  ) : (
    <p className="used-sum tag-strong" role="alert">
      ⚠ {words}相加为 {usedWords(Math.floor(sum / 1_000))}，与案件用时不符，请报运行维护。
    </p>
  );
}
