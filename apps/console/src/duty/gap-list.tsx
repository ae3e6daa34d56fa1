import { GAP_KINDS } from '@shaodao/contracts/register/duty';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { ProblemAlert } from '../http/problem-alert.js';
import type { Gap, Gaps } from './duty-queries.js';
import { nameWords, shiftWords } from './duty-words.js';

/** As many are shown at first, and as many more with each press; a district that has just begun may have hundreds. */
const STEP = 20;

interface Shown {
  gaps: { data: Gaps | undefined; isError: boolean; isPending: boolean; error: unknown; refetch: () => unknown };
  onChoose: (roster: string) => void;
}

/** 空岗 of the next two weeks, by word and sign. */
export function GapList({ gaps, onChoose }: Shown) {
  const [most, setMost] = useState(STEP);
  const items = gaps.data?.items ?? [];
  return (
    <section className="duty-panel">
      <h2>空岗</h2>
      {gaps.isError && <ProblemAlert error={gaps.error} onRetry={() => void gaps.refetch()} />}
      {gaps.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在查找空岗…
        </p>
      )}
      {gaps.data !== undefined && items.length === 0 && (
        <p>
          <span aria-hidden="true">✓ </span>今后两周辖区内没有空岗。
        </p>
      )}
      <ul className="duty-lines" aria-label="空岗">
        {items.slice(0, most).map((gap) => (
          <li key={`${gap.roster}:${gap.fromAt}`}>
            <span className="duty-what">
              <GapMark gap={gap} />
              <span>{shiftWords(gap)}</span>
              <button type="button" className="duty-link" onClick={() => onChoose(gap.roster)}>
                {gap.title}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {items.length > most && (
        <Button onClick={() => setMost(most + STEP)}>
          显示更多（还有 {items.length - most}
          {gaps.data?.more === true ? '+' : ''} 处）
        </Button>
      )}
      {items.length <= most && gaps.data?.more === true && <p className="faint">还有更多，请先补上前面的。</p>}
    </section>
  );
}

export function GapMark({ gap }: { gap: Pick<Gap, 'why' | 'absent'> }) {
  return (
    <span>
      <span className="tag tag-strong">
        <span aria-hidden="true">⚠ </span>空岗
      </span>{' '}
      {GAP_KINDS[gap.why]}
      {gap.absent.length > 0 && `（${gap.absent.map(({ name }) => nameWords(name)).join('、')}）`}
    </span>
  );
}
