import type { ListName } from '@shaodao/contracts/register/lists';
import { Spin } from 'antd';
import { serverNow } from '../clock/server-clock.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { usePersonNames } from '../person/person-names.js';
import { fieldsOf, printed } from './entry-shape.js';
import { ORIGIN_WORDS } from './list-words.js';
import { useHistory, type HistoryLine } from './register-queries.js';

/** 变更记录: who, when, why, and field by field what was before and after. */
export function EntryHistory({ list, entryKey }: { list: ListName; entryKey: string }) {
  const history = useHistory(list, entryKey);
  const lines = history.data ?? [];
  const nameOf = usePersonNames(lines.flatMap(({ authorId }) => authorId ?? []));
  return (
    <section className="register-panel">
      <h2>变更记录</h2>
      {history.isError && <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取变更记录…
        </p>
      )}
      <ol className="register-history" aria-label="变更记录">
        {lines.map((line, at) => (
          <li key={line.seq}>
            <p>
              <strong>{line.authorId === null ? '系统' : nameOf(line.authorId)}</strong> {timeWords(line.recordedAt)}{' '}
              <span className="tag">{ORIGIN_WORDS[line.origin]}</span> {Date.parse(line.effectiveAt) > serverNow() && <span className="tag tag-strong">待生效</span>}
            </p>
            <p className="words">理由：{line.reason}</p>
            {isLater(line) && <p className="faint">自 {timeWords(line.effectiveAt)} 起生效</p>}
            <Changed list={list} line={line} before={lines[at + 1]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A minute apart can be told on the clock people see. */
function isLater({ effectiveAt, recordedAt }: HistoryLine): boolean {
  return Date.parse(effectiveAt) - Date.parse(recordedAt) > 60_000;
}

function Changed({ list, line, before }: { list: ListName; line: HistoryLine; before: HistoryLine | undefined }) {
  const { entry } = line;
  if (entry === null) return <p>结束登记</p>;
  if (before === undefined || before.entry === null) return <p>{before === undefined ? '首次登记' : '重新登记'}</p>;
  const was = before.entry;
  const changed = fieldsOf(list)
    .map(([name, field]) => ({ name, field, from: printed(field, was[name]), to: printed(field, entry[name]) }))
    .filter(({ from, to }) => from !== to);
  if (changed.length === 0) return <p>显示的内容没有变化（隐藏的个人信息可能有变）</p>;
  return (
    <dl className="register-changes">
      {changed.map(({ name, field, from, to }) => (
        <div key={name}>
          <dt>{field.zh}</dt>
          <dd>{field.kind === 'polygon' ? '边界已变' : <FromTo from={from} to={to} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function FromTo({ from, to }: { from: string; to: string }) {
  return (
    <>
      <span className="unseen">原为</span>
      <del>{from || '（空）'}</del>
      <span aria-hidden="true"> → </span>
      <span className="unseen">，改为</span>
      <ins>{to || '（空）'}</ins>
    </>
  );
}
