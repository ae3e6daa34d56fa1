import { useState } from 'react';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { isProblem } from '../http/problem.js';
import { actionsOf, type CaseAction, type FormAction } from './case-actions.js';
import { useCommand, type Given } from './use-command.js';

/** The buttons of a case wherever they stand on its page, the form that is open, and what became of the last press. */
export function useCommandDesk(snapshot: CaseSnapshot) {
  const command = useCommand(snapshot.id);
  // The action itself: its form stays when the case stops allowing it, until the person closes it.
  const [open, setOpen] = useState<FormAction | null>(null);
  const [more, setMore] = useState(false);
  const [done, setDone] = useState('');
  const actions = actionsOf(snapshot);

  const give = (given: Given): void => {
    setDone('');
    command.mutate(given, {
      onSuccess: () => {
        setOpen(null);
        setMore(false);
        setDone(`${given.words}：已完成`);
      },
    });
  };
  const giveOf = ({ id, words }: CaseAction, act: CaseAct): void => give({ actionId: id, words, act });
  const last = command.variables;
  return {
    actions,
    open,
    /** Is what stands behind 更多 shown? */
    more,
    setMore,
    done,
    isPending: command.isPending,
    error: command.error,
    /** The action that is under way. */
    sending: command.isPending ? last?.actionId : undefined,
    /** What a press of 重试 repeats; undefined where repeating would not help. */
    repeat:
      isProblem(command.error) && command.error.mayRepeat && last !== undefined
        ? { words: last.words, again: () => give(last) }
        : undefined,
    isThere: (id: string): boolean => actions.some((action) => action.id === id),
    press: (action: CaseAction): void => {
      if (command.isPending) return;
      command.reset();
      if ('act' in action) giveOf(action, action.act);
      else setOpen(action);
    },
    giveOf,
    close: () => setOpen(null),
  };
}

export type CommandDesk = ReturnType<typeof useCommandDesk>;
