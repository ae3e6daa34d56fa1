import { CASE_MODE, CASE_SET_MODE } from '@shaodao/contracts/case-workflow';
import type { RequestContract } from '@shaodao/contracts/contract';
import { CodedError } from '@shaodao/contracts/errors';
import { MODE_WORKFLOW, modeWorkflowId } from '@shaodao/contracts/mode-workflow';
import { beginMode, endMode, modeBehind, modePage, switchCases } from '@shaodao/contracts/modes';
import { officeHours, policy, rules } from '@shaodao/domain/case/fixture/district';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import type { Bus } from '@shaodao/platform/bus';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Engine, until } from '../fixture/engine.js';
import { modeActivities } from './activities.js';

/** The real paging over real cases; dispatch is a list in memory that answers as dispatch does. */
class Dispatch {
  readonly open: string[] = [];
  begun = 0;
  ended = 0;
  /** How often each case was told. */
  readonly told = new Map<string, number>();
  /** So many of the next questions fail. */
  away = 0;
  /** Cases that do not answer the first time. */
  readonly deaf = new Set<string>();
  onPage: () => Promise<void> | void = () => undefined;

  constructor(private readonly order: ModeOrder) {}

  async answer(contract: RequestContract, input: { after: string | null; caseIds: string[] }): Promise<unknown> {
    switch (contract.subject) {
      case beginMode.subject:
        this.begun++;
        return null;
      case endMode.subject:
        this.ended++;
        return null;
      case modeBehind.subject:
        return { behind: this.left().length };
      case modePage.subject:
        return this.page(input.after ?? '');
      case switchCases.subject:
        return this.tell(input.caseIds);
      default:
        throw new Error(contract.subject);
    }
  }

  /** By what is recorded of it. */
  private left(): string[] {
    const to = this.order.emergency === null ? 'peace' : 'emergency';
    return this.open.filter((id) => modeOf(id) !== to).toSorted();
  }

  private async page(after: string): Promise<{ caseIds: string[] }> {
    await this.onPage();
    if (this.away-- > 0) throw new CodedError('UNAVAILABLE');
    return { caseIds: this.left().filter((id) => id > after).slice(0, 3) };
  }

  private async tell(caseIds: readonly string[]): Promise<null> {
    if (this.away-- > 0) throw new CodedError('UNAVAILABLE');
    for (const id of caseIds) {
      this.told.set(id, (this.told.get(id) ?? 0) + 1);
      if (this.deaf.delete(id)) continue;
      await engine.client.workflow.getHandle(`case:${id}`).executeUpdate<null, [ModeOrder]>(CASE_SET_MODE, { args: [{ ...this.order, at: Date.now() }] });
    }
    return null;
  }
}

let engine: Engine;
let dispatch: Dispatch;
let epoch = 0;

const flood = (): ModeOrder => ({ epoch: ++epoch, emergency: { activationId: 'flood', level: 'II', suspendRoutine: false } });
const peace = (): ModeOrder => ({ epoch: ++epoch, emergency: null });

function modeOf(id: string): string {
  const fact = engine.lines(id).findLast((line) => line.fact.type === 'modeChanged')?.fact;
  return fact?.type === 'modeChanged' ? fact.to : 'peace';
}
const changesOf = (id: string) => engine.lines(id).filter(({ fact }) => fact.type === 'modeChanged');

beforeAll(async () => {
  const bus = { request: (contract: RequestContract, input: never) => dispatch.answer(contract, input) } as unknown as Bus;
  engine = await Engine.start(modeActivities(bus));
});
afterAll(() => engine.stop());
beforeEach(() => {
  dispatch = new Dispatch(flood());
});

async function begin(mode?: ModeOrder): Promise<string> {
  const hour = { unit: 'workHour' as const, ms: 3_600_000 };
  const day = { grid: hour, community: hour, subdistrict: hour, district: hour };
  const calm = { ...policy, ladders: { routine: day, urgent: day, emergency: day } };
  const { id } = await engine.begin({ policy: calm, calendar: { ...rules.calendar, id: officeHours.id } }, {}, mode);
  await until(() => engine.lines(id).length > 0);
  return id;
}

const run = (): Promise<void> => engine.run(MODE_WORKFLOW, modeWorkflowId(epoch + Math.random()), { epoch });

describe('a change of mode', () => {
  test('tells every open case once, and goes through a second time for those born meanwhile', async () => {
    for (let count = 0; count < 7; count++) dispatch.open.push(await begin());
    let late: string | null = null;
    dispatch.onPage = async () => {
      if (late !== null) return;
      late = '';
      late = await begin();
      // Behind where the first pass already is.
      dispatch.open.push(late);
    };
    await run();
    expect([dispatch.begun, dispatch.ended]).toEqual([1, 1]);
    for (const id of dispatch.open) expect([changesOf(id).length, modeOf(id), dispatch.told.get(id)]).toEqual([1, 'emergency', 1]);
    const { open } = dispatch;
    dispatch = new Dispatch(peace());
    dispatch.open.push(...open);
    await run();
    for (const id of open) expect([changesOf(id).length, modeOf(id)]).toEqual([2, 'peace']);
  }, 60_000);

  test('goes on where it was when dispatch is away for a while', async () => {
    for (let count = 0; count < 4; count++) dispatch.open.push(await begin());
    dispatch.away = 7;
    await run();
    for (const id of dispatch.open) expect([changesOf(id).length, modeOf(id)]).toEqual([1, 'emergency']);
  }, 60_000);
});

test('a case that does not answer keeps no other waiting, and is told by the next pass', async () => {
  for (let count = 0; count < 4; count++) dispatch.open.push(await begin());
  const [deaf = ''] = dispatch.open;
  dispatch.deaf.add(deaf);
  await run();
  for (const id of dispatch.open) expect([changesOf(id).length, dispatch.told.get(id)]).toEqual([1, id === deaf ? 2 : 1]);
}, 60_000);

test('an order by the signal of an earlier release is taken as well', async () => {
  const id = await begin();
  await engine.client.workflow.getHandle(`case:${id}`).signal<[ModeOrder]>(CASE_MODE, flood());
  await until(() => modeOf(id) === 'emergency');
}, 60_000);

test('a case that starts in an emergency has it as its second line, at the instant of its report', async () => {
  const id = await begin(flood());
  await until(() => engine.lines(id).length > 1);
  const [reported, changed] = engine.lines(id);
  expect([changed?.fact.type, changed?.at, changed?.seq]).toEqual(['modeChanged', reported?.at, 2]);
});
