import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onDuty } from '@shaodao/contracts/registry';
import { SEATS } from '@shaodao/domain/case/actor';
import { DUTY_ROLES, type Role } from '@shaodao/domain/register/role';
import { Bus } from '@shaodao/platform/bus';
import { numberBelow, pickOne, randomFrom, type Random } from '@shaodao/registry/seed/random';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { figure, quantile, type Figure } from './figures.js';

const ROUNDS = 5;
const QUESTIONS = 2_000;
const DAY_MS = 86_400_000;
/** Into the past and the future: rosters are asked about as they stood, and as they will stand. */
const DAYS = { before: 10, after: 180 };
const ROLES: readonly Role[] = [...SEATS, ...DUTY_ROLES, 'gridChief', 'attachedCadre', 'districtLiaison'];
const ECHO = 'bench.echo';

/** One question over the broker, of random roles, areas and times, and an echo of the same length, in turn. */
export async function duty(): Promise<Record<string, Figure>> {
  const random = randomFrom(QUESTIONS);
  const areas = await keysOf("SELECT key FROM registry.standing WHERE list IN ('areas', 'grids') ORDER BY key");
  const departments = await keysOf("SELECT body->>'id' AS key FROM registry.standing WHERE list = 'departments' ORDER BY key");
  const bus = await Bus.connect({ url: place.natsUrl, name: 'bench' });
  const echo = await startEcho(JSON.stringify({ response: { personIds: departments.slice(0, 2), via: 'roster' } }));
  const ours: number[][] = [];
  const theirs: number[][] = [];
  let answered = 0;
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const [own, bare]: [number[], number[]] = [[], []];
      for (let nth = 0; nth < QUESTIONS; nth++) {
        const question = ask(random, areas, departments);
        const startedAt = performance.now();
        const { via } = await bus.request(onDuty, question);
        const midway = performance.now();
        (await bus.connection.request(ECHO, JSON.stringify({ pattern: ECHO, id: '1', data: question }), { timeout: 5_000 })).json();
        bare.push(performance.now() - midway);
        own.push(midway - startedAt);
        if (via !== 'nobody') answered++;
      }
      // The first round derives what is kept for all later ones, and reads the register's past once.
      if (round === 0) continue;
      ours.push(own);
      theirs.push(bare);
    }
  } finally {
    echo.kill('SIGTERM');
    await bus.onApplicationShutdown();
  }
  process.stdout.write(`${Math.round((100 * answered) / (QUESTIONS * (ROUNDS + 1)))} % of the questions had somebody on duty\n`);
  const each = (rounds: number[][], share: number): number[] => rounds.map((all) => quantile(all, share));
  const ratios = each(ours, 0.5).map((ms, round) => ms / (each(theirs, 0.5)[round] ?? Number.NaN));
  return {
    'duty.p50Ms': figure(each(ours, 0.5), 'ms, one NATS request', ''),
    'duty.p99Ms': figure(each(ours, 0.99), `ms, one NATS request, ${areas.length} areas and grids`, '<= 5'),
    'duty.echoP50Ms': figure(each(theirs, 0.5), 'ms, a NATS request without any work', ''),
    'duty.echoP99Ms': figure(each(theirs, 0.99), 'ms, a NATS request without any work', ''),
    'duty.ratioToEcho': figure(ratios, 'ratio of the medians', ''),
  };
}

function ask(random: Random, areas: readonly string[], departments: readonly string[]) {
  const seat = pickOne(random, ROLES);
  const ofDepartment = seat === 'departmentDuty' || seat === 'departmentHead';
  const days = numberBelow(random, DAYS.before + DAYS.after) - DAYS.before;
  const at = Date.now() + days * DAY_MS + numberBelow(random, DAY_MS);
  return { seat, areaCode: ofDepartment ? null : pickOne(random, areas), departmentId: ofDepartment ? pickOne(random, departments) : null, at };
}

async function keysOf(sql: string): Promise<string[]> {
  return (await query<{ key: string }>(sql, [])).map(({ key }) => key);
}

async function startEcho(answer: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./bare/echo.js', import.meta.url));
  const echo = spawn(process.execPath, [program, place.natsUrl, ECHO, answer], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    echo.stdout.once('data', () => resolve());
    echo.once('close', () => reject(new Error('the echo ended')));
  });
  return echo;
}
