import { STAGES, type Stage } from '@shaodao/domain/case/stage';
import { TIER_LEVELS, type TierLevel } from '@shaodao/domain/tier';
import { Input, Radio, Select, type InputRef } from 'antd';
import { useEffect, useState, type Ref } from 'react';
import { LEVEL_WORDS, STAGE_WORDS } from './case-words.js';
import { VIEW_WORDS, type ListView } from './list-views.js';

export interface ListFilter {
  view: ListView;
  stage: Stage | undefined;
  level: TierLevel | undefined;
  q: string;
}

/** Reads the filter from the address, so that a list can be sent to a colleague; unknown values count as none. */
export function filterOf(search: URLSearchParams, views: readonly ListView[]): ListFilter {
  return {
    view: views.find((view) => view === search.get('view')) ?? 'mine',
    stage: STAGES.find((stage) => stage === search.get('stage')),
    level: TIER_LEVELS.find((level) => level === search.get('level')),
    q: search.get('q') ?? '',
  };
}

/** A person is done typing after this. */
const TYPING_MS = 400;

interface Bar {
  filter: ListFilter;
  views: readonly ListView[];
  onChange: (change: Partial<ListFilter>) => void;
  searchRef: Ref<InputRef>;
}

/** The filters above the list. */
export function CaseFilterBar({ filter, views, onChange, searchRef }: Bar) {
  return (
    <search className="filter-bar">
      <Radio.Group
        aria-label="范围"
        className="views"
        optionType="button"
        buttonStyle="solid"
        value={filter.view}
        onChange={(event) => onChange({ view: event.target.value as ListView })}
        options={views.map((view) => ({ value: view, label: VIEW_WORDS[view] }))}
      />
      <Select<Stage>
        aria-label="环节"
        allowClear
        placeholder="全部环节"
        value={filter.stage ?? null}
        onChange={(stage: Stage | undefined) => onChange({ stage })}
        options={STAGES.map((stage) => ({ value: stage, label: STAGE_WORDS[stage] }))}
      />
      <Select<TierLevel>
        aria-label="层级"
        allowClear
        placeholder="全部层级"
        value={filter.level ?? null}
        onChange={(level: TierLevel | undefined) => onChange({ level })}
        options={TIER_LEVELS.map((level) => ({ value: level, label: `${LEVEL_WORDS[level]}级` }))}
      />
      <SearchField q={filter.q} onSearch={(q) => onChange({ q })} fieldRef={searchRef} />
    </search>
  );
}

interface Field {
  q: string;
  onSearch: (q: string) => void;
  fieldRef: Ref<InputRef>;
}

function SearchField({ q, onSearch, fieldRef }: Field) {
  const [typed, setTyped] = useState(q);
  const [shown, setShown] = useState(q);
  // The address changed by something else than typing (a link, the way back): the field follows it.
  if (shown !== q) {
    setShown(q);
    if (typed.trim() !== q) setTyped(q);
  }
  useEffect(() => {
    if (typed.trim() === q) return undefined;
    const timer = window.setTimeout(() => onSearch(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed, q, onSearch]);
  return (
    <Input
      ref={fieldRef}
      type="search"
      aria-label="搜索案件"
      placeholder="编号或标题（/）"
      value={typed}
      maxLength={100}
      allowClear
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
      onPressEnter={() => onSearch(typed.trim())}
    />
  );
}
