import { Modal } from 'antd';
import type { CaseSnapshot } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { ActGone } from './act-gone.js';

interface Sign {
  snapshot: Pick<CaseSnapshot, 'number' | 'title' | 'allowedCommands'>;
  open: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  /** It is closed and the focus is free. */
  onClosed?: () => void;
}

/** Asks before the key `a` signs: Enter is 签收, Esc is not. */
export function SignDialog({ snapshot, open, pending, error, onConfirm, onClose, onClosed }: Sign) {
  // While it is under way the case may move by this very act.
  const gone = !pending && !snapshot.allowedCommands.includes('sign');
  return (
    <Modal
      open={open}
      title={`签收 ${snapshot.number}`}
      okText="签收"
      okButtonProps={{ autoFocus: true, disabled: gone }}
      confirmLoading={pending}
      onOk={onConfirm}
      onCancel={onClose}
      afterClose={() => onClosed?.()}
      destroyOnHidden
      width={420}
    >
      <p>{snapshot.title}</p>
      {gone && <ActGone />}
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
