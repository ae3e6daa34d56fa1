import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { keepsOf } from '@shaodao/domain/register/rights';
import { Button, Spin } from 'antd';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ExportButtons } from '../import/export-buttons.js';
import { FullExport } from '../import/full-export.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useKeys } from '../keyboard/use-keys.js';
import { useSignedIn } from '../session/me.js';
import { AsOfNote } from './as-of.js';
import { EntryCards, EntryTable } from './entry-rows.js';
import { fieldsOf } from './entry-shape.js';
import { NewEntry } from './new-entry.js';
import { ListFilter } from './list-filter.js';
import { LIST_HINTS } from './list-words.js';
import { useRegisterPath } from './register-paths.js';
import { useEntries } from './register-queries.js';
import { NoSuchList } from './no-such-list.js';
import { usePhone } from '../case/use-phone.js';
import './register.css';

/** One list of the register, now or as of an instant. */
export function ListPage() {
  const { list } = useRegisterPath();
  return list === null ? <NoSuchList /> : <Entries key={list} list={list} />;
}

function Entries({ list }: { list: ListName }) {
  const [search, setSearch] = useSearchParams();
  const me = useSignedIn();
  const onPhone = usePhone();
  const rows = useRef<HTMLDivElement>(null);
  const [adding, setAdding] = useState(false);
  const filter = { asOf: search.get('asOf') ?? '', areaCode: search.get('areaCode') ?? '', from: search.get('from') ?? '' };
  const entries = useEntries(list, { asOf: filter.asOf, areaCode: filter.areaCode, after: before(filter.from) });
  const pages = entries.data?.pages ?? [];
  const count = pages.reduce((sum, { items }) => sum + items.length, 0);
  const { zh } = listOf(list);
  const Rows = onPhone ? EntryCards : EntryTable;

  useKeys({ j: () => step(rows.current, 1), k: () => step(rows.current, -1) });

  const change = (to: Partial<typeof filter>): void => {
    const said = Object.entries({ ...filter, ...to }).filter(([, value]) => value !== '');
    setSearch(said, { replace: true });
  };

  return (
    <div className="register">
      <Link className="back" to="/register">
        ‹ 登记
      </Link>
      <div className="register-head">
        <h1>{zh}</h1>
        {keepsOf(me.actor, list) && filter.asOf === '' && (
          <Button type="primary" onClick={() => setAdding(true)}>
            新增{zh}
          </Button>
        )}
      </div>
      <p className="faint">{LIST_HINTS[list]}</p>
      <ListFilter list={list} filter={filter} onChange={change} />
      <AsOfNote asOf={filter.asOf} />
      <p className="faint list-count" aria-live="polite">
        {entries.isSuccess && `${count}${entries.hasNextPage ? '+' : ''} 条，按编号排列`}
      </p>
      {entries.isError && <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />}
      {entries.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取{zh}…
        </p>
      )}
      {entries.isSuccess && count === 0 && <p className="empty">{isNarrowed(filter) ? '没有符合条件的登记。' : `还没有登记${zh}，或者没有您可以查看的。`}</p>}
      {count > 0 && (
        <div ref={rows} aria-busy={entries.isPlaceholderData}>
          <Rows list={list} pages={pages} asOf={filter.asOf} />
        </div>
      )}
      {entries.hasNextPage && (
        <Button block loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          更多{zh}
        </Button>
      )}
      <details className="register-narrow">
        <summary>导出和模板</summary>
        <ExportButtons list={list} asOf={filter.asOf} areaCode={filter.areaCode} />
        {keepsOf(me.actor, list) && hasMasked(list) && <FullExport list={list} asOf={filter.asOf} areaCode={filter.areaCode} />}
      </details>
      {adding && <NewEntry list={list} onClose={() => setAdding(false)} />}
    </div>
  );
}

function hasMasked(list: ListName): boolean {
  return fieldsOf(list).some(([, { masked }]) => masked !== undefined);
}

function isNarrowed({ areaCode, from, asOf }: Record<'areaCode' | 'from' | 'asOf', string>): boolean {
  return areaCode !== '' || from !== '' || asOf !== '';
}

/** A cursor behind which everything stands that begins with `key`: what comes just before it in order. */
function before(key: string): string {
  const last = key.charCodeAt(key.length - 1);
  // ~ comes after every letter and digit a key is made of.
  return key === '' || last === 0 ? '' : `${key.slice(0, -1)}${String.fromCharCode(last - 1)}~~~~~~`;
}

function step(rows: HTMLElement | null, by: 1 | -1): void {
  const links = [...(rows?.querySelectorAll<HTMLElement>('a[data-entry]') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at === -1 ? 0 : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
