import { Drawer } from 'antd';
import { useSyncExternalStore } from 'react';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { ActGone } from './act-gone.js';
import type { FormAction } from './case-actions.js';
import type { CommandForm } from './command-form.js';
import { AcceptForm } from './forms/accept-form.js';
import { ContactForm } from './forms/contact-form.js';
import { ReportInForm } from './forms/report-in-form.js';
import { WhistleForm } from './forms/whistle-form.js';
import { WordsForm } from './forms/words-form.js';

interface Sheet {
  action: FormAction;
  snapshot: CaseSnapshot;
  pending: boolean;
  gone: boolean;
  error: unknown;
  onSubmit: (act: CaseAct) => void;
  onClose: () => void;
}

const phone = window.matchMedia('(max-width: 640px)');

function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phone.addEventListener('change', listener);
      return () => phone.removeEventListener('change', listener);
    },
    () => phone.matches,
  );
}

/** The form of a command: from below on a phone, from the side elsewhere. Pressing again after a fault keeps the key. */
export function CommandSheet({ action, snapshot, pending, gone, error, onSubmit, onClose }: Sheet) {
  const onPhone = usePhone();
  const given: CommandForm = { snapshot, words: action.words, pending, gone, onSubmit };
  return (
    <Drawer
      open
      title={action.words}
      placement={onPhone ? 'bottom' : 'right'}
      size={onPhone ? 'min(85vh, 640px)' : 480}
      onClose={onClose}
      // What was typed is not lost by a stray press beside the form or of Esc.
      mask={{ closable: false }}
      keyboard={false}
      rootClassName="command-sheet"
    >
      {gone && <ActGone />}
      {error !== null && <ProblemAlert error={error} />}
      {action.form === 'words' && <WordsForm {...given} label={action.label} toAct={action.toAct} />}
      {action.form === 'accept' && <AcceptForm {...given} />}
      {action.form === 'whistle' && <WhistleForm {...given} />}
      {action.form === 'contact' && <ContactForm {...given} />}
      {action.form === 'reportIn' && <ReportInForm {...given} />}
    </Drawer>
  );
}
