import { timeWords } from '../clock/time-words.js';
import { usePersonNames } from '../person/person-names.js';
import type { RuleVersion } from './rule-queries.js';
import { RULE_KIND_WORDS, RULE_STATE_WORDS } from './rule-words.js';

/** 各版本: what is in force, what will be, what was; who published it, when and why. */
export function RuleVersions({ versions }: { versions: RuleVersion[] }) {
  const name = usePersonNames(versions.flatMap(({ authorId }) => authorId ?? []));
  return (
    <div className="rules-scroll">
      <table className="rules-table">
        <thead>
          <tr>
            <th scope="col">规则</th>
            <th scope="col">版本</th>
            <th scope="col">状态</th>
            <th scope="col">生效时间</th>
            <th scope="col">发布</th>
            <th scope="col">理由</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ kind, id, version, state, effectiveAt, publishedAt, authorId, reason }) => (
            <tr key={`${kind}:${id}:${version}`}>
              <th scope="row">{RULE_KIND_WORDS[kind]}</th>
              <td>
                <a href={`/api/rules/${kind}/${version}`} target="_blank" rel="noreferrer">
                  第 {version} 版
                </a>
              </td>
              <td>
                <span className={state === 'scheduled' ? 'tag tag-strong' : 'tag'}>{RULE_STATE_WORDS[state]}</span>
              </td>
              <td>{Date.parse(effectiveAt) === 0 ? '自始' : timeWords(effectiveAt)}</td>
              <td>
                {authorId === null ? '系统' : name(authorId)} {timeWords(publishedAt)}
              </td>
              <td className="words">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
