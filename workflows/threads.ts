import { createRequire } from 'node:module';
import v8 from 'node:v8';
import type { Worker, WorkerOptions } from 'node:worker_threads';

/** The SDK's own program of a thread that runs workflows. */
const PROGRAM = /workflow-worker-thread\.js$/;
const PRELOAD = new URL('./workflow-thread.js', import.meta.url).href;

/**
 * Gives every thread that the SDK starts for workflows our preload, for which the SDK has no option, and has V8 compile all
 * code of the process at its first call: after an outage a fresh process replays every case at once, and interpreted that took
 * half as long again (docs/decisions/008-herds.md). Call before a worker is made.
 */
export function prepareWorkflowThreads(): void {
  v8.setFlagsFromString('--always-sparkplug');
  const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: typeof Worker };
  const Plain = threads.Worker;
  threads.Worker = class extends Plain {
    constructor(program: string | URL, options: WorkerOptions = {}) {
      const ours = PROGRAM.test(String(program));
      super(program, ours ? { ...options, execArgv: [...(options.execArgv ?? []), '--import', PRELOAD] } : options);
    }
  };
}
