import type { Limit, LimitClock } from '@shaodao/domain/limit';
import { InputNumber, Radio } from 'antd';
import { HOUR_MS } from '../../clock/limit-words.js';

type Unit = Limit['unit'];

/** What is typed; no amount yet is null. */
export interface TypedLimit {
  amount: number | null;
  unit: Unit;
}

const UNITS: Record<LimitClock, { value: Unit; label: string }[]> = {
  work: [
    { value: 'workDay', label: '工作日' },
    { value: 'workHour', label: '工作时' },
  ],
  elapsed: [
    { value: 'urgentHour', label: '小时' },
    { value: 'urgentDay', label: '日' },
  ],
};

/** 1 个工作日 or 1 小时: where a field begins. */
export function firstLimit(clock: LimitClock, amount: number | null): TypedLimit {
  return { amount, unit: UNITS[clock][0]?.value ?? 'workDay' };
}

/** The contract's limit; undefined without an amount. Days carry one decimal, hours become whole milliseconds. */
export function limitOf({ amount, unit }: TypedLimit): Limit | undefined {
  if (amount === null || amount <= 0) return undefined;
  return unit === 'workDay' || unit === 'urgentDay'
    ? { unit, days: Math.round(amount * 10) / 10 }
    : { unit, ms: Math.round(amount * HOUR_MS) };
}

interface Field {
  id?: string;
  value?: TypedLimit;
  onChange?: (limit: TypedLimit) => void;
  /** Which units are offered: those of the clock a deadline is counted in, or all four. */
  clocks: readonly LimitClock[];
  label: string;
}

/** A number and its unit. Takes `id`, `value` and `onChange` from a form item. */
export function LimitField({ id, value, onChange, clocks, label }: Field) {
  const units = clocks.flatMap((clock) => UNITS[clock]);
  const typed = value ?? firstLimit(clocks[0] ?? 'work', null);
  return (
    <div className="limit-field" role="group" aria-label={label}>
      <InputNumber<number>
        {...(id === undefined ? {} : { id })}
        min={0.1}
        max={365}
        step={1}
        inputMode="decimal"
        value={typed.amount}
        onChange={(amount) => onChange?.({ ...typed, amount })}
      />
      <Radio.Group
        aria-label="单位"
        optionType="button"
        buttonStyle="solid"
        value={typed.unit}
        options={units}
        onChange={(event) => onChange?.({ ...typed, unit: event.target.value as Unit })}
      />
    </div>
  );
}
