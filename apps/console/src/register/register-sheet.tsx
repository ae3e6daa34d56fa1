import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { usePhone } from '../case/use-phone.js';
import { ProblemAlert } from '../http/problem-alert.js';
import './register.css';

interface Sheet {
  title: string;
  error: unknown;
  /** What the field at fault is called. */
  field?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** A form of the register: from below on a phone, from the side elsewhere. */
export function RegisterSheet({ title, error, field, onClose, children }: Sheet) {
  const onPhone = usePhone();
  return (
    <Drawer
      open
      title={title}
      placement={onPhone ? 'bottom' : 'right'}
      size={onPhone ? 'min(85vh, 720px)' : 520}
      onClose={onClose}
      // What was typed is not lost by a stray press beside the form or of Esc.
      mask={{ closable: false }}
      keyboard={false}
      rootClassName="command-sheet"
    >
      {children}
      {error !== null && <ProblemAlert error={error} />}
      {error !== null && field !== undefined && <p className="register-at-fault">所在项：{field}</p>}
    </Drawer>
  );
}
