import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Spin, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CaseSnapshot } from '../api.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { KeyHelp } from '../keyboard/key-help.js';
import { useKeys } from '../keyboard/use-keys.js';
import { useSignedIn } from '../session/me.js';
import { CaseFilterBar, filterOf, type ListFilter } from './case-filter.js';
import { CaseLine } from './case-line.js';
import { caseQuery, useCases } from './case-queries.js';
import { EMPTY_WORDS, VIEW_QUERIES, viewsFor } from './list-views.js';
import { SignFromList } from './sign-from-list.js';

/** 我的待办: the cases that wait, by time left, renewed by the feed. */
export function CaseListPage() {
  const [search, setSearch] = useSearchParams();
  const views = viewsFor(useSignedIn().actor.departmentId);
  const filter = filterOf(search, views);
  const list = useRef<HTMLUListElement>(null);
  const searchField = useRef<InputRef>(null);
  const [help, setHelp] = useState(false);
  const signing = useAskedToSign();
  const cases = useCases({
    ...VIEW_QUERIES[filter.view],
    stage: filter.stage,
    level: filter.level,
    q: filter.q,
    limit: 50,
  });
  const rows = cases.data?.pages.flatMap((page) => page.items) ?? [];

  useKeys({
    j: () => step(list.current, 1),
    k: () => step(list.current, -1),
    a: () => signing.ask(focusedCase()),
    '/': () => searchField.current?.focus({ cursor: 'all' }),
    '?': () => setHelp(true),
  });

  const change = (to: Partial<ListFilter>): void => {
    const next = { ...filter, ...to };
    const said = Object.entries(next).filter(([name, value]) => value && !(name === 'view' && value === 'mine'));
    setSearch(said as [string, string][], { replace: true });
  };

  return (
    <>
      <h1>我的待办</h1>
      <CaseFilterBar filter={filter} views={views} onChange={change} searchRef={searchField} />
      <p className="faint list-count" aria-live="polite">
        {cases.isSuccess && `${rows.length}${cases.hasNextPage ? '+' : ''} 件，按剩余时间排列`}
      </p>
      {cases.isError && <ProblemAlert error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取案件…
        </p>
      )}
      {cases.isSuccess && rows.length === 0 && <p className="empty">{EMPTY_WORDS[filter.view]}</p>}
      <ul className="case-list" ref={list} aria-label="案件" aria-busy={cases.isPlaceholderData}>
        {rows.map((row) => (
          <CaseLine key={row.id} row={row} />
        ))}
      </ul>
      {cases.hasNextPage && (
        <Button block loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
          更多案件
        </Button>
      )}
      {signing.asked !== null && <SignFromList asked={signing.asked} onClosed={signing.forget} />}
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** j/k move the focus itself, so Enter and a screen reader follow for free. */
function step(list: HTMLUListElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll('a') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at === -1 ? 0 : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function focusedCase(): string | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement.dataset['caseId'] : undefined;
}

/** `a` on a line: a list does not know what is allowed, so the case is asked before the person is. */
function useAskedToSign() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const asking = useMutation({
    mutationFn: (id: string) => client.fetchQuery({ ...caseQuery(id), staleTime: 0 }),
    onSuccess: (found) => {
      if (!mayBeSigned(found)) void message.info(`${found.number} 现在不由您签收`);
    },
    onError: (error) => void message.error(isProblem(error) ? error.body.title : '没有读到案件'),
  });
  const ask = (id: string | undefined): void => {
    if (id === undefined) void message.info('先用 j、k 选一件案件');
    // One at a time: a dialog must not change under the finger that is on Enter.
    else if (!asking.isPending) asking.mutate(id);
  };
  return { asked: asking.data !== undefined && mayBeSigned(asking.data) ? asking.data : null, ask, forget: asking.reset };
}

function mayBeSigned({ allowedCommands }: CaseSnapshot): boolean {
  return allowedCommands.includes('sign');
}
