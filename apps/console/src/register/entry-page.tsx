import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { timeWords } from '../clock/time-words.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { AsOfField, AsOfNote } from './as-of.js';
import { ChangeEntry } from './change-entry.js';
import { EndEntry } from './end-entry.js';
import { EntryHistory } from './entry-history.js';
import { EntryMap } from './entry-map.js';
import { fieldsOf, keyWords } from './entry-shape.js';
import { EntryValue, valueWords } from './entry-value.js';
import { LIST_COLUMNS } from './list-words.js';
import { offersChange } from './may-keep.js';
import { useNamesIn } from './name-queries.js';
import { NoSuchList } from './no-such-list.js';
import { useRegisterPath } from './register-paths.js';
import { useEntry, type KeptEntry } from './register-queries.js';
import { UnmaskButton } from './unmask-button.js';
import './register.css';

/** One entry: what it says, where it lies, who said so. */
export function EntryPage() {
  const { list, key } = useRegisterPath();
  return list === null ? <NoSuchList /> : <OneEntry key={`${list}:${key}`} list={list} entryKey={key} />;
}

function OneEntry({ list, entryKey }: { list: ListName; entryKey: string }) {
  const [search, setSearch] = useSearchParams();
  const asOf = search.get('asOf') ?? '';
  const entry = useEntry(list, entryKey, asOf);
  const isGone = isProblem(entry.error) && entry.error.code === 'NOT_FOUND';
  const { zh } = listOf(list);
  return (
    <div className="register">
      <Link className="back" to={`/register/${list}${asOf === '' ? '' : `?${new URLSearchParams({ asOf }).toString()}`}`}>
        ‹ {zh}
      </Link>
      {entry.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取…
        </p>
      )}
      {entry.isError && !isGone && <ProblemAlert error={entry.error} onRetry={() => void entry.refetch()} />}
      {isGone && (
        <>
          <h1>{keyWords(list, entryKey)}</h1>
          <p className="empty">{asOf === '' ? '现在没有这一项：已经结束，或还没有生效。' : '那时没有这一项。'}</p>
        </>
      )}
      {entry.data !== undefined && <Standing list={list} kept={entry.data} asOf={asOf} />}
      {!entry.isPending && (
        <>
          <section className="register-panel">
            <AsOfField asOf={asOf} onChange={(to) => setSearch(to === '' ? {} : { asOf: to }, { replace: true })} />
          </section>
          <EntryHistory list={list} entryKey={entryKey} />
        </>
      )}
    </div>
  );
}

function Standing({ list, kept, asOf }: { list: ListName; kept: KeptEntry; asOf: string }) {
  const me = useSignedIn();
  const [open, setOpen] = useState<'change' | 'end' | null>(null);
  const [full, setFull] = useState<KeptEntry | null>(null);
  // Full values are of the entry that was asked for; a change since then shows the new one, behind stars.
  const shown = full !== null && full.effectiveAt === kept.effectiveAt ? full : kept;
  const { entry } = shown;
  const fields = fieldsOf(list);
  const nameOf = useNamesIn(list, [entry], fields.map(([name]) => name));
  const mayChange = asOf === '' && offersChange(me, list, entry);
  const [title = ''] = LIST_COLUMNS[list];
  const { fields: byName, zh } = listOf(list);
  const field = byName[title];
  return (
    <>
      <h1>{field === undefined ? kept.key : valueWords({ field, value: entry[title], nameOf })}</h1>
      <p className="faint">
        {zh} {keyWords(list, kept.key, nameOf)}
      </p>
      <AsOfNote asOf={asOf} />
      <section className="register-panel" aria-label="登记内容">
        <dl className="register-values">
          {fields
            .filter(([, { kind }]) => kind !== 'polygon')
            .map(([name, one]) => (
              <div key={name}>
                <dt>{one.zh}</dt>
                <dd>
                  <EntryValue field={one} value={entry[name]} nameOf={nameOf} asOf={asOf} />
                </dd>
              </div>
            ))}
        </dl>
        <p className="faint register-since">{Date.parse(kept.effectiveAt) === 0 ? '自始如此' : `自 ${timeWords(kept.effectiveAt)} 起`}</p>
        <div className="register-buttons">
          {mayChange && (
            <>
              <Button type="primary" onClick={() => setOpen('change')}>
                变更
              </Button>
              <Button danger onClick={() => setOpen('end')}>
                结束
              </Button>
            </>
          )}
          {asOf === '' && shown === kept && hidesSomething(list, entry) && <UnmaskButton list={list} entryKey={kept.key} onShown={setFull} />}
        </div>
        {shown !== kept && <p role="status">已完整显示，查看的理由已记录；离开本页后重新隐藏。</p>}
      </section>
      <EntryMap list={list} kept={kept} />
      {open === 'change' && <ChangeEntry list={list} kept={kept} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndEntry list={list} entryKey={kept.key} onClose={() => setOpen(null)} />}
    </>
  );
}

function hidesSomething(list: ListName, entry: KeptEntry['entry']): boolean {
  return fieldsOf(list).some(([name, { masked }]) => masked !== undefined && typeof entry[name] === 'string');
}
