import type { CaseAct, CaseSnapshot } from '../api.js';

/** What every command form is given. */
export interface CommandForm {
  snapshot: CaseSnapshot;
  /** The button's word, e.g. 吹哨. */
  words: string;
  /** The stage of the category's deadlines that was pressed, where one was. */
  phase?: number | undefined;
  /** It undoes, refuses or ends something: its button says so by its colour too. */
  careful: boolean;
  pending: boolean;
  /** The case does not allow it any longer: what was typed stays, sending does not go. */
  gone: boolean;
  onSubmit: (act: CaseAct) => void;
}
