import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Limit } from '@shaodao/domain/limit';
import type { StoredPolicy } from '@shaodao/domain/stored-rules';
import { report } from './case-road.js';
import { ManyCases, untilRecorded } from './many-cases.js';
import { person } from './people.js';
import { query } from './records.js';
import { root } from './stack.js';

/** A minute of the district is a second here. */
const SCALE = 60;
/** Cases are reported over so long before everything stops. */
const LEAD_MS = 30_000;
const LIMIT_MS = 120_000;

/** A line of a case's record, as far as the clock is concerned. */
interface ClockLine {
  type: string;
  level: string;
  at: number;
  recordedAt: number;
}
export interface OutageCase {
  reportedAt: number;
  lines: ClockLine[];
  /** Open deadlines after the outage: `kind` or `kind:ref`, and when. */
  open: { kind: string; dueAt: number }[];
}

/** What the district's own ladder of urgent cases says, by offsets from the report at the scale: each line once, in order. */
export const URGENT_LADDER: [type: string, level: string, afterMs: number][] = [
  ['reported', 'grid', 0],
  ['urged', 'grid', 12_000],
  ['escalated', 'community', 15_000],
  ['urged', 'community', 39_000],
  ['escalated', 'subdistrict', 45_000],
  ['urged', 'subdistrict', 93_000],
  ['escalated', 'district', 105_000],
];

/** How many lines of the ladder belong to the time up to an instant. */
export function passedBy(instant: number, reportedAt: number): number {
  return URGENT_LADDER.filter(([, , afterMs]) => reportedAt + afterMs <= instant).length;
}

/**
 * Urgent cases under the district's shipped policy at 1:60 while every process is away: `stop` ends the stack, `start`
 * brings it up on the same data and resolves once all its processes are ready.
 */
export async function outage(options: {
  cases: number;
  awayMs: number;
  stop: () => Promise<void>;
  start: () => Promise<unknown>;
}): Promise<{ goneAt: number; readyAt: number; cases: OutageCase[] }> {
  const { cases, awayMs, stop, start } = options;
  const { id } = await report(await person('gridWorker'));
  const many = await ManyCases.like(id, scaledPolicy());
  const reportedAt = new Map<string, number>();
  try {
    for (const endsAt = Date.now() + LEAD_MS; reportedAt.size < cases; await pause(200)) {
      const at = Date.now();
      const due = Math.ceil(cases * Math.min(1, 1 - (endsAt - at) / LEAD_MS)) - reportedAt.size;
      for (const caseId of due <= 0 ? [] : await many.start(due, { at, grade: 'urgent' })) reportedAt.set(caseId, at);
    }
    await untilRecorded([...reportedAt.keys()], 1, LIMIT_MS);
  } finally {
    await many.close();
  }
  await stop();
  const goneAt = Date.now();
  await pause(awayMs);
  await start();
  const readyAt = Date.now();
  await untilCaughtUp(reportedAt, readyAt);
  return { goneAt, readyAt, cases: await look(reportedAt) };
}

/** Asked once a second, and only for how many: who looks must not take the processors from what is looked at. */
async function untilCaughtUp(reportedAt: ReadonlyMap<string, number>, readyAt: number): Promise<void> {
  const ids = [...reportedAt.keys()];
  const passed = [...reportedAt.values()].map((at) => passedBy(readyAt, at));
  for (const endsAt = Date.now() + LIMIT_MS; ; await pause(1_000)) {
    const [row] = await query<{ behind: number }>(
      `SELECT count(*)::int AS behind FROM dispatch.case_row r JOIN unnest($1::uuid[], $2::int[]) AS o (case_id, passed) USING (case_id)
        WHERE r.seq < o.passed`,
      [ids, passed],
    );
    if (row?.behind === 0) return;
    if (Date.now() > endsAt) throw new Error(`${String(row?.behind)} of ${ids.length} cases are behind after ${LIMIT_MS} ms`);
  }
}

/** In one look, so that lines and open deadlines belong together. */
async function look(reportedAt: ReadonlyMap<string, number>): Promise<OutageCase[]> {
  const rows = await query<{ caseId: string; lines: ClockLine[]; deadlines: { kind: string; ref?: string; dueAt: number }[] }>(
    `SELECT r.case_id AS "caseId", r.state->'deadlines' AS deadlines, (
        SELECT json_agg(json_build_object('type', e.event->'fact'->>'type', 'level', e.event->>'level',
          'at', e.at, 'recordedAt', e.recorded_at) ORDER BY e.seq)
        FROM dispatch.case_event e WHERE e.case_id = r.case_id) AS lines
       FROM dispatch.case_row r WHERE r.case_id = ANY($1::uuid[])`,
    [[...reportedAt.keys()]],
  );
  return rows.map(({ caseId, lines, deadlines }) => ({
    reportedAt: reportedAt.get(caseId) ?? Number.NaN,
    lines,
    open: deadlines.map(({ kind, ref, dueAt }) => ({ kind: ref === undefined ? kind : `${kind}:${ref}`, dueAt })),
  }));
}

/** The policy the district is shipped with, every limit divided by the scale and running day and night. */
function scaledPolicy(): Partial<StoredPolicy> {
  const { id: _, ...policy } = scaled(JSON.parse(readFileSync(`${root}apps/registry/data/policy.json`, 'utf8'))) as StoredPolicy;
  return policy;
}

function scaled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scaled);
  if (typeof value !== 'object' || value === null) return value;
  if (isLimit(value)) return { unit: 'urgentHour', ms: Math.round(msOf(value) / SCALE) };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scaled(one)]));
}

function isLimit(value: object): value is Limit {
  return 'unit' in value;
}

const HOUR_MS = 3_600_000;

function msOf(limit: Limit): number {
  if ('ms' in limit) return limit.ms;
  return limit.days * (limit.unit === 'workDay' ? 8 : 24) * HOUR_MS;
}
