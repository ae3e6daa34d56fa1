import { useQuery } from '@tanstack/react-query';
import { Input, Spin } from 'antd';
import { useState } from 'react';
import type { DepartmentMonth } from '../api.js';
import { serverNow } from '../clock/server-clock.js';
import { monthOf } from '../clock/time-words.js';
import { useDepartmentNames } from '../department/department-queries.js';
import { read } from '../http/call.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import './assessment.css';

/** 考核: per department and month the whistles received, signed in time, finished in time. */
export function AssessmentPage() {
  const { actor } = useSignedIn();
  const [month, setMonth] = useState(() => monthOf(serverNow()));
  const departmentName = useDepartmentNames();
  const months = useQuery({
    queryKey: ['assessment', month, actor.departmentId],
    queryFn: async ({ signal }) => {
      const query = { month, departmentId: actor.departmentId };
      return (await read<{ items: DepartmentMonth[] }>('/api/assessment/departments', query, signal)).items;
    },
  });
  return (
    <>
      <h1>部门考核</h1>
      <label className="month">
        月份
        <Input type="month" value={month} onChange={(event) => event.target.value !== '' && setMonth(event.target.value)} />
      </label>
      {months.isError && <ProblemAlert error={months.error} onRetry={() => void months.refetch()} />}
      {months.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {months.data !== undefined && months.data.length === 0 && <p className="empty">这个月还没有收到哨声的部门。</p>}
      {months.data !== undefined && months.data.length > 0 && (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">部门</th>
              <th scope="col">收到哨声</th>
              <th scope="col">按时签收</th>
              <th scope="col">按时办结</th>
            </tr>
          </thead>
          <tbody>
            {months.data.map((line) => (
              <tr key={line.departmentId}>
                <th scope="row">{departmentName(line.departmentId)}</th>
                <td>{line.whistles}</td>
                <td>{line.signedInTime}</td>
                <td>{line.finishedInTime}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
