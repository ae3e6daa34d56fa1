import { listOf } from '@shaodao/contracts/register/lists';
import { keepsOf } from '@shaodao/domain/register/rights';
import { Link } from 'react-router';
import { useSignedIn } from '../session/me.js';
import { LIST_GROUPS, LIST_HINTS } from './list-words.js';
import './register.css';

/** 登记: everything the district says of itself, list by list. */
export function RegisterPage() {
  const { actor } = useSignedIn();
  return (
    <div className="register">
      <h1>登记</h1>
      <p className="faint">区里的网格、人员、部门、值班和预案都登记在这里。每次变更都留下时间、经办人和理由，原来的内容不会丢失。</p>
      <p className="register-ways">
        <Link className="register-way" to="/imports">
          导入导出
        </Link>
        <Link className="register-way" to="/routing">
          派遣试算
        </Link>
      </p>
      {LIST_GROUPS.map(({ zh, lists }) => (
        <section key={zh} aria-label={zh}>
          <h2>{zh}</h2>
          <ul className="register-lists">
            {lists.map((list) => (
              <li key={list}>
                <Link className="register-list" to={`/register/${list}`}>
                  <strong>{listOf(list).zh}</strong>
                  <span className="faint">{LIST_HINTS[list]}</span>
                  {keepsOf(actor, list) && <span className="tag">可变更</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
