import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Writes `workflow-bundle.js` beside itself: built once, so that no compiler runs where workers run. */
const { code } = await bundleWorkflowCode({
  workflowsPath: createRequire(import.meta.url).resolve('./index.js'),
  logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
});
await writeFile(fileURLToPath(new URL('./workflow-bundle.js', import.meta.url)), code);
