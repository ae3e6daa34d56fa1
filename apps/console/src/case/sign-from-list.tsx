import { App } from 'antd';
import { useState } from 'react';
import type { CaseSnapshot } from '../api.js';
import { useCase } from './case-queries.js';
import { SignDialog } from './sign-dialog.js';
import { useCommand } from './use-command.js';

interface Asked {
  asked: CaseSnapshot;
  onClosed: () => void;
}

/** 签收 of one line of the list; after a fault 签收 again goes out under the same key. */
export function SignFromList({ asked, onClosed }: Asked) {
  const { message } = App.useApp();
  const command = useCommand(asked.id);
  const snapshot = useCase(asked.id).data ?? asked;
  const [open, setOpen] = useState(true);
  const sign = (): void => {
    command.mutate(
      { actionId: 'sign', words: '签收', act: { command: 'sign' } },
      {
        onSuccess: () => {
          setOpen(false);
          void message.info(`${asked.number} 已签收`);
        },
      },
    );
  };
  return (
    <SignDialog
      snapshot={snapshot}
      open={open}
      pending={command.isPending}
      error={command.error}
      onConfirm={sign}
      onClose={() => setOpen(false)}
      onClosed={onClosed}
    />
  );
}
