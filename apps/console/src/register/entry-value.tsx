import type { Field } from '@shaodao/contracts/register/field';
import type { ListName } from '@shaodao/contracts/register/lists';
import { Link } from 'react-router';
import { keyWords, listNamed, printed, refsIn } from './entry-shape.js';
import type { NameOf } from './name-queries.js';
import { entryPath } from './register-paths.js';

interface Shown {
  field: Field;
  value: unknown;
  nameOf: NameOf;
}

/** A value in Chinese, with the names of what it refers to; `—` for nothing. */
export function valueWords({ field, value, nameOf }: Shown): string {
  const { refersTo } = field;
  if (refersTo === undefined || value === null || value === undefined) return printed(field, value) || '—';
  const turns = [value].flat().map((turn: unknown) => refsIn(field, turn).map((key) => called(listNamed(refersTo, key), key, nameOf)));
  return turns.map((names) => names.join('+')).join('、') || '—';
}

function called(list: ListName, key: string, nameOf: NameOf): string {
  return nameOf(list, key) ?? keyWords(list, key, nameOf);
}

/** The same with a link to each entry it refers to. */
export function EntryValue({ field, value, nameOf, asOf }: Shown & { asOf: string }) {
  const { refersTo } = field;
  if (refersTo === undefined) return <span className="words">{printed(field, value) || '—'}</span>;
  // Turns of several people: one line a turn.
  const turns = Array.isArray(value) ? value.map((turn: unknown) => refsIn(field, turn)) : [refsIn(field, value)];
  if (turns.flat().length === 0) return <>—</>;
  return (
    <ul className="register-refs">
      {turns.map((keys, at) => (
        <li key={`${at}:${keys.join()}`}>
          {keys.map((key) => (
            <RefLink key={key} list={listNamed(refersTo, key)} value={key} nameOf={nameOf} asOf={asOf} />
          ))}
        </li>
      ))}
    </ul>
  );
}

interface Ref {
  list: ListName;
  value: string;
  nameOf: NameOf;
  asOf: string;
}

function RefLink({ list, value, nameOf, asOf }: Ref) {
  const name = nameOf(list, value);
  return (
    <Link className="register-ref" to={entryPath(list, value, asOf)}>
      {called(list, value, nameOf)}
      {name !== null && <span className="faint">{value}</span>}
    </Link>
  );
}
