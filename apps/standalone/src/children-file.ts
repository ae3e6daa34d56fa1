import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The processes of a data folder, kept beside the data so that the next start knows what the last one left behind. */
export type Children = Record<string, { pid: number; startedTicks: string | null }>;

export function readChildren(file: string): Children {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Children;
  } catch {
    return {};
  }
}

export function writeChildren(file: string, children: Children): void {
  writeFileSync(`${file}.new`, JSON.stringify(children, null, 2));
  renameSync(`${file}.new`, file);
}

/** When a process started, in clock ticks since boot: with it a pid names one process for ever. null where unknown. */
export function startedTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold spaces and brackets; the fields after it do not.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}

export function isSame(child: { pid: number; startedTicks: string | null }): boolean {
  return child.startedTicks !== null && startedTicks(child.pid) === child.startedTicks;
}

/** Those of them that run, by name. */
export function alive(children: Children): Children {
  return Object.fromEntries(Object.entries(children).filter(([, child]) => isSame(child)));
}

const END_LIMIT_MS = 5_000;

/** Ends what a supervisor that was killed left running: politely, then for good. Answers the names it ended. */
export async function endLeftovers(children: Children): Promise<string[]> {
  const left = Object.entries(alive(children));
  // SIGINT is PostgreSQL's fast stop and a stop for the others too.
  for (const [, child] of left) process.kill(child.pid, 'SIGINT');
  const endsAt = Date.now() + END_LIMIT_MS;
  while (left.some(([, child]) => isSame(child)) && Date.now() < endsAt) await pause(50);
  for (const [, child] of left) if (isSame(child)) process.kill(child.pid, 'SIGKILL');
  while (left.some(([, child]) => isSame(child))) await pause(20);
  return left.map(([name]) => name);
}
