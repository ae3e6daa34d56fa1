import { Link } from 'react-router';
import { isProblem } from '../http/problem.js';
import { useCase } from './case-queries.js';
import { STAGE_WORDS } from './case-words.js';

/** Another case by its number and title; one outside the reader's area is named as such. */
export function CaseLink({ id }: { id: string }) {
  const found = useCase(id);
  if (found.data !== undefined) {
    const { number, title, stage } = found.data;
    return (
      <Link className="case-link" to={`/cases/${id}`}>
        {number} {title}（{STAGE_WORDS[stage]}）
      </Link>
    );
  }
  if (found.isPending) return <span className="faint">正在读取案件…</span>;
  const refused = isProblem(found.error) && !found.error.mayRepeat;
  return <span className="faint">{refused ? '另一案件，不在您的辖区内' : '另一案件，没有读到'}</span>;
}
