import { isEnded } from '@shaodao/domain/case/stage';
import { Input, Radio, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseSnapshot } from '../api.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useCases, useDuplicates } from './case-queries.js';
import { STAGE_WORDS } from './case-words.js';

interface Found {
  id: string;
  number: string;
  title: string;
  about: string;
}

interface Finder {
  id?: string;
  value?: string;
  onChange?: (caseId: string) => void;
  snapshot: CaseSnapshot;
  /** Begins with cases that may be the same one. */
  suggest?: boolean;
}

/** A person is done typing after this. */
const TYPING_MS = 400;

/** One other open case, by number or title. Takes `id`, `value` and `onChange` from a form item. */
export function CaseFinder({ id, value, onChange, snapshot, suggest = false }: Finder) {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const cases = useCases({ q, limit: 20 }, q !== '');
  const alike = useDuplicates(snapshot.id, suggest);
  const related = new Set([snapshot.id, ...snapshot.children.map(({ caseId }) => caseId)]);

  const suggested: Found[] = (alike.data ?? []).map(({ id: caseId, number, title, metres, reportedAt }) => ({
    id: caseId,
    number,
    title,
    about: `可能重复，${metres === null ? '在同一网格' : `相距 ${metres} 米`}，${timeWords(reportedAt)} 报`,
  }));
  const found: Found[] = (q === '' ? [] : (cases.data?.pages ?? []))
    .flatMap((page) => page.items)
    .filter(({ id: caseId, stage }) => !isEnded(stage) && !related.has(caseId))
    .map(({ id: caseId, number, title, stage, categoryName }) => ({
      id: caseId,
      number,
      title,
      about: `${categoryName}，${STAGE_WORDS[stage]}`,
    }));
  const shown = [...suggested, ...found.filter((one) => !suggested.some((other) => other.id === one.id))];
  return (
    <div className="finder">
      <Input
        {...(id === undefined ? {} : { id })}
        type="search"
        placeholder="按编号或标题查找"
        value={typed}
        maxLength={100}
        allowClear
        onChange={(event) => setTyped(event.target.value)}
        // Enter searches here; the form is sent by its button.
        onPressEnter={(event) => {
          event.preventDefault();
          setQ(typed.trim());
        }}
      />
      {cases.isError && q !== '' && <ProblemAlert error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.isFetching && q !== '' && (
        <p className="faint" role="status">
          <Spin /> 正在查找…
        </p>
      )}
      {cases.isSuccess && q !== '' && !cases.isFetching && found.length === 0 && <p className="faint">没有找到可选的在办案件。</p>}
      <Radio.Group
        aria-label="找到的案件"
        className="choices choices-wide"
        value={value}
        onChange={(event) => onChange?.(event.target.value as string)}
      >
        {shown.map((one) => (
          <Radio key={one.id} value={one.id}>
            <span className="finder-line">
              <strong>{one.title}</strong>
              <span className="faint">
                {one.number} · {one.about}
              </span>
            </span>
          </Radio>
        ))}
      </Radio.Group>
    </div>
  );
}
