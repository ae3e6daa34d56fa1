import { addsUp } from '@shaodao/domain/activation/standing';
import type { Activation } from '../api.js';
import { useSignedIn } from '../session/me.js';
import { useServerSecond } from '../clock/server-clock.js';
import { clockWords, spanWords } from '../clock/time-words.js';
import { isRunning, shareWords } from './activation-words.js';

/** Without a new count for so long the page says that it may be old; asked anew it is at least every 15 s. */
const STALE_S = 45;

/** 应到 and where they stand; the five add up, and it is said. A department reads of its own people. */
export function Counters({ activation }: { activation: Activation }) {
  const { tally, onTimeRate, cases } = activation;
  const isOwnUnit = useSignedIn().actor.departmentId !== undefined;
  return (
    <section className="counters-box" aria-label={isOwnUnit ? '本单位人员到位情况' : '人员到位情况'}>
      {isOwnUnit && <h2>本单位人员到位情况</h2>}
      <EffectClock activation={activation} />
      <Counted activation={activation} />
      <dl className="counters" aria-live="polite">
        <Counter words="应到" count={tally.people} kind="people" />
        <Counter words="已确认" count={tally.confirmed} kind="confirmed" />
        <Counter words="迟到" count={tally.late} kind="late" />
        <Counter words="待确认" count={tally.pending} kind="pending" more={`已呼 ${tally.called} · 已达 ${tally.reached}`} />
        <Counter words="未达" count={tally.unreachable} kind="unreachable" />
        <Counter words="已免" count={tally.excused} kind="excused" />
        <Counter words="已到岗" count={tally.onSite} kind="site" more="在已确认和迟到之中" />
      </dl>
      <p className={addsUp(tally) ? 'sum' : 'sum sum-wrong'}>
        {addsUp(tally) ? '✓ ' : '⚠ 合计不符，请联系运行维护：'}
        {tally.confirmed} + {tally.late} + {tally.pending} + {tally.unreachable} + {tally.excused} = {tally.confirmed + tally.late + tally.pending + tally.unreachable + tally.excused}
        {addsUp(tally) ? ' 应到' : `，应到 ${tally.people}`} · 按时确认率 {shareWords(onTimeRate)}
      </p>
      {cases !== null && (
        <p>
          案件时限已切换 <strong>{cases.done} / {cases.total}</strong>
          {cases.total > 0 && <progress max={cases.total} value={cases.done} aria-label="案件时限切换进度" />}
          {cases.endedAt !== null && <span className="faint"> {clockWords(cases.endedAt)} 完成</span>}
        </p>
      )}
    </section>
  );
}

function Counter({ words, count, kind, more }: { words: string; count: number; kind: string; more?: string }) {
  return (
    <div className={`counter counter-${kind}`}>
      <dt>{words}</dt>
      <dd>{count}</dd>
      {more !== undefined && <dd className="counter-more">{more}</dd>}
    </div>
  );
}

/** How long it has been in force, and until when an answer is in time. */
function EffectClock({ activation: { effectiveAt, stoodDownAt, answerByAt, firstSentAt } }: { activation: Activation }) {
  const second = useServerSecond();
  if (effectiveAt === null) return null;
  const until = stoodDownAt === null ? second : Math.floor(Date.parse(stoodDownAt) / 1_000);
  const left = answerByAt === null ? null : Math.ceil(Date.parse(answerByAt) / 1_000) - second;
  return (
    <p className="effect-clock">
      <span>
        {clockWords(effectiveAt)} 生效，{stoodDownAt === null ? '已' : '历时'} <strong>{spanWords(Math.max(0, until - Math.floor(Date.parse(effectiveAt) / 1_000)))}</strong>
      </span>
      {left !== null && stoodDownAt === null && <span>{left > 0 ? `按时确认还剩 ${spanWords(left)}` : '按时确认时限已过，之后算迟到'}</span>}
      {firstSentAt !== null && <span className="faint">{clockWords(firstSentAt)} 发出首条</span>}
    </p>
  );
}

/** Before the numbers: whoever looks at old ones reads first that they are. */
function Counted({ activation }: { activation: Activation }) {
  const second = useServerSecond();
  const old = second - Math.floor(Date.parse(activation.countedAt) / 1_000);
  const isOld = isRunning(activation) && old > STALE_S;
  return (
    <p className={isOld ? 'counted counted-old' : 'counted faint'} role={isOld ? 'alert' : undefined}>
      {isOld && <span aria-hidden="true">⚠ </span>}统计于 {clockWords(activation.countedAt)}
      {isOld && `，已 ${spanWords(old)} 没有更新，数字可能不是最新`}
    </p>
  );
}
