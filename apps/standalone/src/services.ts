import { channelSettings } from '@shaodao/platform/config';
import type { ChildPlan } from './child.js';
import { inherited, type Settings } from './config.js';
import { NAMESPACE } from './temporal.js';

/** Where the parts below the services answer. */
export interface Infrastructure {
  databaseUrl: string;
  natsUrl: string;
  temporalAddress: string;
}

/** Name, entry and heap in MiB of each of our processes, in the order of their health ports. Registry: an import of 100,000 rows. */
const PROCESSES = [
  ['gateway', 'apps/gateway/dist/main.js', 128],
  ['registry', 'apps/registry/dist/main.js', 448],
  ['dispatch', 'apps/dispatch/dist/main.js', 160],
  ['notification', 'apps/notification/dist/main.js', 96],
  ['assessment', 'apps/assessment/dist/main.js', 96],
  ['worker', 'workflows/dist/worker.js', 448],
] as const;

/** A herd's cases must still be in the worker when its instant comes, all open ones when their mode changes; each takes about 80 KiB of heap. */
const MAX_CACHED_WORKFLOWS = 6_000;

/** Keys of vendors are given to the one process that calls them. */
const CHANNELS = Object.keys(channelSettings) as (keyof typeof channelSettings)[];

/** Settings that are handed on as they came, where they did. */
function given<Name extends keyof Settings>(settings: Pick<Settings, Name>, names: readonly Name[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (settings[name] === undefined ? [] : [[name, String(settings[name])]])));
}

/** Plans of the five services and the worker; each is one exec-form command that reads its settings from its environment. */
export function servicePlans(settings: Settings, { databaseUrl, natsUrl, temporalAddress }: Infrastructure): ChildPlan[] {
  return PROCESSES.map(([name, entry, heapMiB], index) => {
    const healthPort = settings.HEALTH_PORT + index;
    return {
      name,
      command: process.execPath,
      args: [`--max-old-space-size=${heapMiB}`, '--max-semi-space-size=16', entry],
      env: {
        ...inherited,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        NATS_URL: natsUrl,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: NAMESPACE,
        LOG_LEVEL: settings.LOG_LEVEL,
        HOST: '127.0.0.1',
        PORT: String(settings.PORT),
        CONSOLE_DIR: 'apps/console/dist',
        HEALTH_HOST: '127.0.0.1',
        HEALTH_PORT: String(healthPort),
        SDK_METRICS_PORT: String(settings.SDK_METRICS_PORT),
        MAX_CACHED_WORKFLOWS: String(MAX_CACHED_WORKFLOWS),
        BLOB_STORE: `file:${settings.SHAODAO_DATA}/attachments`,
        ...(name === 'notification' ? given({ PUBLIC_URL: `http://127.0.0.1:${settings.PORT}`, ...settings }, CHANNELS) : {}),
        ...(name === 'dispatch' ? given(settings, ['ALERT_SENDERS', 'CAP_SENDER', 'CAP_KEY']) : {}),
        ...given(settings, ['REQUESTS_PER_SECOND', 'BLOB_STORE', 'BLOB_S3_REGION', 'BLOB_S3_ACCESS_KEY', 'BLOB_S3_SECRET_KEY']),
      },
      stopSignal: 'SIGTERM',
      ready: async () => {
        const response = await fetch(`http://127.0.0.1:${healthPort}/readyz`, { signal: AbortSignal.timeout(3_000) });
        await response.arrayBuffer();
        return response.ok;
      },
    };
  });
}
