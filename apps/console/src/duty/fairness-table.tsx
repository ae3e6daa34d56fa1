import { Spin } from 'antd';
import { useState } from 'react';
import { serverNow } from '../clock/server-clock.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useFairness } from './duty-queries.js';
import { nameWords, spanFrom } from './duty-words.js';

const BACK_DAYS = 60;
const DAYS = 90;
const DAY_MS = 86_400_000;

/** 值班均衡: what two months back and one ahead come to for each person. */
export function FairnessTable({ roster }: { roster: string }) {
  const [open, setOpen] = useState(false);
  const fairness = useFairness({ roster, ...spanFrom(serverNow() - BACK_DAYS * DAY_MS, DAYS) }, open);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>值班均衡（前两个月和后一个月）</summary>
      {fairness.isError && <ProblemAlert error={fairness.error} onRetry={() => void fairness.refetch()} />}
      {fairness.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在统计…
        </p>
      )}
      {fairness.data?.items.length === 0 && <p className="empty">这段时间没有人排班。</p>}
      {fairness.data !== undefined && fairness.data.items.length > 0 && (
        <div className="register-scroll" tabIndex={0} role="region" aria-label="值班均衡">
          <table className="register-table duty-fairness">
            <thead>
              <tr>
                {['人员', '班次', '小时', '夜班', '周末', '节假日'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {fairness.data.items.map(({ person, shifts, hours, nights, weekends, holidays }) => (
                <tr key={person.id}>
                  <th scope="row">{nameWords(person.name)}</th>
                  {[shifts, hours, nights, weekends, holidays].map((figure, at) => (
                    <td key={at}>{figure}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
