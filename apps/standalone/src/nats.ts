import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildPlan } from './child.js';
import { inherited, type Settings } from './config.js';
import { answers, StartError } from './ports.js';

/** nats-server with JetStream on disk. */
export function embeddedNats(settings: Settings): { url: string; plan: ChildPlan } {
  if (settings.NATS_SERVER === undefined) throw new StartError('NATS_SERVER is not set: start by `npm start`');
  const folder = join(settings.SHAODAO_DATA, 'nats');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const config = join(folder, 'nats.conf');
  writeFileSync(
    config,
    [
      `listen: "127.0.0.1:${settings.NATS_PORT}"`,
      `jetstream { store_dir: ${JSON.stringify(folder)}, max_memory_store: 64MB, max_file_store: 4GB, sync_interval: "1s" }`,
      '',
    ].join('\n'),
  );
  return {
    url: `nats://127.0.0.1:${settings.NATS_PORT}`,
    plan: {
      name: 'nats',
      command: settings.NATS_SERVER,
      args: ['-c', config],
      env: { ...inherited, GOMEMLIMIT: '96MiB' },
      stopSignal: 'SIGTERM',
      ready: () => answers(settings.NATS_PORT),
    },
  };
}
