import { parentPort, workerData } from 'node:worker_threads';
import { checkGround } from './check-ground.js';
import type { GroundFault, GroundGrid } from './fault.js';

export interface GroundSaid {
  faults: GroundFault[];
}

const { before, after } = workerData as { before: GroundGrid[]; after: GroundGrid[] };

/** Words name grids, place and size: the same words are the same fault. */
function faults(): GroundFault[] {
  const found = checkGround(after);
  if (found.length === 0) return [];
  const known = new Set(checkGround(before).map(({ reason }) => reason));
  return found.filter(({ reason }) => !known.has(reason));
}

parentPort?.postMessage({ faults: faults() } satisfies GroundSaid);
