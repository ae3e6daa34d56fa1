import { randomUUID } from 'node:crypto';
import { startBareEngine, type BareEngine } from './bare/engine.js';
import { figure, quantile, type Figure } from './figures.js';
import type { Cast } from '../world/case-road.js';
import { COMMANDS, crowd, walk } from './road.js';

const CLIENTS = 16;
const ROUNDS = 5;
const ROUND_MS = 8_000;

/** Commands per second through HTTP against bare Updates on the same engine, in turn; and one person's wait at little load. */
export async function throughput(cast: Cast): Promise<Record<string, Figure>> {
  const bare = await startBareEngine();
  const ours: number[] = [];
  const theirs: number[] = [];
  const p50: number[] = [];
  const p99: number[] = [];
  try {
    await crowd(CLIENTS, 4_000, () => walk(cast, () => undefined));
    await crowd(CLIENTS, 2_000, () => bareWalk(bare));
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await rate(() => bareWalk(bare)));
      ours.push(await rate(() => walk(cast, () => undefined)));
      const waits: number[] = [];
      await crowd(2, 4_000, () => walk(cast, (ms) => waits.push(ms)));
      p50.push(quantile(waits, 0.5));
      p99.push(quantile(waits, 0.99));
    }
  } finally {
    await bare.end();
  }
  const ratios = ours.map((value, index) => value / (theirs[index] ?? Number.NaN));
  return {
    'commands.perSecond': figure(ours, 'commands/s, 16 clients', ''),
    'commands.bareUpdatesPerSecond': figure(theirs, 'updates/s, 16 clients', ''),
    'commands.ratioToBareUpdate': figure(ratios, 'ratio', '>= 0.5'),
    'commands.p50Ms': figure(p50, 'ms, 2 clients', ''),
    'commands.p99Ms': figure(p99, 'ms, 2 clients', ''),
  };
}

async function rate(work: () => Promise<unknown>): Promise<number> {
  const startedAt = Date.now();
  const walks = await crowd(CLIENTS, ROUND_MS, work);
  return (walks * COMMANDS * 1_000) / (Date.now() - startedAt);
}

async function bareWalk({ client, taskQueue }: BareEngine): Promise<void> {
  const handle = await client.workflow.start('bareWorkflow', { taskQueue, workflowId: `bare:${randomUUID()}` });
  for (let i = 1; i <= COMMANDS; i++) await handle.executeUpdate('command', { args: [{ last: i === COMMANDS }] });
}
