import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { AutoComplete, Input } from 'antd';
import { useEffect, useState } from 'react';
import { usePhone } from '../case/use-phone.js';
import { AsOfField } from './as-of.js';
import { useWholeList } from './register-queries.js';

interface Filter {
  asOf: string;
  areaCode: string;
  from: string;
}

/** A person is done typing after this. */
const TYPING_MS = 400;
const AREA_CODE = /^(\d{6}|\d{9}|\d{12}|\d{15})?$/;

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
      {ground.length > 0 && <AreaFilter areaCode={filter.areaCode} onChange={(areaCode) => onChange({ areaCode })} />}
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

/** By name or code of an area; a grid's code of 15 digits may be typed too. */
function AreaFilter({ areaCode, onChange }: { areaCode: string; onChange: (areaCode: string) => void }) {
  const areas = useWholeList('areas');
  const [typed, setTyped] = useState(areaCode);
  const [shown, setShown] = useState(areaCode);
  if (shown !== areaCode) {
    setShown(areaCode);
    setTyped(areaCode);
  }
  const words = typed.trim();
  const options = (areas.data ?? [])
    .map(({ key, entry }) => ({ value: key, label: `${String(entry['name'])} ${key}` }))
    .filter(({ label }) => label.includes(words));
  const isWrong = words !== '' && !AREA_CODE.test(words) && options.length === 0 && areas.isSuccess;
  return (
    <label className="register-field">
      <span>区域（名称或代码）</span>
      <AutoComplete
        value={typed}
        options={options}
        allowClear
        onChange={(value: string | undefined) => {
          setTyped(value ?? '');
          if (AREA_CODE.test((value ?? '').trim())) onChange((value ?? '').trim());
        }}
      />
      {isWrong && <span className="faint">没有这个区域</span>}
    </label>
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
