import { setTimeout as pause } from 'node:timers/promises';
import { caseWorkflowId } from '@shaodao/contracts/case-workflow';
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { randomUUID } from 'node:crypto';
import { report, type Cast } from '../world/case-road.js';
import { inCrowd, ManyCases, untilRecorded } from '../world/many-cases.js';
import { query } from '../world/records.js';
import { startBareEngine, type BareEngine } from './bare/engine.js';
import { figure, quantile, type Figure } from './figures.js';

const DAY_MS = 86_400_000;
/** Time to bring up a herd before its common instant; doubled, with a new herd, when it was not enough. */
const HEAD_START_MS = { first: 8_000, each: 25 };
const TRIES = 4;
/** A herd that was up just before its instant still has work of its start before it. */
const SPARE_MS = 1_000;
const LIMIT_MS = 600_000;
/** Firing is read from so many histories at most. */
const HISTORIES = 2_000;

interface Measured {
  /** From the common instant to when nine in ten had fired, by the engine's own clock. */
  fireP90Ms: number;
  /** To the 99th of a hundred and to the last: recorded for ours, done for bare timers. */
  p99Ms: number;
  lastMs: number;
}

/**
 * So many deadlines of one instant, all cases up before it: when they fired, when all were recorded, and when as many bare
 * timers of one instant were done on the same engine, in turn.
 */
export async function herd(cast: Cast, size: number, rounds: number): Promise<Record<string, Figure>> {
  const model = await report(cast.worker);
  const bare = await startBareEngine();
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      theirs.push(await inTime(size, (headMs) => bareHerd(bare, size, headMs)));
      ours.push(await inTime(size, (headMs) => caseHerd(model.id, size, headMs)));
    }
  } finally {
    await bare.end();
  }
  const ratios = ours.map(({ lastMs }, round) => lastMs / (theirs[round]?.lastMs ?? Number.NaN));
  const aim = (target: string): string => (size === 2_000 ? target : '');
  return {
    [`herd${size}.fireP90Ms`]: figure(ours.map((one) => one.fireP90Ms), `ms, ${size} deadlines of one instant`, aim('<= 2000')),
    [`herd${size}.recordedMs`]: figure(ours.map((one) => one.lastMs), 'ms until all are recorded', aim('<= 12000')),
    [`herd${size}.bareTimersMs`]: figure(theirs.map((one) => one.lastMs), 'ms until all are done', ''),
    [`herd${size}.ratioToBareTimers`]: figure(ratios, 'ratio', aim('<= 1.5')),
    ...(size === 500 ? { 'timer.herd500P99Ms': figure(ours.map((one) => one.p99Ms), 'ms', '<= 5000') } : {}),
  };
}

/** Measures a herd that was up before its instant; `null` means it was not. */
async function inTime(size: number, measure: (headMs: number) => Promise<Measured | null>): Promise<Measured> {
  let headMs = HEAD_START_MS.first + size * HEAD_START_MS.each;
  for (let tried = 0; tried < TRIES; tried++, headMs *= 2) {
    const measured = await measure(headMs);
    if (measured !== null) return measured;
  }
  throw new Error(`${size} could not be started in ${headMs / 2} ms`);
}

async function caseHerd(modelId: string, size: number, headMs: number): Promise<Measured | null> {
  const after = (ms: number) => ({ unit: 'urgentHour' as const, ms });
  const calm = { grid: after(headMs), community: after(DAY_MS), subdistrict: after(DAY_MS), district: after(DAY_MS) };
  const many = await ManyCases.like(modelId, { ladders: { routine: calm, urgent: calm }, urgeAtShare: null });
  try {
    const at = Date.now();
    const ids = await many.start(size, { at, grade: 'routine' });
    await untilRecorded(ids, 1, LIMIT_MS);
    const early = await come(at + headMs);
    await untilAll(size, async () => {
      const [row] = await query<{ count: number }>(
        'SELECT count(*)::int FROM dispatch.case_row WHERE case_id = ANY($1::uuid[]) AND seq >= 2',
        [ids],
      );
      return row?.count ?? 0;
    });
    const late = await query<{ late: number }>(
      'SELECT (recorded_at - at)::float8 AS late FROM dispatch.case_event WHERE case_id = ANY($1::uuid[]) AND seq = 2',
      [ids],
    );
    await untilRecorded(ids, 2, LIMIT_MS);
    if (!early) return null;
    const seen = await firings(many.client, sample(ids).map(caseWorkflowId));
    return measured(seen.map((one) => one.firedAt), at + headMs, late.map((row) => row.late));
  } finally {
    await many.close();
  }
}

async function bareHerd({ client, taskQueue }: BareEngine, size: number, headMs: number): Promise<Measured | null> {
  const dueAt = Date.now() + headMs;
  const ids = Array.from({ length: size }, () => `bare:${randomUUID()}`);
  await inCrowd(ids, (workflowId) => client.workflow.start('bareTimer', { taskQueue, workflowId, args: [dueAt] }));
  const early = await come(dueAt);
  const before = await ended(client, taskQueue);
  await untilAll(size, async () => (await ended(client, taskQueue)) - before);
  if (!early) return null;
  const seen = await firings(client, ids);
  if (seen.some(({ setAt }) => setAt > dueAt)) return null;
  return measured(seen.map((one) => one.firedAt), dueAt, seen.map((one) => one.lastAt - dueAt));
}

/** Waits for the common instant; false when it has passed already, and what follows is no herd. */
async function come(dueAt: number): Promise<boolean> {
  const left = dueAt - Date.now();
  if (left > 0) await pause(left);
  return left > SPARE_MS;
}

/** Asked twice a second: what is measured must not wait for us, nor share its processors with us. */
async function untilAll(size: number, count: () => Promise<number>): Promise<void> {
  for (const endsAt = Date.now() + LIMIT_MS; (await count()) < size; await pause(500)) {
    if (Date.now() > endsAt) throw new Error(`${size} are not done after ${LIMIT_MS} ms`);
  }
}

async function ended(client: Client, taskQueue: string): Promise<number> {
  return (await client.workflow.count(`TaskQueue = "${taskQueue}" AND ExecutionStatus = "Completed"`)).count;
}

function sample(ids: string[]): string[] {
  const step = Math.ceil(ids.length / HISTORIES);
  return ids.filter((_, index) => index % step === 0);
}

/** When the first timer of each was set and fired, and its last event, by the clock of the engine. */
async function firings(client: Client, workflowIds: string[]): Promise<{ setAt: number; firedAt: number; lastAt: number }[]> {
  return inCrowd(workflowIds, async (workflowId) => {
    const events = (await client.workflow.getHandle(workflowId).fetchHistory()).events ?? [];
    const at = (event: (typeof events)[number] | undefined): number => (event?.eventTime ? tsToMs(event.eventTime) : Number.NaN);
    return {
      setAt: at(events.find((event) => event.timerStartedEventAttributes)),
      firedAt: at(events.find((event) => event.timerFiredEventAttributes)),
      lastAt: at(events.at(-1)),
    };
  });
}

function measured(firedAt: number[], dueAt: number, late: number[]): Measured {
  return {
    fireP90Ms: quantile(firedAt, 0.9) - dueAt,
    p99Ms: quantile(late, 0.99),
    lastMs: Math.max(...late),
  };
}
