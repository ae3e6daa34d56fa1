import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Activation, ActivationReport } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { usePersonNames } from '../person/person-names.js';
import { useAct } from './activation-queries.js';
import { reportWords } from './activation-words.js';
import './act-form.css';
import './steps.css';

const TEXT_MOST = 4_000;

/** 报送: what is owed by when, drafted from the tallies and signed by a person. */
export function ActivationReports({ activation }: { activation: Activation }) {
  const name = usePersonNames(activation.reports.flatMap(({ filedById }) => (filedById === null ? [] : [filedById])));
  const maySign = activation.allowedCommands.includes('fileReport');
  return (
    <section aria-labelledby="activation-reports">
      <h2 id="activation-reports">信息报送</h2>
      {activation.reports.length === 0 && <p className="empty">现在没有须报送的。</p>}
      <ul className="reports">
        {activation.reports.map((report) => (
          <li key={`${report.kind}:${report.nth}`} className={report.overdue && report.filedAt === null ? 'report-line report-overdue' : 'report-line'}>
            <p className="marks">
              <strong>{reportWords(report)}</strong>
              {report.filedAt === null ? <Countdown dueAt={report.dueAt} /> : <span className="tag">✓ 已报送</span>}
              {report.overdue && <span className="tag tag-strong">⚠ 超时</span>}
            </p>
            {report.filedAt !== null && report.text === null && (
              <p className="faint">
                {timeWords(report.filedAt)} {report.filedById !== null && `${name(report.filedById)} 签发`}
              </p>
            )}
            {report.filedAt !== null && report.text !== null && (
              <details className="report-text">
                <summary>
                  {timeWords(report.filedAt)} {report.filedById !== null && `${name(report.filedById)} 签发`}
                </summary>
                <p className="words">{report.text}</p>
              </details>
            )}
            {report.filedAt === null && maySign && <Sign id={activation.id} report={report} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sign({ id, report }: { id: string; report: ActivationReport }) {
  const act = useAct(id);
  // What is written stays while the draft goes on with the tallies.
  const [text, setText] = useState<string | null>(null);
  if (text === null) return <Button onClick={() => setText(report.draft ?? '')}>起草并签发</Button>;
  return (
    <div className="act-form">
      <label className="press-part">
        {reportWords(report)}（按现有统计起草，可修改）
        <Input.TextArea value={text} maxLength={TEXT_MOST} autoSize={{ minRows: 5, maxRows: 16 }} onChange={({ target }) => setText(target.value)} />
      </label>
      <div className="marks">
        <Button type="primary" disabled={text.trim() === ''} loading={act.isPending} onClick={() => act.mutate({ path: 'reports', body: { kind: report.kind, nth: report.nth, text: text.trim() } })}>
          签发报送
        </Button>
        <Button onClick={() => setText(report.draft ?? '')}>按最新统计重新起草</Button>
        <Button onClick={() => setText(null)}>收起</Button>
      </div>
      {act.isError && <ProblemAlert error={act.error} />}
    </div>
  );
}
