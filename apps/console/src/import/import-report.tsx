import { listOf } from '@shaodao/contracts/register/lists';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { keyWords } from '../register/entry-shape.js';
import type { Import } from './import-queries.js';
import { KIND_WORDS } from './import-words.js';

type Report = NonNullable<Import['report']>;

/** What came of an import: per list what is new, changed, ended and the same; every fault with its place; of a dry run each change. */
export function ImportReport({ one }: { one: Import }) {
  const { report, state, dryRun } = one;
  // One that broke down has no report.
  if (state === 'failed') return <Alert type="warning" showIcon role="alert" title="系统故障，什么都没有写入" description="请稍后重新导入同样的文件。" />;
  if (report === null) return null;
  return (
    <>
      {state === 'refused' && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={`共 ${report.faultCount} 处错误，什么都没有写入`}
          description={report.faults.length < report.faultCount ? `下面是前 ${report.faults.length} 处。` : '请按下表改好文件后重新选择。'}
        />
      )}
      {state === 'done' && (
        <Alert
          type="success"
          showIcon
          title={dryRun ? '预检通过，还没有写入' : '导入完成'}
          description={dryRun ? '下面是正式导入后的变化。' : '变更已记入各项的变更记录。'}
        />
      )}
      {report.faults.length > 0 && <Faults faults={report.faults} />}
      {state === 'done' && report.lists.length > 0 && <Counts lists={report.lists} dryRun={dryRun} />}
      {report.changes.length > 0 && <Changes changes={report.changes} />}
    </>
  );
}

/** One fault below the other on a phone, as a table elsewhere: the same rows, laid out by the style sheet. */
function Faults({ faults }: { faults: Report['faults'] }) {
  return (
    <div className="register-scroll" tabIndex={0} role="region" aria-label="错误列表">
      <table className="register-table import-faults">
        <caption className="unseen">错误</caption>
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">工作表</th>
            <th scope="col">行</th>
            <th scope="col">列</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ file, sheet, row, column, header, reasonZh }, at) => (
            <tr key={at}>
              <td data-head="文件">{file}</td>
              <td data-head="工作表">{sheet ?? '—'}</td>
              <td data-head="行">{row ?? '—'}</td>
              <td data-head="列">{[column, header].filter((part) => part !== null).join(' ') || '—'}</td>
              <td data-head="说明">{reasonZh}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Counts({ lists, dryRun }: { lists: Report['lists']; dryRun: boolean }) {
  return (
    <table className="register-table import-counts">
      <caption>{dryRun ? '将有的变化（条）' : '变化（条）'}</caption>
      <thead>
        <tr>
          {['表', '新增', '变更', '结束', '不变'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lists.map(({ list, new: added, changed, ended, unchanged }) => (
          <tr key={list}>
            <th scope="row">
              <Link to={`/register/${list}`}>{listOf(list).zh}</Link>
            </th>
            {[added, changed, ended, unchanged].map((count, at) => (
              <td key={at}>{count}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ changes }: { changes: Report['changes'] }) {
  return (
    <details>
      <summary>逐条查看变化（{changes.length} 条）</summary>
      <ul className="import-changes" aria-label="变化">
        {changes.map(({ list, key, kind, fields }) => (
          <li key={`${list}:${key}`}>
            <p>
              <span className={kind === 'ended' ? 'tag tag-strong' : 'tag'}>{KIND_WORDS[kind]}</span> {listOf(list).zh} <strong>{keyWords(list, key)}</strong>
            </p>
            {kind === 'changed' && (
              <dl className="register-changes">
                {fields.map(({ field, header, before, after }) => (
                  <div key={field}>
                    <dt>{header}</dt>
                    <dd>
                      <span className="unseen">原为</span>
                      <del>{before ?? '（空）'}</del>
                      <span aria-hidden="true"> → </span>
                      <span className="unseen">，改为</span>
                      <ins>{after ?? '（空）'}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {kind === 'new' && <p className="faint">{fields.map(({ header, after }) => `${header} ${after ?? ''}`).join('，')}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
