import type { TierLevel } from '@shaodao/domain/tier';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { CaseLine } from '../case/case-line.js';
import { LEVEL_WORDS } from '../case/case-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { countWords, useLevel } from './level-queries.js';

const STEP = 20;

/** One level of the board. `shown` matters on a phone only, where one column stands at a time. */
export function LevelColumn({ level, shown }: { level: TierLevel; shown: boolean }) {
  const { open, overdue } = useLevel(level);
  const [most, setMost] = useState(STEP);
  const heading = `level-${level}`;
  return (
    <section className={shown ? 'level level-shown' : 'level'} aria-labelledby={heading}>
      <h2 id={heading}>{LEVEL_WORDS[level]}级</h2>
      <p className="level-counts" aria-live="polite">
        {open.data !== undefined && <span>在办 {countWords(open.data)}</span>}
        {overdue.data !== undefined && (
          <span className={overdue.data.rows.length > 0 ? 'tag tag-strong' : 'tag'}>超时 {countWords(overdue.data)}</span>
        )}
      </p>
      {open.isError && <ProblemAlert error={open.error} onRetry={() => void open.refetch()} />}
      {open.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {open.data !== undefined && open.data.rows.length === 0 && <p className="empty">这一级没有在办案件。</p>}
      <ul className="case-list" aria-label={`${LEVEL_WORDS[level]}级案件`}>
        {open.data?.rows.slice(0, most).map((row) => (
          <CaseLine key={row.id} row={row} />
        ))}
      </ul>
      {open.data !== undefined && open.data.rows.length > most && (
        <Button block onClick={() => setMost((count) => count + STEP)}>
          更多
        </Button>
      )}
    </section>
  );
}
