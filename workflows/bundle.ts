import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/**
 * Loaded once a process instead of once a case, which spares a case a third of its memory: the rules. They are pure and
 * keep nothing, and the SDK freezes what is loaded so.
 */
const RULES = ['apply', 'evolve', 'note', 'replan', 'rights', 'session', 'state', 'tell'].map((name) => `@shaodao/domain/case/${name}`);
const ACTIVATION = ['call-channel', 'clock', 'evolve', 'session', 'state'].map((name) => `@shaodao/domain/activation/${name}`);
const SHARED = [...RULES, ...ACTIVATION, '@shaodao/contracts/activation-workflow', '@shaodao/domain/policy', '@shaodao/domain/stored-rules', '@shaodao/contracts/case-workflow'];

/** Writes `workflow-bundle.js` beside itself: built once, so that no compiler runs where workers run. */
const { code } = await bundleWorkflowCode({
  workflowsPath: createRequire(import.meta.url).resolve('./index.js'),
  preloadModules: SHARED,
  logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
});
// A single shape in it would cost every workflow a megabyte, and a thousand of them their process.
if (code.includes('node_modules/zod/')) throw new Error('zod is in the workflow bundle: import a contract without shapes');
await writeFile(fileURLToPath(new URL('./workflow-bundle.js', import.meta.url)), code);
