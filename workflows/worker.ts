import { setTimeout as pause } from 'node:timers/promises';
import { Bus } from '@shaodao/platform/bus';
import { startHealth, type ReadyChecks } from '@shaodao/platform/health';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { activationQueue } from '@shaodao/contracts/activation-workflow';
import { activationActivities } from './activation/activities.js';
import { caseActivities } from './case/activities.js';
import { settings } from './config.js';
import { modeActivities } from './mode/activities.js';
import { replanActivities } from './replan/activities.js';
import { rosterWatchActivities } from './roster-watch/activities.js';
import { termActivities } from './term/activities.js';
import { reshapeActivities } from './reshape/activities.js';
import { prepareWorkflowThreads } from './threads.js';

const log = pino({ name: 'worker', level: settings.LOG_LEVEL });
const sdkMetrics = `127.0.0.1:${settings.SDK_METRICS_PORT}`;

/** With each step of one case the SDK's core goes through all that a worker has in its memory (docs/decisions/023-cache-in-parts.md). */
const MOST_CACHED = 1_500;

Runtime.install({
  shutdownSignals: [],
  telemetryOptions: {
    metrics: {
      prometheus: {
        bindAddress: sdkMetrics,
        countersTotalSuffix: true,
        unitSuffix: true,
        useSecondsForDurations: true,
      },
    },
  },
});

const checks: ReadyChecks = { starting: () => Promise.reject(new Error('starting')) };
await startHealth({
  host: settings.HEALTH_HOST,
  port: settings.HEALTH_PORT,
  checks,
  moreMetrics: async () => (await fetch(`http://${sdkMetrics}/metrics`)).text(),
});

prepareWorkflowThreads();
const bus = await Bus.connect({ url: settings.NATS_URL, name: 'worker' });
const connection = await connected();
/** A worker of the SDK that has `share` of all cached workflows, threads, slots and polls of this process. */
const usual = (share: number) =>
  ({
    namespace: settings.TEMPORAL_NAMESPACE,
    workflowBundle: { codePath: settings.WORKFLOW_BUNDLE },
    workflowThreadPoolSize: Math.ceil(2 * share),
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: Math.ceil(5 * share), maximum: Math.ceil(40 * share) },
    // Idle polls of the common queue hold up to 40 of these; as many as before are left for the worker's own queue.
    maxConcurrentWorkflowTaskExecutions: Math.ceil(120 * share),
    maxConcurrentActivityTaskExecutions: Math.ceil(100 * share),
    maxConcurrentLocalActivityExecutions: Math.ceil(100 * share),
    maxCachedWorkflows: Math.min(MOST_CACHED, Math.ceil(settings.MAX_CACHED_WORKFLOWS * share)),
    // Longer than a herd's last case waits: one that waits longer is replayed for nothing. A killed worker costs its cases as much.
    stickyQueueScheduleToStartTimeout: '30s',
    shutdownGraceTime: settings.SHUTDOWN_GRACE_SECONDS * 1_000,
    shutdownForceTime: settings.SHUTDOWN_GRACE_SECONDS * 2_000,
  }) as const;
const ofCases = {
  taskQueue: settings.TEMPORAL_TASK_QUEUE,
  activities: {
    ...caseActivities(bus),
    ...modeActivities(bus),
    ...replanActivities(bus),
    ...reshapeActivities(bus),
    ...rosterWatchActivities(bus),
    ...termActivities(bus),
  },
};
const parts = Math.ceil(settings.MAX_CACHED_WORKFLOWS / MOST_CACHED);
// On one connection the SDK takes a second worker of the same queue for a mistake.
const connections = await Promise.all(Array.from({ length: parts }, connected));
const cases = await Promise.all(connections.map((each) => Worker.create({ ...usual(1 / parts), ...ofCases, connection: each })));
// Routine work stands in another queue, and cannot keep the call of an emergency waiting.
const activations = await Worker.create({ ...usual(1), connection, taskQueue: activationQueue(settings.TEMPORAL_TASK_QUEUE), activities: activationActivities(bus) });
const workers = [...cases, activations];
Object.assign(checks, {
  nats: () => bus.ping(),
  temporal: () => connection.workflowService.getSystemInfo({}),
  polling: async () => {
    const stopped = workers.find((worker) => worker.getState() !== 'RUNNING');
    if (stopped !== undefined) throw new Error(stopped.getState());
  },
});
delete checks['starting'];
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
}
log.info({ taskQueue: settings.TEMPORAL_TASK_QUEUE }, 'worker runs');
// A rejection ends the process: a worker that cannot poll must not look alive.
await Promise.all(workers.map((worker) => worker.run()));
await bus.connection.close();
await Promise.all([connection, ...connections].map((each) => each.close()));
process.exit(0);

/** The engine may come later than we do; a wait is better than a crash loop. */
async function connected(): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS });
    } catch (error) {
      log.warn({ err: String(error) }, 'engine not there yet');
      await pause(500);
    }
  }
}
