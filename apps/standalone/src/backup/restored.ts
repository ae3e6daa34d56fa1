import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inherited } from '../config.js';
import { runErrand } from '../errand.js';
import { StartError } from '../ports.js';
import { MOVING, RESTORED } from './contents.js';

/** Refuses a data folder in which old and new parts may lie side by side. */
export function assertNotMoving(data: string): void {
  if (!existsSync(join(data, MOVING))) return;
  throw new StartError(`a restore into ${data} was cut off while it moved files: run it again with --replace`);
}

/**
 * After a restore the stream of facts is gone and a record may be a moment ahead of the engine: dispatch mends both, and
 * registry tells its timers again, once, before any service or worker runs. Cut off half way it is done again.
 */
export async function mendRestored(data: string, infrastructure: { databaseUrl: string; temporalAddress: string; namespace: string }): Promise<void> {
  const { databaseUrl, temporalAddress, namespace } = infrastructure;
  for (const errand of ['apps/dispatch/dist/after-restore.js', 'apps/registry/dist/after-restore.js']) {
    await runErrand({
      command: process.execPath,
      args: [errand],
      env: { ...inherited, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace },
      shown: true,
    });
  }
  rmSync(join(data, RESTORED));
}

export function isRestored(data: string): boolean {
  return existsSync(join(data, RESTORED));
}
