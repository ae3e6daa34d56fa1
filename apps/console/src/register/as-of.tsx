import { Input } from 'antd';
import { fromLocalField, timeWords, toLocalField } from '../clock/time-words.js';

/** 截至: the register as it stood at a minute, China time; empty is now. */
export function AsOfField({ asOf, onChange }: { asOf: string; onChange: (asOf: string) => void }) {
  return (
    <label className="register-field">
      <span>截至时间（不填为现在）</span>
      <Input
        type="datetime-local"
        value={asOf === '' ? '' : toLocalField(Date.parse(asOf))}
        onChange={({ target }) => onChange(target.value === '' ? '' : fromLocalField(target.value))}
        allowClear
      />
    </label>
  );
}

/** Nobody takes what was for what is. */
export function AsOfNote({ asOf }: { asOf: string }) {
  if (asOf === '') return null;
  return (
    <p className="register-as-of" role="status">
      <span aria-hidden="true">⚠ </span>
      这里是 {timeWords(asOf)} 的情况，不是现在；只能查看。
    </p>
  );
}
