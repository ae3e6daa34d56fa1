import type { CaseAct, CaseSnapshot } from '../api.js';

/** What every command form is given. */
export interface CommandForm {
  snapshot: CaseSnapshot;
  /** The button's word, e.g. 吹哨. */
  words: string;
  pending: boolean;
  onSubmit: (act: CaseAct) => void;
}
