import { Button, Form, Progress } from 'antd';
import { useState } from 'react';
import { FileButton } from '../attachment/file-button.js';
import { sizeWords } from '../attachment/attachment-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { WhyItems, whyOf, type Why } from '../register/why-items.js';
import { ImportProgress } from './import-progress.js';
import { hasEnded, useImport, useSendImport } from './import-queries.js';
import { ImportReport } from './import-report.js';
import { mostBytes, mostFiles } from './import-words.js';

const TYPES = '.xlsx,.csv';

/** Files are tried first; only what passed is imported in earnest, with a reason. */
export function ImportForm() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [shown, setShown] = useState<string | null>(null);
  const send = useSendImport();
  const one = useImport(shown);
  const running = send.isPending || (shown !== null && (one.data === undefined || !hasEnded(one.data)));
  const passed = one.data !== undefined && one.data.dryRun && one.data.state === 'done';

  const take = (more: readonly File[]): void => {
    // A file chosen again under its name takes the place of the older one.
    setFiles([...files.filter(({ name }) => !more.some((file) => file.name === name)), ...more]);
    setShown(null);
    send.reset();
  };
  const drop = (file: File): void => {
    setFiles(files.filter((other) => other !== file));
    setShown(null);
    send.reset();
  };
  const start = (why: { reason: string; effectiveAt?: string }, dryRun: boolean): void => {
    // The one before stays, and with it the reason that was written, until this one has arrived.
    send.mutate({ files, dryRun, ...why }, { onSuccess: ({ id }) => setShown(id) });
  };
  const tooMuch = files.length > mostFiles ? `一次最多 ${mostFiles} 个文件` : files.find(({ size }) => size > mostBytes) === undefined ? null : '每个文件最大 50 MB';

  return (
    <section className="register-panel" aria-label="导入文件">
      <h2>导入文件</h2>
      <p className="faint">
        Excel（.xlsx）一个工作表一张表，按表的中文名命名；CSV 按表名命名文件，如 网格.csv。先预检：指出每一处错误和将有的变化，不写入任何内容。
      </p>
      <div className="register-buttons">
        <FileButton words="选择文件" accept={TYPES} disabled={running} onFiles={take} />
      </div>
      <ul className="import-files" aria-label="已选文件">
        {files.map((file) => (
          <li key={file.name}>
            <span>
              {file.name} <span className="faint">{sizeWords(file.size)}</span>
            </span>
            <Button disabled={running} onClick={() => drop(file)} aria-label={`去掉 ${file.name}`}>
              去掉
            </Button>
          </li>
        ))}
      </ul>
      {tooMuch !== null && <p className="register-at-fault" role="alert">{tooMuch}</p>}
      {files.length > 0 && (
        <div className="register-buttons">
          <Button type={passed ? 'default' : 'primary'} disabled={running || tooMuch !== null} onClick={() => start({ reason: '预检' }, true)}>
            预检
          </Button>
        </div>
      )}
      {send.isPending && (
        <div>
          <p role="status">正在上传…</p>
          <Progress percent={Math.round(send.share * 100)} aria-label="上传进度" />
        </div>
      )}
      {send.isError && <ProblemAlert error={send.error} />}
      {one.isError && <ProblemAlert error={one.error} onRetry={() => void one.refetch()} />}
      {one.data !== undefined && !hasEnded(one.data) && <ImportProgress status={one.data} />}
      {one.data !== undefined && <ImportReport one={one.data} />}
      {passed && (
        <Form<Why> name="import" layout="vertical" requiredMark={false} className="import-earnest" onFinish={(why) => start(whyOf(why), false)}>
          <WhyItems />
          <Button type="primary" htmlType="submit" block loading={running}>
            正式导入
          </Button>
        </Form>
      )}
    </section>
  );
}
