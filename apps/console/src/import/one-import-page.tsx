import { Spin } from 'antd';
import { Link, useParams } from 'react-router';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { usePersonNames } from '../person/person-names.js';
import { ImportProgress } from './import-progress.js';
import { hasEnded, useImport } from './import-queries.js';
import { ImportReport } from './import-report.js';
import { outcomeWords } from './import-words.js';
import '../register/register.css';
import './import.css';

/** One import: who sent what, when and why, how far it is, and what came of it. */
export function OneImportPage() {
  const { id = '' } = useParams();
  const one = useImport(id);
  const nameOf = usePersonNames(one.data === undefined ? [] : [one.data.authorId]);
  return (
    <div className="register">
      <Link className="back" to="/imports">
        ‹ 导入导出
      </Link>
      <h1>导入{one.data === undefined ? '' : `：${outcomeWords(one.data)}`}</h1>
      {one.isError && <ProblemAlert error={one.error} onRetry={() => void one.refetch()} />}
      {one.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {one.data !== undefined && (
        <section className="register-panel" aria-label="导入结果">
          <p>{one.data.files.map(({ name }) => name).join('、')}</p>
          <p className="faint">
            {nameOf(one.data.authorId)} {timeWords(one.data.askedAt)} · 理由：{one.data.reason}
            {one.data.effectiveAt !== null && ` · 自 ${timeWords(one.data.effectiveAt)} 起生效`}
          </p>
          {!hasEnded(one.data) && <ImportProgress status={one.data} />}
          <ImportReport one={one.data} />
        </section>
      )}
    </div>
  );
}
