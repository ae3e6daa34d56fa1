import { readFileSync } from 'node:fs';
import { place } from './place.js';
import { until } from './wait.js';

/** The processes of the stack under test, by name. */
export type ChildName = 'postgres' | 'temporal' | 'nats' | 'registry' | 'dispatch' | 'notification' | 'assessment' | 'gateway' | 'worker';

export function pidOf(name: ChildName): number {
  const children = JSON.parse(readFileSync(place.childrenFile, 'utf8')) as Record<string, { pid: number } | undefined>;
  const pid = children[name]?.pid;
  if (pid === undefined) throw new Error(`no process ${name}`);
  return pid;
}

/** Ends a process as a power cut would, and waits until the stack has put another in its place. */
export async function killAndWait(name: ChildName): Promise<void> {
  const before = pidOf(name);
  process.kill(before, 'SIGKILL');
  await until(`a new ${name}`, async () => pidOf(name) !== before, 20_000);
}
