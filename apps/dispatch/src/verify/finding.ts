/** What can be wrong with a record, each named by the row it is in. */
export const FAULTS = [
  'lineAltered',
  'lineMissing',
  'lineExtra',
  'lineColumn',
  'lastHash',
  'textMissing',
  'textAltered',
  'notRebuilt',
  'state',
  'column',
  'task',
  'neverKept',
  'neverRecorded',
  'noRun',
  'strayRun',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One thing that is not as the history says. Ids, instants and hashes only: words of people are never shown. */
export interface Finding {
  caseId: string;
  /** null where no case of that id was ever kept. */
  number: string | null;
  /** Of the line of history it is about; null for the row and its parts. */
  seq: number | null;
  fault: Fault;
  why: string;
  /** What of a state or row it is, e.g. `tasks[0].state`, with both values. */
  path?: string;
  stored?: unknown;
  rebuilt?: unknown;
}

/** A finding before it says of which case. */
export type Found = Omit<Finding, 'caseId' | 'number' | 'seq'> & { seq?: number };

export interface Mismatch {
  path: string;
  stored: unknown;
  rebuilt: unknown;
}

/** Where two JSON values differ, deepest first; a field that is absent and one that is undefined are the same. */
export function mismatches(stored: unknown, rebuilt: unknown, path = ''): Mismatch[] {
  if (isObject(stored) && isObject(rebuilt) && Array.isArray(stored) === Array.isArray(rebuilt)) {
    const names = new Set([...Object.keys(stored), ...Object.keys(rebuilt)]);
    return [...names].flatMap((name) => mismatches(stored[name], rebuilt[name], joined(path, name, Array.isArray(stored))));
  }
  return Object.is(stored, rebuilt) ? [] : [{ path, stored, rebuilt }];
}

function joined(path: string, name: string, inList: boolean): string {
  if (inList) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
