import { useId, useState, type FormEvent } from 'react';
import { textMax } from '../case/text-limits.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { WORDS, type CallbackAnswer } from './callback-answer.js';

interface Asked {
  pending: boolean;
  error: Error | null;
  onSubmit: (answer: CallbackAnswer) => void;
}

const SOLVED = [
  ['yes', '解决了'],
  ['no', '没有解决'],
] as const;

/** Two questions by large buttons, and a remark for who wants to say more. */
export function CallbackForm({ pending, error, onSubmit }: Asked) {
  const [solved, setSolved] = useState<'yes' | 'no' | null>(null);
  const [word, setWord] = useState<CallbackAnswer['word'] | null>(null);
  const [remark, setRemark] = useState('');
  const [missing, setMissing] = useState(false);
  const remarkId = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pending) return;
    setMissing(solved === null || word === null);
    if (solved === null || word === null) return;
    onSubmit({ solved: solved === 'yes', word, ...(remark.trim() === '' ? {} : { remark: remark.trim() }) });
  };
  return (
    <form className="callback-form" onSubmit={submit} noValidate>
      <Choice legend="问题解决了吗？" options={SOLVED} value={solved} onChange={setSolved} />
      <Choice legend="您对办理是否满意？" options={WORDS} value={word} onChange={setWord} />
      <div className="callback-remark">
        <label htmlFor={remarkId}>还想说点什么（可不填）</label>
        <textarea id={remarkId} rows={3} maxLength={textMax} value={remark} onChange={({ target }) => setRemark(target.value)} />
      </div>
      {missing && (solved === null || word === null) && (
        <p className="callback-missing" role="alert">
          请先选好“{solved === null ? '是否解决' : '是否满意'}”。
        </p>
      )}
      {error !== null && <ProblemAlert error={error} />}
      <button type="submit" className="callback-submit" aria-disabled={pending}>
        {pending ? '正在提交…' : '提交评价'}
      </button>
    </form>
  );
}

/** One question, one answer; real radio buttons, so that keys and screen readers know them. */
function Choice<Value extends string>({ legend, options, value, onChange }: {
  legend: string;
  options: readonly (readonly [Value, string])[];
  value: Value | null;
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="callback-choice">
      <legend>{legend}</legend>
      {options.map(([option, words]) => (
        <label key={option} className={option === value ? 'callback-option callback-chosen' : 'callback-option'}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          <span aria-hidden="true" className="callback-mark">
            {option === value ? '✓' : ''}
          </span>
          {words}
        </label>
      ))}
    </fieldset>
  );
}
