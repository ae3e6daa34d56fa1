import { randomUUID } from 'node:crypto';
import { armedTeams, callPart, callVolunteers, followActivation, freezeRoster, recordActivation, tellTasks } from '@shaodao/contracts/activation-work';
import {
  ACTIVATION_WORKFLOW,
  activationWorkflowId,
  COORDINATOR_WORKFLOW,
  coordinatorWorkflowId,
  STAND_DOWN,
  VOLUNTEERS,
  type ActivationStart,
  type CoordinatorStart,
  type ToldVolunteers,
} from '@shaodao/contracts/activation-workflow';
import type { RequestContract } from '@shaodao/contracts/contract';
import { CodedError } from '@shaodao/contracts/errors';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import { leader, pressOf, rules } from '@shaodao/domain/activation/fixture/activation';
import type { Bus } from '@shaodao/platform/bus';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Engine, until } from '../fixture/engine.js';
import { activationActivities } from './activities.js';

/** Dispatch is a list in memory that answers as dispatch does. */
interface Told {
  nth: number;
  dueAt: number;
  to: string;
}
let told: Told[] = [];
let events: ActivationEvent[] = [];
/** So many of the next messages fail. */
let away = 0;
let engine: Engine;

async function answer({ subject }: RequestContract, input: Told & { events: ActivationEvent[] }): Promise<unknown> {
  switch (subject) {
    case recordActivation.subject:
      events.push(...input.events);
      return null;
    case tellTasks.subject:
      if (away-- > 0) throw new CodedError('UNAVAILABLE');
      told.push(input);
      return { missing: 1 };
    case freezeRoster.subject:
      return { people: 0, teams: 0, coordinators: [] };
    case callVolunteers.subject:
      return { coordinators: [] };
    case callPart.subject:
      return { called: 0 };
    case followActivation.subject:
    case armedTeams.subject:
      return null;
    default:
      throw new Error(subject);
  }
}

beforeAll(async () => {
  const bus = { request: answer } as unknown as Bus;
  engine = await Engine.start(activationActivities(bus));
});
afterAll(() => engine.stop());
beforeEach(() => {
  told = [];
  events = [];
  away = 0;
});

async function coordinate(more: Partial<CoordinatorStart>) {
  const activationId = randomUUID();
  const anchorAt = Date.now();
  const start: CoordinatorStart = { activationId, coordinatorNo: 3, from: 0, until: 1, teams: [], anchorAt, answerByAt: anchorAt + 60_000, waits: false, ...more };
  return { anchorAt, handle: await engine.open(COORDINATOR_WORKFLOW, coordinatorWorkflowId(activationId, 3), start) };
}
const said = (): string[] => told.map(({ nth, to }) => `${nth} ${to}`);

test('tasks that were not reported are told at their own instants, each once: to leaders, and later to those above', async () => {
  const { anchorAt, handle } = await coordinate({ tasks: { limitsMs: [200, 700], againMs: 300 } });
  await until(() => told.length === 4);
  expect(said()).toEqual(['0 leader', '0 above', '1 leader', '1 above']);
  expect(told.map(({ dueAt }) => dueAt - anchorAt)).toEqual([200, 200, 700, 700]);
  await handle.signal(STAND_DOWN);
  await handle.result();
  expect(told).toHaveLength(4);
});

test('a channel that is away loses no instant, and a run that goes on tells only what is left', async () => {
  away = 3;
  const { handle } = await coordinate({ tasks: { limitsMs: [100, 200, 300], againMs: null }, resumed: { tally: null, tellings: 1 } });
  await until(() => told.length === 2);
  expect(said()).toEqual(['1 leader', '2 leader']);
  await handle.signal(STAND_DOWN);
  await handle.result();
});

test('nobody is told after the stand-down, nor where the activation began under a release that told nobody', async () => {
  const [standing, older] = await Promise.all([coordinate({ tasks: { limitsMs: [60_000], againMs: null } }), coordinate({})]);
  for (const { handle } of [standing, older]) {
    await handle.signal(STAND_DOWN);
    await handle.result();
  }
  expect(told).toEqual([]);
});

test('a step that calls volunteers ends with a count that meets its need; the same count again changes nothing', async () => {
  const activationId = randomUUID();
  const step = { code: 'call', wave: 1, kind: 'callVolunteers' as const, limitMs: 60_000, needs: [], hasUndo: false, people: 3 };
  const start: ActivationStart = {
    press: pressOf({ activationId, at: Date.now(), breakGlass: true, actor: leader('centreLeader') }),
    rules: { ...rules, steps: [step], firstReportMs: null, furtherReportMs: null },
  };
  const handle = await engine.open(ACTIVATION_WORKFLOW, activationWorkflowId(activationId, 0), start);
  const ends = (): ActivationEvent[] => events.filter(({ fact }) => fact.type === 'stepDone');
  await until(() => events.some(({ fact }) => fact.type === 'stepStarted'));
  for (const come of [2, 3, 3, 4]) await handle.signal<[ToldVolunteers]>(VOLUNTEERS, { code: 'call', come, countedAt: Date.now() });
  await until(() => ends().length > 0);
  await handle.signal<[ToldVolunteers]>(VOLUNTEERS, { code: 'call', come: 5, countedAt: Date.now() });
  expect(ends()).toMatchObject([{ actor: null, fact: { code: 'call', come: 3 } }]);
  await handle.terminate();
});
