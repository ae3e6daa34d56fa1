import { Progress } from 'antd';
import type { ImportStatus } from './import-queries.js';
import { outcomeWords } from './import-words.js';

/** How far an import is: in words, and as a bar once its rows are counted. */
export function ImportProgress({ status }: { status: ImportStatus }) {
  const { done, total } = status;
  return (
    <div className="import-progress">
      <p role="status">
        {outcomeWords(status)}
        {total > 0 && `：${done} / ${total} 行`}
      </p>
      <Progress percent={total === 0 ? 0 : Math.round((done / total) * 100)} aria-label="导入进度" />
    </div>
  );
}
