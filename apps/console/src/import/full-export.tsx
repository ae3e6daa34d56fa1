import { Button, Form } from 'antd';
import { useState } from 'react';
import { RegisterSheet } from '../register/register-sheet.js';
import { ReasonField } from '../register/why-items.js';
import { exportPath, type Exported } from './export-buttons.js';
import { useDownload } from './import-queries.js';

/** 导出完整信息: the list as a file without stars where the asker keeps the entry, for a reason that is kept. */
export function FullExport(exported: Exported) {
  const [open, setOpen] = useState(false);
  const file = useDownload();
  const give = ({ reason }: { reason: string }): void =>
    file.mutate({ path: exportPath(exported, 'xlsx'), body: { reason: reason.trim() } }, { onSuccess: () => setOpen(false) });
  return (
    <div className="register-buttons">
      <Button onClick={() => setOpen(true)}>导出完整信息</Button>
      {open && (
        <RegisterSheet title="导出完整信息" error={file.error} onClose={() => setOpen(false)}>
          <p className="faint">只有您维护的登记不以星号代替。谁在什么时候因为什么导出，都会记录。</p>
          <Form name="fullExport" layout="vertical" requiredMark={false} onFinish={give}>
            <ReasonField label="导出理由" />
            <Button type="primary" htmlType="submit" block loading={file.isPending}>
              确认导出
            </Button>
          </Form>
        </RegisterSheet>
      )}
    </div>
  );
}
