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
  const parts: [string, Used][] = [
    ...TIER_LEVELS.filter((level) => levels[level].ms > 0 || (level === snapshot.level && snapshot.suspended === null)).map(
      (level): [string, Used] => [`${LEVEL_WORDS[level]}级`, levels[level]],
    ),
    ...(suspended.ms > 0 || snapshot.suspended !== null ? [['挂账', suspended] as [string, Used]] : []),
  ];
  return (
    <>
      {clock.isError && <ProblemAlert error={clock.error} onRetry={() => void clock.refetch()} />}
      <p className="used-total">
        <strong>案件用时 {usedWords(total.ms)}</strong>
        <span className="faint">
          其中工作时间 {workWords(total.workMs)} · {isEnded(snapshot.stage) ? '已停表' : `截至 ${timeWords(at)}`}
        </span>
      </p>
      <ul className="used" aria-label="各级用时">
        {parts.map(([words, used]) => (
          <UsedLine key={words} words={words} used={used} whole={total.ms} held={words === '挂账'} />
        ))}
      </ul>
      <Sum parts={parts.map(([, { ms }]) => ms)} total={total.ms} suspendedToo={parts.some(([words]) => words === '挂账')} />
      {departments.length > 0 && (
        <>
          <h3>部门用时</h3>
          <p className="faint">各部门自派出起算，可同时进行，不相加；挂账时间不计。</p>
          <ul className="used" aria-label="部门用时">
            {departments.map(({ departmentId, ...used }) => (
              <UsedLine key={departmentId} words={departmentName(departmentId)} used={used} whole={total.ms} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface Line {
  words: string;
  used: Used;
  whole: number;
  /** 挂账 is drawn hatched: nobody used it. */
  held?: boolean;
}

function UsedLine({ words, used: { ms, workMs }, whole, held = false }: Line) {
  const share = whole === 0 ? 0 : (ms / whole) * 100;
  return (
    <li>
      <span className="used-words">
        <strong>{words}</strong>
        <span>{usedWords(ms)}</span>
      </span>
      <span className="used-bar" aria-hidden="true">
        <span className={held ? 'used-part used-held' : 'used-part'} style={{ width: `${share}%` }} />
      </span>
      <span className="faint">
        占 {share.toFixed(1)}%，其中工作时间 {workWords(workMs)}
      </span>
    </li>
  );
}

interface Added {
  parts: number[];
  total: number;
  suspendedToo: boolean;
}

/** The sum is made here from the parts, so that it checks the clock it is compared with. */
function Sum({ parts, total, suspendedToo }: Added) {
  const sum = parts.reduce((one, other) => one + other, 0);
  const words = suspendedToo ? '各级用时与挂账' : '各级用时';
  return sum === total ? (
    <p className="used-sum">✓ {words}相加等于案件用时，分毫不差。</p>
  ) : (
    <p className="used-sum tag-strong" role="alert">
      ⚠ {words}相加为 {usedWords(sum)}，与案件用时不符，请报运行维护。
    </p>
  );
}
