import { Button } from 'antd';
import { useState } from 'react';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useKeys } from '../keyboard/use-keys.js';
import { actionsOf, type CaseAction, type FormAction } from './case-actions.js';
import { CommandSheet } from './command-sheet.js';
import { SignDialog } from './sign-dialog.js';
import { useCommand, type Given } from './use-command.js';
import './command-bar.css';

/** The case's buttons, what became of the last press, and the form that is open. On a phone it stays under the thumb. */
export function CommandBar({ snapshot }: { snapshot: CaseSnapshot }) {
  const command = useCommand(snapshot.id);
  // The action itself: its form stays when the case stops allowing it, until the person closes it.
  const [open, setOpen] = useState<FormAction | null>(null);
  const [signing, setSigning] = useState(false);
  const [done, setDone] = useState('');
  const actions = actionsOf(snapshot);

  const give = (given: Given): void => {
    setDone('');
    command.mutate(given, {
      onSuccess: () => {
        setOpen(null);
        setDone(`${given.words}：已完成`);
      },
    });
  };
  const giveOf = ({ id, words }: CaseAction, act: CaseAct): void => give({ actionId: id, words, act });
  const press = (action: CaseAction): void => {
    if (command.isPending) return;
    command.reset();
    if ('act' in action) giveOf(action, action.act);
    else setOpen(action);
  };
  const pressIfThere = (id: string): void => {
    const action = actions.find((one) => one.id === id);
    if (action !== undefined) press(action);
  };
  const isThere = (id: string): boolean => actions.some((action) => action.id === id);
  useKeys({ a: () => setSigning(isThere('sign')), e: () => pressIfThere('escalate') });

  const last = command.variables;
  const sending = command.isPending ? last?.actionId : undefined;
  const mayRepeat = isProblem(command.error) && command.error.mayRepeat && last !== undefined;
  return (
    <section className="command-bar" aria-label="办理">
      {command.isError && open === null && (
        <ProblemAlert error={command.error} onRetry={mayRepeat ? () => give(last) : undefined} retried={last?.words} />
      )}
      <p className="done" role="status">
        {done}
      </p>
      {actions.length === 0 ? (
        <p className="faint">现在没有需要您办理的事项。</p>
      ) : (
        <div className="buttons">
          {actions.map((action) => (
            <Button
              key={action.id}
              type={action.tone === 'main' ? 'primary' : 'default'}
              danger={action.tone === 'careful'}
              loading={sending === action.id}
              disabled={command.isPending && sending !== action.id}
              onClick={() => press(action)}
            >
              {action.words}
            </Button>
          ))}
        </div>
      )}
      {open !== null && (
        <CommandSheet
          action={open}
          snapshot={snapshot}
          pending={command.isPending}
          // While it is under way the case may move by this very act.
          gone={!command.isPending && !isThere(open.id)}
          error={command.error}
          onSubmit={(act) => giveOf(open, act)}
          onClose={() => setOpen(null)}
        />
      )}
      <SignDialog
        snapshot={snapshot}
        open={signing}
        pending={command.isPending}
        error={null}
        onConfirm={() => {
          setSigning(false);
          pressIfThere('sign');
        }}
        onClose={() => setSigning(false)}
      />
    </section>
  );
}
