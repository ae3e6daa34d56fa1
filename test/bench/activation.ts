import { setTimeout as pause } from 'node:timers/promises';
import type { Activation } from '@shaodao/contracts/activations';
import { teamWorkflowId } from '@shaodao/contracts/activation-workflow';
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { randomUUID } from 'node:crypto';
import { pidOf } from '../world/children.js';
import { CityClient } from '../world/channel-city/client.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { run } from '../world/stack.js';
import { until } from '../world/wait.js';
import { answerAll } from './activation-answers.js';
import { startBareEngine, type BareEngine } from './bare/engine.js';
import { figure, type Figure } from './figures.js';
import { residentMiB } from './memory.js';

const SIZES = [1_500, 5_000, 15_000] as const;
const ROUNDS = 3;
/** The usual window of a plan: nothing is sent within it, everything is made ready. */
const WINDOW_SECONDS = 30;
/** Without confirmation and window, of the largest only. */
const BROKEN_ROUNDS = 2;
const LIMIT_MS = 60_000;
const OURS = ['gateway', 'registry', 'dispatch', 'notification', 'worker', 'temporal'] as const;

interface Crowd {
  plan: string;
  people: number;
  teams: number;
  areas: string[];
}

interface Round {
  handOffMs: number;
  firstMs: number;
  firstFromPressMs: number;
  armedMs: number;
  taskMs: number;
  /** From when the roster was frozen to the last team's timer. */
  treeMs: number;
  bareMs: number;
}

/**
 * 一键启动 of 1,500, 5,000 and 15,000 people against a work app that keeps its vendor's limits, all instants from when it takes
 * effect; as many bare workflows on the same engine, in turn; then everybody of the largest answers within a minute.
 */
export async function activation(): Promise<Record<string, Figure>> {
  const boss = await person('centreLeader');
  const bare = await startBareEngine();
  const figures: Record<string, Figure> = {};
  try {
    for (const size of SIZES) {
      const crowd = await crowdOf(size);
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const last = size === SIZES[2] && round === ROUNDS - 1;
        rounds.push(await measure(boss, bare, { crowd, answers: last ? figures : null }));
      }
      Object.assign(figures, figuresOf(size, crowd, rounds));
      if (size === SIZES[2]) Object.assign(figures, await brokenOpen(boss, bare, crowd));
    }
  } finally {
    await bare.end();
  }
  return figures;
}

/** 破窗: in force at the press, so that the roster is frozen and the teams are started behind it. */
async function brokenOpen(boss: Person, bare: BareEngine, crowd: Crowd): Promise<Record<string, Figure>> {
  const rounds: Round[] = [];
  for (let round = 0; round < BROKEN_ROUNDS; round++) rounds.push(await measure(boss, bare, { crowd, answers: null, breakGlass: true }));
  const unit = `ms from the press alone, ${crowd.people} people`;
  return {
    'activation.brokenHandOffMs': figure(rounds.map((round) => round.handOffMs), unit, ''),
    'activation.brokenArmedMs': figure(rounds.map((round) => round.armedMs), `${unit}, ${crowd.teams} teams`, ''),
  };
}

async function crowdOf(people: number): Promise<Crowd> {
  const args = ['--people', String(people), '--plan', `FX${people}`, '--cancel-seconds', String(WINDOW_SECONDS)];
  const { code, output } = await run('apps/registry/dist/seed/crowd/main.js', args, { DATABASE_URL: place.databaseUrl });
  if (code !== 0) throw new Error(output);
  // Registry looks once a second.
  await pause(3_000);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Crowd;
}

async function measure(boss: Person, bare: BareEngine, { crowd, answers, breakGlass = false }: { crowd: Crowd; answers: Record<string, Figure> | null; breakGlass?: boolean }): Promise<Round> {
  const city = new CityClient(place.cityUrl);
  await city.clear();
  const bareMs = await bareTree(bare, crowd);
  const { plan: planId, areas, people } = crowd;
  const pressedAt = Date.now();
  const pressed = await boss.post<{ activation: Activation }>('/api/activations', { planId, areas, responseLevel: 'II', reason: '量测', drill: false, breakGlass });
  if (pressed.status !== 201) throw new Error(`press: ${pressed.status} ${JSON.stringify(pressed.body)}`);
  const { id } = pressed.body.activation;
  const see = async (): Promise<Activation> => (await boss.get<Activation>(`/api/activations/${id}`)).body;
  const windowMs = breakGlass ? 0 : WINDOW_SECONDS * 1_000;
  await pause(windowMs);
  const state = await until('everybody called', async () => {
    const now = await see();
    return now.tally.called === people ? now : null;
  }, LIMIT_MS);
  const effectiveAt = Date.parse(String(state.effectiveAt));
  const calls = (await city.messages()).filter(({ text }) => text.includes(`【${state.number}】`) && text.includes('集结点'));
  const called = new Set(calls.flatMap(({ addresses }) => addresses));
  await city.assertNothingUnexpected();
  const { armedAt, teams } = await armed(bare.client, id);
  if (teams !== crowd.teams) throw new Error(`${teams} teams for ${crowd.teams}`);
  if (called.size < people) throw new Error(`${called.size} of ${people} called`);
  if (answers !== null) {
    Object.assign(answers, await answerAll(boss, { id, people }));
    for (const name of OURS) answers[`activation.${name}MiB`] = figure([residentMiB(pidOf(name))], `MiB, PSS after an activation of ${people}`, '');
  }
  const [frozen] = await query<{ at: number }>('SELECT frozen_at::float8 AS at FROM dispatch.activation WHERE activation_id = $1', [id]);
  const [task] = await query<{ at: number }>(`SELECT min(recorded_at)::float8 AS at FROM dispatch.activation_event WHERE activation_id = $1 AND event->'fact'->>'type' = 'stepStarted'`, [id]);
  await boss.post(`/api/activations/${id}/stand-down`, { reason: '量测结束' });
  await until('its end for everybody', async () => (await see()).phase !== 'active', LIMIT_MS);
  await pause(5_000);
  const at = calls.map((call) => call.at);
  return {
    handOffMs: Math.max(...at) - effectiveAt,
    firstMs: Math.min(...at) - effectiveAt,
    firstFromPressMs: Math.min(...at) - pressedAt - windowMs,
    armedMs: armedAt - effectiveAt,
    taskMs: (task?.at ?? Number.NaN) - effectiveAt,
    treeMs: armedAt - (frozen?.at ?? Number.NaN),
    bareMs,
  };
}

/** When the last team's timer was armed, by the engine's own clock. */
async function armed(client: Client, activationId: string): Promise<{ armedAt: number; teams: number }> {
  const numbers = (await query<{ no: number }>('SELECT team_no AS no FROM dispatch.activation_team WHERE activation_id = $1', [activationId])).map(({ no }) => no);
  return { armedAt: await lastTimer(client, numbers.map((no) => teamWorkflowId(activationId, no))), teams: numbers.length };
}

async function lastTimer(client: Client, ids: readonly string[]): Promise<number> {
  let last = 0;
  for (let from = 0; from < ids.length; from += 25) {
    const some = await Promise.all(ids.slice(from, from + 25).map((id) => until(`the timer of ${id}`, () => timerOf(client, id), LIMIT_MS)));
    last = Math.max(last, ...some);
  }
  return last;
}

async function timerOf(client: Client, workflowId: string): Promise<number | null> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory().catch(() => null);
  const timer = history?.events?.find((event) => event.timerStartedEventAttributes != null);
  return timer?.eventTime == null ? null : tsToMs(timer.eventTime);
}

/** From the start of the root to the last team's timer, of as many workflows without any work. */
async function bareTree({ client, taskQueue }: BareEngine, { teams, people }: Crowd): Promise<number> {
  const coordinators = Math.ceil(people / 1_000);
  const each = Math.ceil(teams / coordinators);
  const workflowId = `bare-tree-${randomUUID()}`;
  const startedAt = Date.now();
  await client.workflow.start('bareTree', { taskQueue, workflowId, args: [{ coordinators, teams: each, depth: 0 }] });
  const ids = Array.from({ length: coordinators }, (_, one) => Array.from({ length: each }, (__, two) => `${workflowId}:${one}:${two}`)).flat();
  await pause(1_000 + teams * 10);
  const last = await lastTimer(client, ids);
  for (const id of ids) await client.workflow.getHandle(id).signal('end');
  return ((last - startedAt) / ids.length) * teams;
}

function figuresOf(size: number, { teams }: Crowd, rounds: readonly Round[]): Record<string, Figure> {
  const each = (name: keyof Round): number[] => rounds.map((round) => round[name]);
  const unit = `ms from effect, ${size} people`;
  return {
    [`activation.handOff${size}Ms`]: figure(each('handOffMs'), unit, size === 15_000 ? '<= 2000' : ''),
    [`activation.first${size}Ms`]: figure(each('firstMs'), unit, ''),
    [`activation.armed${size}Ms`]: figure(each('armedMs'), `${unit}, ${teams} teams`, size === 15_000 ? '<= 6000' : ''),
    ...(size === 15_000
      ? {
          'activation.pressToFirstMs': figure(each('firstFromPressMs'), `ms from the press, without its window of ${WINDOW_SECONDS} s`, ''),
          'activation.firstTaskMs': figure(each('taskMs'), unit, '<= 1000'),
          'activation.treeMs': figure(each('treeMs'), `ms from the frozen roster to the last timer, ${teams} teams and their parents`, ''),
          'activation.bareTreeMs': figure(each('bareMs'), `ms, ${teams} bare workflows and their parents`, ''),
          'activation.ratioToBareEngine': figure(rounds.map(({ bareMs, treeMs }) => bareMs / treeMs), 'ratio of the times from the start of the tree until all timers are armed', '>= 0.5'),
        }
      : {}),
  };
}
