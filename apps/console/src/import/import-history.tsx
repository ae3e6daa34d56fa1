import { Button, Spin } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { usePersonNames } from '../person/person-names.js';
import { useImports } from './import-queries.js';
import { outcomeWords } from './import-words.js';

/** Shown without being asked for. */
const FEW = 5;

/** 历次导入, newest first; each leads to what came of it. */
export function ImportHistory() {
  const imports = useImports();
  const [all, setAll] = useState(false);
  const shown = (imports.data ?? []).slice(0, all ? undefined : FEW);
  const nameOf = usePersonNames(shown.map(({ authorId }) => authorId));
  return (
    <section className="register-panel">
      <h2>历次导入</h2>
      {imports.isError && <ProblemAlert error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {imports.data?.length === 0 && <p className="empty">还没有导入过。</p>}
      <ul className="import-history" aria-label="历次导入">
        {shown.map((one) => (
          <li key={one.id}>
            <Link className="register-card" to={`/imports/${one.id}`}>
              <strong>{one.files.map(({ name }) => name).join('、')}</strong>
              <span>
                <span className={one.state === 'refused' || one.state === 'failed' ? 'tag tag-strong' : 'tag'}>{outcomeWords(one)}</span>{' '}
                {one.total > 0 && `${one.total} 行`}
              </span>
              <span className="faint">
                {nameOf(one.authorId)} {timeWords(one.askedAt)} · {one.reason}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {imports.data !== undefined && shown.length < imports.data.length && (
        <Button block onClick={() => setAll(true)}>
          更早的导入
        </Button>
      )}
    </section>
  );
}
