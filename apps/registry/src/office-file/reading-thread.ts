import { parentPort } from 'node:worker_threads';
import { OfficeFileRefused, type FileFault } from './fault.js';
import { officeFileParts } from './read-office-file.js';
import type { OfficeFile, SheetPart } from './sheet.js';

/** What the thread says: parts of sheets in order, then one of the others. A bug ends it with an error. */
export type ReadingSaid = { part: SheetPart } | { fault: FileFault } | { done: true };

const say = (said: ReadingSaid): void => parentPort?.postMessage(said);

parentPort?.once('message', (file: OfficeFile) => void read(file));

async function read(file: OfficeFile): Promise<void> {
  try {
    for await (const part of officeFileParts(file)) say({ part });
    say({ done: true });
  } catch (error) {
    if (!(error instanceof OfficeFileRefused)) throw error;
    say({ fault: error.fault });
  }
}
