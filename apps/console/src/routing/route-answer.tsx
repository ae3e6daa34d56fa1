import { BASES } from '@shaodao/contracts/register/routing-list';
import { Link } from 'react-router';
import { GRADE_WORDS, PART_WORDS } from '../case/case-words.js';
import { timeWords } from '../clock/time-words.js';
import { entryPath } from '../register/register-paths.js';
import type { Considered, RouteExplanation } from './routing-queries.js';

const BY_WORDS = { rule: '按派遣规则', register: '按部门登记的主管类别和服务区域', attached: '按网格的包网部门' } as const;

/** What the dry run says: who gets it, by what, and every rule in the order it was asked. */
export function RouteAnswer({ answer }: { answer: RouteExplanation }) {
  const { category, area, at, by, ruleCode, basis, grade, departments, fallback, considered } = answer;
  // Rules of other categories are most of them and say the least.
  const far = considered.filter(({ failedOn }) => failedOn === 'category' || failedOn === 'disabled');
  const near = considered.filter((one) => !far.includes(one));
  return (
    <>
      <section className="register-panel" role="status" aria-label="试算结果">
        <h2>派给谁</h2>
        <p className="faint">
          {category.name}，{area.name}，{timeWords(at)}
        </p>
        {departments.length === 0 ? (
          <p>
            <span className="tag tag-strong">
              <span aria-hidden="true">⚠ </span>没有部门
            </span>{' '}
            {fallback === null ? '也没有人兜底。' : `由${fallback.zh}兜底。`}
          </p>
        ) : (
          <ul className="routing-departments">
            {departments.map(({ id, code, name, part }) => (
              <li key={id}>
                <span className={part === 'lead' ? 'tag tag-strong' : 'tag'}>{PART_WORDS[part]}</span>
                <Link className="register-ref" to={entryPath('departments', code)}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {by !== null && (
          <p>
            {BY_WORDS[by]}
            {ruleCode !== null && (
              <>
                {' '}
                <Link className="register-ref" to={entryPath('routes', ruleCode)}>
                  {ruleCode}
                </Link>
              </>
            )}
            {basis !== null && `，${BASES[basis]}`}
            {grade !== null && `，等级${GRADE_WORDS[grade]}`}
          </p>
        )}
      </section>
      <section className="register-panel">
        <h2>逐条对照</h2>
        <p className="faint">按先后次序，第一条符合的生效。</p>
        <RuleLines rules={near} />
        {far.length > 0 && (
          <details>
            <summary>类别不符或已停用的规则（{far.length} 条）</summary>
            <RuleLines rules={far} />
          </details>
        )}
      </section>
    </>
  );
}

function RuleLines({ rules }: { rules: readonly Considered[] }) {
  return (
    <ol className="routing-rules" aria-label="逐条对照">
      {rules.map((one, nth) => (
        <RuleLine key={one.ruleCode ?? `${nth}`} one={one} />
      ))}
    </ol>
  );
}

function RuleLine({ one }: { one: Considered }) {
  const { ruleCode, name, basis, chosen, matched, reasonZh, limits, departments } = one;
  return (
    <li className={chosen ? 'routing-chosen' : ''}>
      <p>
        <span className={chosen ? 'tag routing-hit' : 'tag'}>
          <span aria-hidden="true">{chosen ? '✓ ' : matched ? '○ ' : '✗ '}</span>
          {chosen ? '生效' : matched ? '符合，但排在后面' : '不符合'}
        </span>{' '}
        <strong>{name}</strong> <span className="faint">{[ruleCode, BASES[basis]].filter((part) => part !== null).join(' · ')}</span>
      </p>
      {!matched && (
        <p>
          {reasonZh}
          {limits.length > 0 && `：${limits.join('、')}`}
        </p>
      )}
      {matched && departments.length > 0 && <p className="faint">{departments.map((own) => `${PART_WORDS[own.part]} ${own.name}`).join('，')}</p>}
    </li>
  );
}
