import { TASK_PARTS, type TaskPart } from '@shaodao/domain/policy';
import { Button, Radio, Select } from 'antd';
import type { Department } from '../../api.js';
import { PART_WORDS } from '../case-words.js';

/** A line of the picker; without a department it is still being chosen. */
export interface Called {
  departmentId: string | undefined;
  part: TaskPart;
}

/** What the case would refuse, said before it is sent; null when nothing. `mayBeNone`: the rules of routing find them then. */
export function faultOf(called: Called[], mayBeNone: boolean): string | null {
  const ids = called.map(({ departmentId }) => departmentId);
  if (mayBeNone && ids.every((id) => id === undefined)) return null;
  if (ids.includes(undefined)) return '请选择部门';
  if (ids.length === 0) return '请至少选择一个部门';
  if (new Set(ids).size !== ids.length) return '同一部门不能重复';
  if (called.filter(({ part }) => part === 'lead').length > 1) return '只能有一个主办部门';
  if (called.every(({ part }) => part === 'informed')) return '至少要有一个主办或协办部门';
  return null;
}

/** The contract's limit of departments in one whistle. */
const MOST = 20;

interface Picker {
  id?: string;
  value?: Called[];
  onChange?: (called: Called[]) => void;
  choices: Department[];
  /** The last line can be taken away too. */
  mayBeNone: boolean;
  loading: boolean;
}

/** Departments of a whistle with their part. Takes `id`, `value` and `onChange` from a form item. */
export function CalledDepartments({ id, value = [], onChange, choices, mayBeNone, loading }: Picker) {
  const put = (at: number, line: Partial<Called>): void =>
    onChange?.(value.map((called, index) => (index === at ? { ...called, ...line } : called)));
  return (
    <div id={id} role="group" aria-label="哨到部门" className="called">
      {value.map((called, at) => (
        <div key={at} className="called-line">
          <Select<string>
            aria-label={`部门 ${at + 1}`}
            placeholder="选择部门"
            showSearch={{ optionFilterProp: 'search' }}
            loading={loading}
            notFoundContent={loading ? '正在读取…' : '没有这样的部门'}
            value={called.departmentId ?? null}
            onChange={(departmentId) => put(at, { departmentId })}
            options={choices.map((one) => ({ value: one.id, label: one.name, search: `${one.name} ${one.code} ${one.line}` }))}
          />
          <Radio.Group
            aria-label={`部门 ${at + 1} 的责任`}
            optionType="button"
            buttonStyle="solid"
            value={called.part}
            onChange={(event) => put(at, { part: event.target.value as TaskPart })}
            options={TASK_PARTS.map((part) => ({ value: part, label: PART_WORDS[part] }))}
          />
          <Button
            type="text"
            aria-label={`去掉部门 ${at + 1}`}
            disabled={value.length === 1 && !mayBeNone}
            onClick={() => onChange?.(value.filter((_, index) => index !== at))}
          >
            去掉
          </Button>
        </div>
      ))}
      <Button
        type="dashed"
        block
        disabled={value.length >= Math.min(MOST, choices.length)}
        onClick={() => onChange?.([...value, { departmentId: undefined, part: 'assist' }])}
      >
        添加部门
      </Button>
    </div>
  );
}
