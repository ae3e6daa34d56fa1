/** A line of a case's history as it is told. */
export interface EventWords {
  title: string;
  detail?: string;
  /** A miss or a step up: marked besides its colour. */
  alarm?: boolean;
  /** Another case it is about. */
  caseId?: string;
}

/** Names for ids. */
export interface EventNames {
  department: (id: string) => string;
  person: (id: string) => string;
}
