import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FRESH, MOVING, PARTS } from './backup/contents.js';
import { assertNotMoving, isRestored, mendRestored } from './backup/restored.js';
import { Child, type ChildPlan } from './child.js';
import { endLeftovers, isSame, readChildren, startedTicks, writeChildren, type Children } from './children-file.js';
import type { Settings } from './config.js';
import { endErrands } from './errand.js';
import { embeddedNats } from './nats.js';
import { migrate, seed } from './once.js';
import { assertFree, PATIENCE_MS, StartError } from './ports.js';
import { embeddedPostgres } from './postgres.js';
import { servicePlans } from './services.js';
import { embeddedTemporal, ensureNamespace, NAMESPACE, prepareTemporal } from './temporal.js';

export interface Stack {
  /** Resolves once everything serves; rejects when a part does not, after stopping the rest. */
  up: Promise<{ url: string; accountsFile: string }>;
  /** Ends everything in order; also in the middle of a start. */
  stop(): Promise<void>;
}

/** Says what is going on and how long it took; a step under a second says nothing. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** What each group may take to stop; together under the 15 s that a stop may last. */
const STOP_LIMIT_MS = { edge: 3_000, services: 5_000, temporal: 3_000, nats: 1_500, postgres: 2_000 };

/** Brings up everything that is not there from outside, in order, and keeps it up until stopped. */
export function startStack(settings: Settings, talk: { step: Step; tell: (line: string) => void; reset: boolean }): Stack {
  const { step, tell, reset } = talk;
  const data = settings.SHAODAO_DATA;
  let stopping = false;
  let ours = false;
  const children = new Map<string, Child>();
  const file = join(data, 'children.json');
  const changed = (): void => {
    const now: Children = { supervisor: { pid: process.pid, startedTicks: startedTicks(process.pid) } };
    for (const [name, { identity }] of children) if (identity !== null) now[name] = identity;
    writeChildren(file, now);
  };
  const run = (plan: ChildPlan): Child => {
    if (stopping) throw new StartError('stopped before it was up');
    const child = new Child(plan, join(data, 'logs'), changed, tell);
    children.set(plan.name, child);
    child.start();
    return child;
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all([endErrands(), stopAll(children)]);
    if (ours) rmSync(file, { force: true });
  };
  const start = async (): Promise<{ url: string; accountsFile: string }> => {
    const ended = await takeOver(data, reset, tell);
    ours = true;
    changed();
    await assertPorts(settings, ended ? PATIENCE_MS : 0);
    const nats = settings.NATS_URL === undefined ? embeddedNats(settings) : null;
    if (nats !== null) run(nats.plan);
    const { url: databaseUrl, localUrl } = await step('PostgreSQL', () => database(settings, run));
    await step('database schema', () => migrate(settings, databaseUrl));
    const temporalAddress = settings.TEMPORAL_ADDRESS ?? (await step('Temporal', () => engine(settings, databaseUrl, run)));
    const natsUrl = settings.NATS_URL ?? nats?.url ?? '';
    const plans = servicePlans(settings, { databaseUrl: localUrl, natsUrl, temporalAddress });
    const [accountsFile] = await Promise.all([
      step('demo district', () => seed(settings, databaseUrl)),
      step('engine namespace', () => ensureNamespace(temporalAddress)),
    ]);
    if (isRestored(data)) {
      await step('mending after the restore', () => mendRestored(data, { databaseUrl, temporalAddress, namespace: NAMESPACE }));
    }
    await step('services', () => Promise.all(plans.map((plan) => run(plan).untilReady())));
    return { url: `http://127.0.0.1:${settings.PORT}`, accountsFile };
  };
  const up = start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { up, stop };
}

async function database(settings: Settings, run: (plan: ChildPlan) => Child): Promise<{ url: string; localUrl: string }> {
  if (settings.DATABASE_URL !== undefined) return { url: settings.DATABASE_URL, localUrl: settings.DATABASE_URL };
  const embedded = await embeddedPostgres(settings);
  await run(embedded.plan).untilReady();
  return embedded;
}

async function engine(settings: Settings, databaseUrl: string, run: (plan: ChildPlan) => Child): Promise<string> {
  const { plan, address } = embeddedTemporal(settings, databaseUrl);
  await prepareTemporal(settings, databaseUrl);
  await run(plan).untilReady();
  return address;
}

/** What runs and restores leave in a data folder; data put aside stays. */
const MADE = [...PARTS, 'logs', 'children.json', FRESH, MOVING];

/** One supervisor per data folder; what a killed one left running is ended before anything is touched. */
async function takeOver(data: string, reset: boolean, tell: (line: string) => void): Promise<boolean> {
  const { supervisor, ...others } = readChildren(join(data, 'children.json'));
  if (supervisor !== undefined && isSame(supervisor)) {
    throw new StartError(`${data} is in use by process ${supervisor.pid}: stop it, or set SHAODAO_DATA to another folder`);
  }
  const ended = await endLeftovers(others);
  if (ended.length > 0) tell(`ended what an earlier run left behind: ${ended.join(', ')}`);
  // Only what we made: the folder may hold more.
  if (reset) for (const name of MADE) rmSync(join(data, name), { recursive: true, force: true });
  if (!reset) assertNotMoving(data);
  mkdirSync(join(data, 'logs'), { recursive: true, mode: 0o755 });
  return ended.length > 0;
}

async function assertPorts(settings: Settings, patienceMs: number): Promise<void> {
  const free = (port: number, variable: string): Promise<void> => assertFree(port, variable, patienceMs);
  await free(settings.PORT, 'PORT');
  if (settings.DATABASE_URL === undefined) await free(settings.POSTGRES_PORT, 'POSTGRES_PORT');
  if (settings.NATS_URL === undefined) await free(settings.NATS_PORT, 'NATS_PORT');
  if (settings.TEMPORAL_ADDRESS === undefined) {
    await free(settings.TEMPORAL_PORT, 'TEMPORAL_PORT');
    for (let i = 0; i < 8; i++) await free(settings.TEMPORAL_INNER_PORT + i, 'TEMPORAL_INNER_PORT');
  }
  for (let i = 0; i < 6; i++) await free(settings.HEALTH_PORT + i, 'HEALTH_PORT');
  await free(settings.SDK_METRICS_PORT, 'SDK_METRICS_PORT');
}

/** Those who speak to people first, those who keep data last. */
async function stopAll(children: Map<string, Child>): Promise<void> {
  const stop = async (names: string[], limitMs: number): Promise<void> => {
    await Promise.all(names.map(async (name) => children.get(name)?.stop(limitMs)));
  };
  await stop(['gateway'], STOP_LIMIT_MS.edge);
  await stop(['worker', 'registry', 'dispatch', 'notification', 'assessment'], STOP_LIMIT_MS.services);
  await stop(['temporal'], STOP_LIMIT_MS.temporal);
  await stop(['nats'], STOP_LIMIT_MS.nats);
  await stop(['postgres'], STOP_LIMIT_MS.postgres);
}
