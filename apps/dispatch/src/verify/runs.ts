import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine/engine.service.js';
import type { Finding } from './finding.js';
import type { RecordsStore } from './records.store.js';
import { isOpen } from './verify.js';

/** A case that starts or ends just now agrees again within a moment; the engine's own list may be a second behind. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 500;

export interface Compared {
  open: number;
  running: number;
  differences: number;
}

/**
 * Every open case must run in the engine and nothing else (engine.md §3.15). `open` are the ids of open cases in the record.
 * What does not agree is asked for again, case by case, until it does or the patience is over.
 */
export async function compareRuns(
  { store, engine, found }: { store: RecordsStore; engine: Engine; found: (finding: Finding) => void },
  open: ReadonlySet<string>,
): Promise<Compared> {
  const running = new Set<string>();
  for await (const ids of engine.running()) for (const id of ids) running.add(id);
  const suspects = [...open].filter((id) => !running.has(id)).concat([...running].filter((id) => !open.has(id)));
  const endsAt = Date.now() + PATIENCE_MS;
  let differences = 0;
  for (const caseId of suspects) {
    const finding = await settled({ store, engine }, caseId, endsAt);
    if (finding === null) continue;
    differences++;
    found(finding);
  }
  return { open: open.size, running: running.size, differences };
}

async function settled({ store, engine }: { store: RecordsStore; engine: Engine }, caseId: string, endsAt: number): Promise<Finding | null> {
  for (;;) {
    const [read, status] = await Promise.all([store.one(caseId), engine.statusOf(caseId)]);
    const should = read !== null && isOpen(read);
    const runs = status === 'RUNNING';
    if (should === runs) return null;
    if (Date.now() >= endsAt) {
      const number = read?.kept?.number ?? null;
      if (should) return { caseId, number, seq: null, fault: 'noRun', why: `it is open, and the engine says of its workflow: ${status ?? 'never started'}` };
      const known = read?.row === null || read === null ? 'nothing of it is recorded' : 'its record is at its end';
      return { caseId, number, seq: null, fault: 'strayRun', why: `its workflow runs, and ${known}` };
    }
    await pause(LOOK_MS);
  }
}
