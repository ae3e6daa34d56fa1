import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { place } from '../../world/place.js';

/** The same engine with a worker of its own and workflows that do nothing else: what ours is measured against. */
export interface BareEngine {
  client: Client;
  taskQueue: string;
  end(): Promise<void>;
}

export async function startBareEngine(): Promise<BareEngine> {
  const taskQueue = `bare-${randomUUID()}`;
  const program = fileURLToPath(new URL('./worker.js', import.meta.url));
  const worker = spawn(process.execPath, [program, place.temporalAddress, taskQueue], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    worker.stdout.once('data', () => resolve());
    worker.once('close', () => reject(new Error('the bare worker ended')));
  });
  const client = new Client({ connection: await Connection.connect({ address: place.temporalAddress }), namespace: 'shaodao' });
  return {
    client,
    taskQueue,
    end: async () => {
      worker.kill('SIGTERM');
      await new Promise((resolve) => worker.once('close', resolve));
      await client.connection.close();
    },
  };
}
