import type { PersonState } from '@shaodao/domain/activation/person-state';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { Activation } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useKeys } from '../keyboard/use-keys.js';
import { usePersonNames } from '../person/person-names.js';
import { useSignedIn } from '../session/me.js';
import { useCalledPeople, type PeopleFilter } from './activation-queries.js';
import { isRunning, PERSON_WORDS } from './activation-words.js';
import { CallBar } from './call-bar.js';
import { PersonRow } from './person-row.js';
import './people.css';

interface People {
  activation: Activation;
  area: string | undefined;
  teamNo: number | undefined;
  onAll: () => void;
}

/** Whom a commander looks for first. */
const ORDER: readonly PersonState[] = ['unreachable', 'pending', 'late', 'confirmed', 'excused'];

/** 名单 by state, those not reached first, with acts on some or all of them; a department's seat sees its own people, 本单位, all at once. */
export function CalledPeople({ activation, area, teamNo, onAll }: People) {
  const { id, tally, allowedCommands } = activation;
  const { actor } = useSignedIn();
  const isOwnUnit = actor.departmentId !== undefined;
  // The counters are of everybody, or of the own unit; a list that holds fewer is not counted by them.
  const isCounted = area === undefined && teamNo === undefined && (isOwnUnit || activation.areas.every(({ code }) => code.startsWith(actor.areaCode)));
  const mayAct = activation.phase === 'active' && (allowedCommands.includes('addPeople') || allowedCommands.includes('releasePeople'));
  // Until somebody chooses, the list shows where most is to be done; nothing moves under a hand that has begun.
  const [asked, setAsked] = useState<PersonState | 'all' | null>(null);
  const shown = asked ?? (isOwnUnit ? 'all' : tally.unreachable > 0 ? 'unreachable' : 'pending');
  const state = shown === 'all' ? undefined : shown;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const filter: PeopleFilter = { state, areaCode: area, teamNo };
  const people = useCalledPeople(id, filter, isRunning(activation));
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const name = usePersonNames(rows.map(({ personId }) => personId));
  const list = useRef<HTMLUListElement>(null);
  const toggle = (personId: string): void => {
    const next = new Set(picked);
    if (!next.delete(personId)) next.add(personId);
    setPicked(next);
    setAsked(shown);
  };
  const show = (to: PersonState | 'all'): void => {
    setAsked(to);
    setPicked(new Set());
  };
  useKeys({
    j: () => step(list.current, 1),
    k: () => step(list.current, -1),
    ...Object.fromEntries(ORDER.map((one, at) => [String(at + 1), () => show(one)])),
  });
  // Somebody who has answered meanwhile is no longer in the list, and nothing is done about them.
  const chosen = rows.filter(({ personId }) => picked.has(personId)).map(({ personId }) => personId);
  return (
    <section aria-labelledby="called-people">
      <h2 id="called-people">
        {isOwnUnit ? '本单位人员' : '名单'}
        {(area !== undefined || teamNo !== undefined) && (
          <Button type="link" onClick={onAll}>
            看全部
          </Button>
        )}
      </h2>
      <div className="state-tabs" role="group" aria-label="按状态">
        {isOwnUnit && (
          <button type="button" aria-pressed={shown === 'all'} onClick={() => show('all')}>
            全部{isCounted && ` ${tally.people}`}
          </button>
        )}
        {ORDER.map((one) => (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => show(one)}>
            {PERSON_WORDS[one]}
            {isCounted && ` ${tally[one]}`}
          </button>
        ))}
      </div>
      {people.isError && <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <p className="loading">正在读取名单…</p>}
      {people.isSuccess && rows.length === 0 && <p className="empty">{noneWords(state, { isOwnUnit, isAll: area === undefined && teamNo === undefined })}</p>}
      {rows.length > 0 && mayAct && state !== undefined && (
        <CallBar key={shown} activation={activation} filter={{ ...filter, state }} chosen={chosen} onDone={() => setPicked(new Set())} />
      )}
      <ul className="people" ref={list}>
        {rows.map((person) => (
          <PersonRow key={person.personId} id={id} person={person} name={name(person.personId)} picked={picked.has(person.personId)} onPick={mayAct ? () => toggle(person.personId) : undefined} />
        ))}
      </ul>
      {people.hasNextPage && (
        <Button block loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          更多
        </Button>
      )}
    </section>
  );
}

function noneWords(state: PersonState | undefined, { isOwnUnit, isAll }: { isOwnUnit: boolean; isAll: boolean }): string {
  if (state !== undefined) return `${isOwnUnit ? '本单位' : ''}没有“${PERSON_WORDS[state]}”的人。`;
  return isAll ? '这次响应没有叫到本单位的人。' : '这里没有本单位的人。';
}

/** Moves the focus by rows; Space and Enter then do what they do on a button. */
function step(list: HTMLUListElement | null, by: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('.person-name') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

