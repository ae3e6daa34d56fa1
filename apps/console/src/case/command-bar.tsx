import { Button } from 'antd';
import { useState } from 'react';
import type { CaseSnapshot } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { KeyHelp } from '../keyboard/key-help.js';
import { useKeys } from '../keyboard/use-keys.js';
import type { CaseAction } from './case-actions.js';
import type { CommandDesk } from './command-desk.js';
import { CommandSheet } from './command-sheet.js';
import { MoreActions } from './more-actions.js';
import { SignDialog } from './sign-dialog.js';
import { usePhone } from './use-phone.js';
import './command-bar.css';

/** As many stand in the open, 更多 beside them. */
const MOST_ON_PHONE = 3;
const MOST_ELSEWHERE = 6;

/** The case's buttons, what became of the last press, and the form that is open. On a phone it stays under the thumb. */
export function CommandBar({ snapshot, desk }: { snapshot: CaseSnapshot; desk: CommandDesk }) {
  const most = usePhone() ? MOST_ON_PHONE : MOST_ELSEWHERE;
  const [signing, setSigning] = useState(false);
  const [help, setHelp] = useState(false);
  const { actions, open, more, setMore, error, repeat } = desk;
  const [shown, hidden] = inTwo(actions, most);

  const pressIfThere = (id: string): void => {
    const action = actions.find((one) => one.id === id);
    if (action !== undefined) desk.press(action);
  };
  useKeys({
    a: () => setSigning(desk.isThere('sign')),
    e: () => pressIfThere('escalate'),
    m: () => setMore(!more && hidden.length > 0),
    '?': () => setHelp(true),
    Escape: () => setMore(false),
  });

  const button = (action: CaseAction) => (
    <Button
      key={action.id}
      type={action.tone === 'main' ? 'primary' : 'default'}
      danger={action.tone === 'careful'}
      loading={desk.sending === action.id}
      disabled={desk.isPending && desk.sending !== action.id}
      onClick={() => desk.press(action)}
    >
      {action.words}
    </Button>
  );
  return (
    <section className="command-bar" aria-label="办理">
      {error !== null && open === null && <ProblemAlert error={error} onRetry={repeat?.again} retried={repeat?.words} />}
      <p className="done" role="status">
        {desk.done}
      </p>
      {actions.length === 0 && <p className="faint">现在没有需要您办理的事项。</p>}
      {actions.length > 0 && (
        <div className="buttons">
          {shown.map(button)}
          {hidden.length > 0 && (
            <Button aria-expanded={more} aria-controls="more-actions" onClick={() => setMore(!more)}>
              {more ? '收起' : '更多'}
            </Button>
          )}
        </div>
      )}
      {more && hidden.length > 0 && <MoreActions id="more-actions" actions={hidden} button={button} />}
      {open !== null && (
        <CommandSheet
          action={open}
          snapshot={snapshot}
          pending={desk.isPending}
          // While it is under way the case may move by this very act.
          gone={!desk.isPending && !desk.isThere(open.id)}
          error={error}
          onSubmit={(act) => desk.giveOf(open, act)}
          onClose={desk.close}
        />
      )}
      <SignDialog
        snapshot={snapshot}
        open={signing}
        pending={desk.isPending}
        error={null}
        onConfirm={() => {
          setSigning(false);
          pressIfThere('sign');
        }}
        onClose={() => setSigning(false)}
      />
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </section>
  );
}

/**
 * What stands in the open and what behind 更多. Nothing harmless is hidden where there is room for all of it, and a single
 * one too many not behind a button as large as itself.
 */
function inTwo(actions: CaseAction[], most: number): [CaseAction[], CaseAction[]] {
  const common = actions.filter(({ group }) => group === null);
  const harmless = actions.every(({ group, tone }) => group === null || tone !== 'careful');
  if (harmless && actions.length <= (common.length === actions.length ? most + 1 : most)) return [actions, []];
  const shown = common.slice(0, most);
  return [shown, actions.filter((action) => !shown.includes(action))];
}
