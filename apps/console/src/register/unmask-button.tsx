import type { ListName } from '@shaodao/contracts/register/lists';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useUnmask, type KeptEntry } from './register-queries.js';
import { RegisterSheet } from './register-sheet.js';
import { ReasonField } from './why-items.js';

interface Unmask {
  list: ListName;
  entryKey: string;
  onShown: (full: KeptEntry) => void;
}

/** 显示完整: personal values without stars, for a reason that is kept. */
export function UnmaskButton({ list, entryKey, onShown }: Unmask) {
  const [open, setOpen] = useState(false);
  const unmask = useUnmask(list, entryKey);
  const give = ({ reason }: { reason: string }): void =>
    unmask.mutate(reason.trim(), {
      onSuccess: (full) => {
        setOpen(false);
        onShown(full);
      },
    });
  return (
    <>
      <Button onClick={() => setOpen(true)}>显示完整</Button>
      {open && (
        <RegisterSheet title="显示完整" error={unmask.error} onClose={() => setOpen(false)}>
          <p className="faint">谁在什么时候因为什么查看了个人信息，都会记录。</p>
          <Form name="unmask" layout="vertical" requiredMark={false} onFinish={give}>
            <ReasonField label="查看理由" />
            <Button type="primary" htmlType="submit" block loading={unmask.isPending}>
              确认显示
            </Button>
          </Form>
        </RegisterSheet>
      )}
    </>
  );
}
