import type { Field } from '@shaodao/contracts/register/field';
import type { ListName } from '@shaodao/contracts/register/lists';
import { Input, Radio, Select } from 'antd';
import { keyWords } from './entry-shape.js';
import { useWholeList } from './register-queries.js';

interface Control {
  field: Field;
  /** From a form item, as below. */
  id?: string;
  value?: string;
  onChange?: (cell: string) => void;
}

/** Lists short enough to choose from. */
const CHOSEN_FROM: readonly string[] = ['areas', 'departments', 'rosters', 'plans', 'partyUnits'] satisfies ListName[];
const BETWEEN = '、';
/** More than these are not laid out side by side. */
const LAID_OUT = 3;

/** Is one entry of a short list chosen by its name, so that nothing is typed? */
export function isChosen({ kind, refersTo }: Field): boolean {
  return kind === 'text' && refersTo !== undefined && CHOSEN_FROM.includes(refersTo);
}

/** The control of a field by its kind; what it holds is the text of the cell. */
export function FieldControl({ field, id, value = '', onChange }: Control) {
  const { kind, choices = [], refersTo } = field;
  const change = (cell: string | null | undefined): void => onChange?.(cell ?? '');
  const own = id === undefined ? {} : { id };
  if (kind === 'flag' || (kind === 'choice' && choices.length <= LAID_OUT && field.required)) {
    return <Radio.Group {...own} optionType="button" buttonStyle="solid" value={value} options={choices} onChange={({ target }) => change(target.value as string)} />;
  }
  if (kind === 'choice') {
    return <Select {...own} showSearch allowClear={!field.required} placeholder="请选择" value={value === '' ? null : value} options={choices.map((word) => ({ value: word, label: word }))} onChange={change} />;
  }
  if (kind === 'choices') {
    return (
      <Select
        {...own}
        mode="multiple"
        allowClear
        placeholder="可选多项"
        value={value === '' ? [] : value.split(BETWEEN)}
        options={choices.map((word) => ({ value: word, label: word }))}
        onChange={(words: string[]) => change(words.join(BETWEEN))}
      />
    );
  }
  if (kind === 'day') return <Input {...own} type="date" value={value} onChange={({ target }) => change(target.value)} />;
  if (kind === 'moment') {
    return <Input {...own} type="datetime-local" value={value.replace(' ', 'T')} onChange={({ target }) => change(target.value.replace('T', ' '))} />;
  }
  if (isChosen(field)) {
    return <RefSelect {...own} list={refersTo as ListName} value={value} onChange={change} />;
  }
  if (kind === 'polygon' || kind === 'turns' || kind === 'several') {
    return <Input.TextArea {...own} value={value} spellCheck={false} autoSize={{ minRows: kind === 'several' ? 1 : 3, maxRows: 8 }} onChange={({ target }) => change(target.value)} />;
  }
  return <Input {...own} value={value} spellCheck={false} inputMode={kind === 'count' ? 'numeric' : 'text'} onChange={({ target }) => change(target.value)} />;
}

interface RefChoice {
  id?: string;
  list: ListName;
  value: string;
  onChange: (key: string | undefined) => void;
}

/** By name or code. */
function RefSelect({ id, list, value, onChange }: RefChoice) {
  const whole = useWholeList(list);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder="按名称或编号查找"
      value={value === '' ? null : value}
      loading={whole.isPending}
      notFoundContent={whole.isPending ? '正在读取…' : whole.isError ? '没有读到，请稍后重试' : '没有这一项'}
      options={(whole.data ?? []).map(({ key, entry }) => ({ value: key, label: `${typeof entry['name'] === 'string' ? entry['name'] : ''} ${keyWords(list, key)}`.trim() }))}
      onChange={onChange}
    />
  );
}
