import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Activation, ActivationStep } from '../api.js';
import { Countdown } from '../clock/countdown.js';
import { useDepartmentNames } from '../department/department-queries.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useSignedIn } from '../session/me.js';
import { useAct } from './activation-queries.js';
import { STEP_WORDS } from './activation-words.js';
import './act-form.css';
import './steps.css';

const SIGNS: Record<ActivationStep['state'], string> = { waiting: '○', running: '▶', done: '✓', undoing: '↩', undone: '↺', skipped: '–' };

/** 步骤 by wave: what is done beside what undoes it, the overdue by sign and word; a department's own are marked. */
export function ActivationSteps({ activation }: { activation: Activation }) {
  const waves = [...new Set(activation.steps.map(({ wave }) => wave))].sort((a, b) => a - b);
  const done = activation.steps.filter(({ state }) => state === 'done' || state === 'undone').length;
  return (
    <section aria-labelledby="activation-steps">
      <h2 id="activation-steps">
        步骤 <span className="faint">完成 {done} / {activation.steps.length}</span>
      </h2>
      {waves.length === 0 && <p className="empty">这个预案没有步骤。</p>}
      {waves.map((wave) => (
        <div key={wave} className="wave">
          <h3>第 {wave} 波</h3>
          <ul>
            {activation.steps
              .filter((step) => step.wave === wave)
              .map((step) => (
                <Step key={step.code} activation={activation} step={step} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Step({ activation, step }: { activation: Activation; step: ActivationStep }) {
  const { words, undo, departmentId, state, dueAt, overdue, people, come } = step;
  const departmentName = useDepartmentNames();
  const [open, setOpen] = useState(false);
  const runs = state === 'running' || state === 'undoing';
  const { actor } = useSignedIn();
  // A department finishes its own steps, who commands any.
  const isTheirs = actor.departmentId === undefined || actor.departmentId === departmentId;
  const isOwn = departmentId !== null && actor.departmentId === departmentId;
  const mayFinish = runs && isTheirs && activation.allowedCommands.includes('finishStep');
  return (
    <li className={overdue > 0 && runs ? 'step-line run-overdue' : `step-line run-${state}`}>
      <p className="step-head">
        <span aria-hidden="true">{SIGNS[state]}</span>
        <strong>{words}</strong>
      </p>
      <p className="marks">
        <span className="tag">{STEP_WORDS[state]}</span>
        {overdue > 0 && <span className="tag tag-strong">⚠ 超时 {overdue} 次</span>}
        {runs && dueAt !== null && <Countdown dueAt={dueAt} />}
        <span className={isOwn ? 'tag tag-strong' : 'faint'}>{isOwn ? '本单位' : departmentId === null ? '区值班' : departmentName(departmentId)}</span>
      </p>
      {come !== null && state !== 'waiting' && (
        <p>
          志愿者已答复 <strong>{come}</strong> 人{people > 0 && `，需 ${people} 人${state === 'running' ? '，到齐后自动完成' : ''}`}
        </p>
      )}
      {undo !== null && <p className="faint">↩ 终止时：{undo}</p>}
      {mayFinish && !open && <Button onClick={() => setOpen(true)}>{state === 'undoing' ? '撤收完成' : '完成'}</Button>}
      {mayFinish && open && <Finish id={activation.id} step={step} onClose={() => setOpen(false)} />}
    </li>
  );
}

function Finish({ id, step, onClose }: { id: string; step: ActivationStep; onClose: () => void }) {
  const act = useAct(id);
  const [result, setResult] = useState('');
  return (
    <div className="act-form">
      <label className="press-part">
        结果
        <Input.TextArea autoFocus value={result} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setResult(target.value)} />
      </label>
      <div className="marks">
        <Button type="primary" disabled={result.trim() === ''} loading={act.isPending} onClick={() => act.mutate({ path: `steps/${encodeURIComponent(step.code)}/finish`, body: { result: result.trim() } }, { onSuccess: onClose })}>
          确认{step.state === 'undoing' ? '撤收完成' : '完成'}
        </Button>
        <Button onClick={onClose}>不办了</Button>
      </div>
      {act.isError && <ProblemAlert error={act.error} />}
    </div>
  );
}
