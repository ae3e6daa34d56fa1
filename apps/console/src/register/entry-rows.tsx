import type { Field } from '@shaodao/contracts/register/field';
import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { Link } from 'react-router';
import type { Page } from '../api.js';
import { headWords } from './entry-shape.js';
import { valueWords } from './entry-value.js';
import { LIST_COLUMNS } from './list-words.js';
import { useNamesIn } from './name-queries.js';
import { entryPath } from './register-paths.js';
import type { KeptEntry } from './register-queries.js';

interface Rows {
  list: ListName;
  pages: readonly Page<KeptEntry>[];
  asOf: string;
}

/** On a phone an entry is a card of its first four columns. */
const ON_A_CARD = 4;

export function EntryTable({ list, pages, asOf }: Rows) {
  const { fields } = listOf(list);
  return (
    <div className="register-scroll" tabIndex={0} role="region" aria-label={`${listOf(list).zh}列表`}>
      <table className="register-table">
        <thead>
          <tr>
            {LIST_COLUMNS[list].map((column) => (
              <th key={column} scope="col">
                {head(fields[column])}
              </th>
            ))}
          </tr>
        </thead>
        {pages.map((page, at) => (
          <tbody key={page.items[0]?.key ?? at}>
            <TableRows list={list} items={page.items} asOf={asOf} />
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface OnePage {
  list: ListName;
  items: readonly KeptEntry[];
  asOf: string;
}

function TableRows({ list, items, asOf }: OnePage) {
  const words = useWords(list, items);
  return items.map(({ key, entry }) => (
    <tr key={key}>
      {LIST_COLUMNS[list].map((column, at) => {
        const said = words(entry, column);
        if (at > 0) return <td key={column}>{said}</td>;
        return (
          <th key={column} scope="row">
            <Link data-entry to={entryPath(list, key, asOf)}>
              {said}
            </Link>
          </th>
        );
      })}
    </tr>
  ));
}

export function EntryCards({ list, pages, asOf }: Rows) {
  return (
    <ul className="register-cards" aria-label={listOf(list).zh}>
      {pages.map((page, at) => (
        <Cards key={page.items[0]?.key ?? at} list={list} items={page.items} asOf={asOf} />
      ))}
    </ul>
  );
}

function Cards({ list, items, asOf }: OnePage) {
  const { fields } = listOf(list);
  const words = useWords(list, items);
  const [title = '', ...rest] = LIST_COLUMNS[list].slice(0, ON_A_CARD);
  return items.map(({ key, entry }) => (
    <li key={key}>
      <Link data-entry className="register-card" to={entryPath(list, key, asOf)}>
        <strong>{words(entry, title)}</strong>
        {rest.map((column) => (
          <span key={column}>
            <span className="faint">{head(fields[column])} </span>
            {words(entry, column)}
          </span>
        ))}
      </Link>
    </li>
  ));
}

function head(field: Field | undefined): string {
  return field === undefined ? '' : headWords(field);
}

function useWords(list: ListName, items: readonly KeptEntry[]): (entry: KeptEntry['entry'], column: string) => string {
  const { fields } = listOf(list);
  const nameOf = useNamesIn(list, items.map(({ entry }) => entry), LIST_COLUMNS[list]);
  return (entry, column) => {
    const field = fields[column];
    return field === undefined ? '' : valueWords({ field, value: entry[column], nameOf });
  };
}
