/** What an earlier release said of its cases when its rows were kept: `cases.json` beside them. */
export interface KeptCase {
  id: string;
  stage: string;
  /** Events its workflow had decided; more than `lines` where the record was away. */
  version: number;
  /** Its history as the API told it. */
  lines: { seq: number; type: string; at: string; hash: string }[];
  /** The earliest of its deadlines; null once it has ended. */
  dueAt: string | null;
}

export interface Installation {
  /** By what each shows. */
  cases: Record<string, KeptCase>;
  /** A command that was taken: the same again changes nothing. */
  repeated: { name: string; key: string; body: Record<string, unknown> };
  /** Figures of the department that answered, for the month of keeping. */
  assessment: { month: string; departmentId: string; whistles: number; signedInTime: number; finishedInTime: number };
  /** Messages the community's secretary had. */
  notices: number;
}
