import { randomUUID } from 'node:crypto';
import { report, type Cast } from '../world/case-road.js';
import { ManyCases, untilRecorded } from '../world/many-cases.js';
import { leftAt, Modes, recorded } from '../world/modes.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';
import { figure, type Figure } from './figures.js';

const CASES = 5_000;
const ROUNDS = 2;
const LIMIT_MS = 600_000;
const DISTRICT = '511703';

/**
 * The district goes into an emergency while 5,000 cases are open in it, and back: from the request until every case has
 * switched and its record says so. What each has left afterwards is compared with what it had, to the millisecond.
 */
export async function mode({ worker }: Cast): Promise<Record<string, Figure>> {
  const day = { unit: 'workHour' as const, ms: 40 * 3_600_000 };
  const tiers = { grid: day, community: day, subdistrict: day, district: day };
  const many = await ManyCases.like((await report(worker)).id, { ladders: { routine: tiers, urgent: tiers, emergency: tiers } });
  const modes = await Modes.connect();
  const rounds: { there: number; back: number; restMs: number }[] = [];
  try {
    const ids = await many.start(CASES, { at: Date.now(), grade: 'routine' });
    await untilRecorded(ids, 1, LIMIT_MS);
    for (let round = 0; round < ROUNDS; round++) rounds.push(await thereAndBack(modes, ids));
  } finally {
    await modes.close();
    await many.close();
  }
  return {
    'mode.switch5000Ms': figure(rounds.map(({ there }) => there), `ms until all of ${CASES} open cases have switched`, '<= 60000'),
    'mode.back5000Ms': figure(rounds.map(({ back }) => back), 'ms until all are back at peace, each with what it had left', '<= 60000'),
    'mode.restDifferenceMs': figure(rounds.map(({ restMs }) => restMs), 'ms between what was left before and after, the largest of all deadlines', '0'),
  };
}

async function thereAndBack(modes: Modes, ids: string[]): Promise<{ there: number; back: number; restMs: number }> {
  const activationId = randomUUID();
  const ours = () => recorded('r.case_id = ANY($1::uuid[])', [ids]);
  const before = new Map((await ours()).map((one) => [one.state.caseId, one]));
  const asked = Date.now();
  await modes.raise(activationId, [DISTRICT]);
  await allIn(ids, 'emergency');
  const there = Date.now() - asked;
  await modes.done(activationId, LIMIT_MS);
  const begun = new Map((await ours()).map(({ state }) => [state.caseId, state.emergency?.since ?? 0]));
  const lowered = Date.now();
  await modes.lower(activationId, [DISTRICT]);
  await allIn(ids, 'peace');
  const back = Date.now() - lowered;
  await modes.done(activationId, LIMIT_MS);
  const differences = (await ours()).flatMap((now) => {
    const { caseId } = now.state;
    const then = leftAt(before.get(caseId) ?? now, begun.get(caseId) ?? 0);
    const since = leftAt(now, now.last.at);
    return [...new Set([...Object.keys(then), ...Object.keys(since)])].map((key) => Math.abs((then[key] ?? Infinity) - (since[key] ?? Infinity)));
  });
  process.stdout.write(`there in ${there} ms, back in ${back} ms, ${differences.length} deadlines compared\n`);
  return { there, back, restMs: Math.max(...differences) };
}

async function allIn(ids: string[], mode: 'peace' | 'emergency'): Promise<void> {
  await until(
    `${ids.length} cases in ${mode}`,
    async () => {
      const [row] = await query<{ left: number }>(
        `SELECT count(*)::int AS left FROM dispatch.case_row WHERE case_id = ANY($1::uuid[]) AND (mode_level IS NULL) = $2`,
        [ids, mode === 'emergency'],
      );
      return row?.left === 0;
    },
    LIMIT_MS,
  );
}
