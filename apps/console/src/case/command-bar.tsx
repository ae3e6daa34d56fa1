import { Button } from 'antd';
import { useState } from 'react';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useKeys } from '../keyboard/use-keys.js';
import { actionsOf, type CaseAction } from './case-actions.js';
import { CommandSheet } from './command-sheet.js';
import { useCommand } from './use-command.js';
import './command-bar.css';

/** The case's buttons, what became of the last press, and the form that is open. On a phone it stays under the thumb. */
export function CommandBar({ snapshot }: { snapshot: CaseSnapshot }) {
  const command = useCommand(snapshot.id);
  const [openId, setOpenId] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const actions = actionsOf(snapshot);
  // A form whose command is allowed no longer closes by itself.
  const open = actions.find(({ id }) => id === openId);

  const give = (action: CaseAction, act: CaseAct): void => {
    setDone('');
    command.mutate(act, {
      onSuccess: () => {
        setOpenId(null);
        setDone(`${action.words}：已完成`);
      },
    });
  };
  const press = (action: CaseAction): void => {
    if (command.isPending) return;
    command.reset();
    if ('act' in action) give(action, action.act);
    else setOpenId(action.id);
  };
  const pressIfThere = (id: string): void => {
    const action = actions.find((one) => one.id === id);
    if (action !== undefined) press(action);
  };
  useKeys({ a: () => pressIfThere('sign'), e: () => pressIfThere('escalate') });

  const failed = command.isError ? command.error : null;
  const pressed = actions.find((action) => 'act' in action && action.act.command === command.variables?.command);
  const retry =
    isProblem(failed) && failed.mayRepeat && pressed !== undefined && 'act' in pressed
      ? () => give(pressed, pressed.act)
      : undefined;
  return (
    <section className="command-bar" aria-label="办理">
      {failed !== null && open === undefined && (
        <ProblemAlert error={failed} onRetry={retry} />
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
              loading={command.isPending && pressed === action && open === undefined}
              disabled={command.isPending && pressed !== action}
              onClick={() => press(action)}
            >
              {action.words}
            </Button>
          ))}
        </div>
      )}
      {open !== undefined && 'form' in open && (
        <CommandSheet
          action={open}
          snapshot={snapshot}
          pending={command.isPending}
          error={failed}
          onSubmit={(act) => give(open, act)}
          onClose={() => setOpenId(null)}
        />
      )}
    </section>
  );
}
