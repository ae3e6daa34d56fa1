/** Where somebody stands who goes through all open cases, pass after pass. */
export interface PassProgress {
  /** 1 for the first time through. */
  pass: number;
  /** The last case of this pass that was looked at; null at its start. */
  after: string | null;
  /** Cases of this pass that had to be moved, or could not be. */
  touched: number;
}
