import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { usePhone } from '../case/use-phone.js';
import { AreaField } from './area-field.js';
import { AsOfField } from './as-of.js';

interface Filter {
  asOf: string;
  areaCode: string;
  from: string;
}

/** A person is done typing after this. */
const TYPING_MS = 400;

/** The filters above a list: by area, from a key on, as of an instant. */
export function ListFilter({ list, filter, onChange }: { list: ListName; filter: Filter; onChange: (to: Partial<Filter>) => void }) {
  const { key, fields, ground } = listOf(list);
  const first = fields[key[0] ?? ''];
  // A choice among a few words, or a key made of several, is nothing a person types.
  const isTyped = first?.kind === 'text' && first.refersTo !== 'rosters';
  const isSet = Object.values(filter).some((value) => value !== '');
  const onPhone = usePhone();
  const all = (
    <search className="register-filter">
      {ground.length > 0 && <AreaField areaCode={filter.areaCode} onChange={(areaCode) => onChange({ areaCode })} />}
      {isTyped && <FromFilter label={`从${first.zh}开始`} from={filter.from} onChange={(from) => onChange({ from })} />}
      <AsOfField asOf={filter.asOf} onChange={(asOf) => onChange({ asOf })} />
    </search>
  );
  if (!onPhone) return all;
  return (
    <details className="register-narrow" open={isSet}>
      <summary>筛选和截至时间</summary>
      {all}
    </details>
  );
}

function FromFilter({ label, from, onChange }: { label: string; from: string; onChange: (from: string) => void }) {
  const [typed, setTyped] = useState(from);
  useEffect(() => {
    if (typed.trim() === from) return undefined;
    const timer = window.setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed, from, onChange]);
  return (
    <label className="register-field">
      <span>{label}</span>
      <Input value={typed} maxLength={100} allowClear spellCheck={false} onChange={({ target }) => setTyped(target.value)} />
    </label>
  );
}
