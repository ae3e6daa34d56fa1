import { ruleOfRole } from '@shaodao/domain/register/role';
import { Button } from 'antd';
import { useState } from 'react';
import { isProblem } from '../http/problem.js';
import { AreaField } from '../register/area-field.js';
import { useSignedIn } from '../session/me.js';
import { chainOf, type DutyPost } from './duty-chain.js';
import { useOnDuty, type OnDuty } from './duty-queries.js';
import { HOW_WORDS, nameWords } from './duty-words.js';
import { usePlaceNames } from './place-names.js';

/** 现在值班: who answers for a place now, from the ground up. */
export function OnDutyNow() {
  const { actor } = useSignedIn();
  const [areaCode, setAreaCode] = useState(actor.areaCode);
  const posts = chainOf(areaCode === '' ? actor.areaCode : areaCode, actor.departmentId);
  const found = useOnDuty(posts);
  const nameOf = usePlaceNames(posts);
  const failed = found.find(({ isError }) => isError);
  return (
    <section className="duty-panel">
      <h2>现在值班</h2>
      <AreaField areaCode={areaCode} onChange={setAreaCode} />
      {failed !== undefined && (
        <p role="alert">
          {isProblem(failed.error) ? failed.error.body.title : '没有读到'}
          <Button type="link" onClick={() => found.forEach(({ refetch }) => void refetch())}>
            重试
          </Button>
        </p>
      )}
      <ul className="duty-now" aria-live="polite">
        {posts.map((post, at) => (
          <li key={`${post.role}:${post.areaCode ?? post.departmentId ?? ''}`}>
            <span className="faint">{postWords(post, nameOf)}</span>
            <WhoIs duty={found[at]?.data} isPending={found[at]?.isPending === true} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function postWords(post: DutyPost, nameOf: ReturnType<typeof usePlaceNames>): string {
  return `${nameOf(post)} ${ruleOfRole(post.role).zh}`;
}

function WhoIs({ duty, isPending }: { duty: OnDuty | undefined; isPending: boolean }) {
  if (duty === undefined) return <span>{isPending ? '正在读取…' : '没有读到'}</span>;
  if (duty.people.length === 0) {
    return (
      <span className="tag tag-strong duty-nobody">
        <span aria-hidden="true">⚠ </span>无人值班
      </span>
    );
  }
  return (
    <span className="duty-people">
      {duty.people.map(({ id, name, phone, how }) => (
        <span key={id}>
          <strong>{nameWords(name)}</strong> {phone !== null && <span>{phone}</span>} <span className="tag">{HOW_WORDS[how]}</span>
        </span>
      ))}
      {duty.via === 'levelAbove' && <span className="faint">本级无人，由上一级代管</span>}
    </span>
  );
}
