import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';

/** A worker for the bare engine with the options of ours, in a process of its own as ours is. */
const [, , address = '', taskQueue = ''] = process.argv;
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace: 'shaodao',
  taskQueue,
  workflowsPath: fileURLToPath(new URL('./workflow.js', import.meta.url)),
  workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 5, maximum: 40 },
  maxConcurrentWorkflowTaskExecutions: 80,
  maxCachedWorkflows: 3_000,
});
process.once('SIGTERM', () => worker.shutdown());
process.stdout.write('bare worker runs\n');
await worker.run();
process.exit(0);
