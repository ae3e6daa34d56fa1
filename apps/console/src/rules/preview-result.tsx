import { Link } from 'react-router';
import { DEADLINE_WORDS } from '../case/case-words.js';
import { timeWords } from '../clock/time-words.js';
import { useDepartmentNames } from '../department/department-queries.js';
import type { RulesPreview } from './rule-queries.js';
import { shiftWords } from './rule-words.js';

/** 影响: how many open cases would change if they moved to the draft now, and the first of them. */
export function PreviewResult({ preview }: { preview: RulesPreview }) {
  const departmentName = useDepartmentNames();
  const { open, examined, cases, deadlines, earliestShiftMs, latestShiftMs, samples } = preview;
  const shifts = [shiftWords(earliestShiftMs), shiftWords(latestShiftMs)].filter((words) => words !== '');
  return (
    <section aria-label="预览结果" role="status">
      <p>
        <strong>
          在办案件 {open} 件，其中 {cases} 件、{deadlines} 项时限将变动
        </strong>
        {shifts.length > 0 && `，最多${shifts.join('、')}`}。
        {examined < open && ` 时间有限，只看了前 ${examined} 件。`}
      </p>
      <p className="faint">在办案件仍按原规则办理，直到重新计算。</p>
      {samples.length > 0 && (
        <div className="rules-scroll">
          <table className="rules-table">
            <thead>
              <tr>
                <th scope="col">案件</th>
                <th scope="col">时限</th>
                <th scope="col">原</th>
                <th scope="col">新</th>
              </tr>
            </thead>
            <tbody>
              {samples.flatMap(({ caseId, number, changes }) =>
                changes.map(({ kind, departmentId, ref, fromDueAt, toDueAt }) => (
                  <tr key={`${caseId}:${kind}:${departmentId ?? ''}:${ref ?? ''}`}>
                    <th scope="row">
                      <Link to={`/cases/${caseId}`}>{number}</Link>
                    </th>
                    <td>
                      {departmentId === null ? '' : `${departmentName(departmentId)} `}
                      {DEADLINE_WORDS[kind]}
                    </td>
                    <td>{timeWords(fromDueAt)}</td>
                    <td>{timeWords(toDueAt)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
