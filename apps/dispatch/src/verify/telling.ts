import type { Finding } from './finding.js';
import type { Compared } from './runs.js';
import type { Verified } from './verify.js';

/** What a run found, all together. */
export interface Summary extends Verified {
  seconds: number;
  casesPerSecond: number;
  engine: Compared | null;
}

/** How a run speaks: lines for people, or JSON lines for programs. */
export interface Telling {
  finding: (finding: Finding) => void;
  summary: (summary: Summary) => void;
  /** How far it is, for people who wait. */
  progress: (cases: number) => void;
}

type Write = (line: string) => void;

export function forPrograms(write: Write): Telling {
  return {
    finding: (finding) => write(JSON.stringify({ kind: 'difference', ...finding })),
    summary: (summary) => write(JSON.stringify({ kind: 'summary', ...summary })),
    progress: () => undefined,
  };
}

export function forPeople(write: Write): Telling {
  return {
    finding: (finding) => write(lineOf(finding)),
    summary: (summary) => {
      const { cases, events, young, differences, seconds, casesPerSecond, engine } = summary;
      if (young > 0) write(`${young} cases were kept just now and are not recorded yet`);
      if (engine !== null) write(`engine: ${engine.open} cases open, ${engine.running} running, ${engine.differences} differences`);
      const all = differences + (engine?.differences ?? 0);
      write(`record verified: ${cases} cases, ${all} differences (${events} events, ${seconds} s, ${casesPerSecond} cases/s)`);
    },
    progress: (cases) => write(`  ${cases} cases …`),
  };
}

const SHOWN_MOST = 200;

function lineOf({ caseId, number, seq, fault, why, path, stored, rebuilt }: Finding): string {
  const where = [number ?? caseId, ...(seq === null ? [] : [`line ${seq}`]), ...(path === undefined ? [] : [path])].join(' ');
  const values = stored === undefined && rebuilt === undefined ? '' : ` (stored ${shown(stored)}, by the history ${shown(rebuilt)})`;
  return `${where}: ${fault}: ${why}${values}`;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > SHOWN_MOST ? `${text.slice(0, SHOWN_MOST)}…` : text;
}
