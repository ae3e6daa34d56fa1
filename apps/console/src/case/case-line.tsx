import { isStep } from '@shaodao/domain/case/deadline';
import { Link, useLocation } from 'react-router';
import type { CaseRow } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { CaseMarks } from './case-marks.js';
import { DEADLINE_WORDS } from './case-words.js';
import './case-list.css';

/** One case of a list: a link as wide as the list, so that a thumb and j/k both find it. */
export function CaseLine({ row }: { row: CaseRow }) {
  const { pathname, search } = useLocation();
  return (
    <li>
      <Link className="case-line" to={`/cases/${row.id}`} state={{ back: pathname + search }} data-case-id={row.id}>
        <span className="case-line-time">
          {row.late && <span className="tag tag-strong">已超时</span>}
          {row.dueAt === null ? (
            !row.late && <span className="faint">{row.suspended ? '时限暂停' : '无时限'}</span>
          ) : (
            <>
              <Countdown dueAt={row.dueAt} />
              {row.dueKind !== null && <span className="faint">{dueWords(row, row.dueKind)}</span>}
            </>
          )}
        </span>
        <span className="case-line-words">
          <strong>{row.title}</strong>
          <span className="faint">
            {row.number} · {row.categoryName}
          </span>
        </span>
        <CaseMarks {...row} />
      </Link>
    </li>
  );
}

/** The clock of a late case runs to what happens next because of it; below the district that is the next level. */
function dueWords({ late, level }: CaseRow, kind: NonNullable<CaseRow['dueKind']>): string {
  if (!late || (kind !== 'level' && !isStep(kind))) return `${DEADLINE_WORDS[kind]}时限`;
  if (kind !== 'level') return '下次催办';
  return level === 'district' ? '下次督办' : '下次提级';
}
