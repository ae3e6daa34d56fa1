import { useId, type ReactNode } from 'react';
import './choice.css';

interface Choices<Value extends string> {
  legend: string;
  options: readonly { value: Value; words: ReactNode; hint?: string; disabled?: boolean }[];
  value: Value | null;
  onChange: (value: Value) => void;
}

/** One of a few, each a line a thumb meets; real radio buttons, so that keys and screen readers know them. */
export function Choice<Value extends string>({ legend, options, value, onChange }: Choices<Value>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'choice-line choice-chosen' : 'choice-line'}>
          <input type="radio" name={name} checked={option.value === value} disabled={option.disabled === true} onChange={() => onChange(option.value)} />
          <span>
            {option.words}
            {option.hint !== undefined && <span className="choice-hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
