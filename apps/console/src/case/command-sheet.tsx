import { Drawer } from 'antd';
import type { CaseAct, CaseSnapshot } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { ActGone } from './act-gone.js';
import type { FormAction, FormName } from './case-actions.js';
import type { CommandForm } from './command-form.js';
import { FORMS } from './forms/form-table.js';
import { WordsForm } from './forms/words-form.js';
import { usePhone } from './use-phone.js';

interface Sheet {
  action: FormAction;
  snapshot: CaseSnapshot;
  pending: boolean;
  gone: boolean;
  error: unknown;
  onSubmit: (act: CaseAct) => void;
  onClose: () => void;
}

/** The form of a command: from below on a phone, from the side elsewhere. Pressing again after a fault keeps the key. */
export function CommandSheet({ action, snapshot, pending, gone, error, onSubmit, onClose }: Sheet) {
  const onPhone = usePhone();
  const careful = action.tone === 'careful';
  const given: CommandForm = { snapshot, words: action.words, careful, pending, gone, onSubmit };
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
      {action.form === 'words' ? (
        <WordsForm {...given} label={action.label} note={action.note} toAct={action.toAct} />
      ) : (
        <OwnForm {...given} form={action.form} phase={action.phase} />
      )}
    </Drawer>
  );
}

function OwnForm({ form, ...given }: CommandForm & { form: FormName }) {
  const Form = FORMS[form];
  return <Form {...given} />;
}
