import { randomUUID } from 'node:crypto';
import { CASE_REPLAN } from '@shaodao/contracts/case-workflow';
import type { RequestContract } from '@shaodao/contracts/contract';
import { CodedError } from '@shaodao/contracts/errors';
import { beginReplan, endReplan, replanCase, replanPage } from '@shaodao/contracts/replan';
import { REPLAN_WORKFLOW, replanWorkflowId } from '@shaodao/contracts/replan-workflow';
import { officeHours, person, policy, rules } from '@shaodao/domain/case/fixture/district';
import type { NewRules } from '@shaodao/domain/case/replan';
import type { Bus } from '@shaodao/platform/bus';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine } from '../fixture/engine.js';
import { replanActivities } from './activities.js';

/** The real paging over real cases; dispatch is a list in memory that answers as dispatch does. */
class Dispatch {
  readonly open: string[] = [];
  readonly done = new Map<string, number>();
  /** How often each case was asked for. */
  readonly asked = new Map<string, number>();
  begun = 0;
  ended = 0;
  /** What happens besides, before a case is moved. */
  before: (caseId: string) => Promise<void> | void = () => undefined;
  broken = new Set<string>();

  async answer(contract: RequestContract, input: { caseId: string; after: string | null; limit: number }): Promise<unknown> {
    switch (contract.subject) {
      case beginReplan.subject:
        this.begun++;
        return null;
      case endReplan.subject:
        this.ended++;
        return null;
      case replanPage.subject: {
        const left = this.open.toSorted().filter((id) => id > (input.after ?? '') && !this.done.has(id));
        return { caseIds: left.slice(0, Math.min(input.limit, 3)) };
      }
      case replanCase.subject:
        return this.replan(input.caseId);
      default:
        throw new Error(contract.subject);
    }
  }

  private async replan(caseId: string): Promise<{ outcome: string; moved: number }> {
    this.asked.set(caseId, (this.asked.get(caseId) ?? 0) + 1);
    await this.before(caseId);
    if (this.broken.has(caseId)) return { outcome: 'failed', moved: 0 };
    const next: NewRules = { commandId: `replan of ${caseId}`, actor: person('districtLeader'), calendar: officeHours };
    const moved = await engine.client.workflow
      .getHandle(`case:${caseId}`)
      .executeUpdate<number, [NewRules]>(CASE_REPLAN, { args: [next], updateId: next.commandId });
    this.done.set(caseId, moved);
    return { outcome: 'moved', moved };
  }
}

let engine: Engine;
let dispatch: Dispatch;

beforeAll(async () => {
  const bus = { request: (contract: RequestContract, input: never) => dispatch.answer(contract, input) } as unknown as Bus;
  engine = await Engine.start(replanActivities(bus));
});

afterAll(() => engine.stop());

/** A case whose clock runs in working hours, so that another calendar moves it. */
async function begin(): Promise<string> {
  const hour = { unit: 'workHour' as const, ms: 3_600_000 };
  const routine = { grid: hour, community: hour, subdistrict: hour, district: hour };
  const inShifts = { ...rules, policy: { ...policy, ladders: { ...policy.ladders, routine } } };
  const { id } = await engine.begin(inShifts, { grade: 'routine' });
  dispatch.open.push(id);
  return id;
}

async function replanAll(): Promise<void> {
  const replanId = randomUUID();
  await engine.run(REPLAN_WORKFLOW, replanWorkflowId(replanId), { replanId });
  await Promise.all(dispatch.open.map((id) => engine.client.workflow.getHandle(`case:${id}`).terminate()));
}

async function several(count: number): Promise<string[]> {
  dispatch = new Dispatch();
  return Promise.all(Array.from({ length: count }, begin));
}

const replanned = (id: string): number => engine.lines(id).filter(({ fact }) => fact.type === 'replanned').length;

describe('a re-plan on the real engine', () => {
  test('moves every open case once, page by page', async () => {
    const ids = await several(8);
    await replanAll();
    expect(ids.map(replanned)).toEqual(ids.map(() => 1));
    expect([dispatch.begun, dispatch.ended]).toEqual([1, 1]);
    expect([...dispatch.asked.values()]).toEqual(ids.map(() => 1));
  });

  test('a case born while it goes through the others is found by the second pass', async () => {
    await several(4);
    let late: Promise<string> | undefined;
    // Its id may lie behind the place the pass has reached.
    dispatch.before = async () => void (await (late ??= begin()));
    await replanAll();
    expect(replanned((await late) ?? '')).toBe(1);
  });

  test('dispatch that goes away in the middle is asked again, and no case moves twice', async () => {
    const ids = await several(8);
    let asked = 0;
    // Long enough that a case is given up for the moment, and the engine tries the page again.
    dispatch.before = () => {
      if (++asked > 3 && asked < 60) throw new CodedError('UNAVAILABLE');
    };
    await replanAll();
    expect(ids.map(replanned)).toEqual(ids.map(() => 1));
    expect(asked).toBeGreaterThan(ids.length);
  });

  test('a case that cannot be moved is tried in every pass, holds up no other, and ends the re-plan all the same', async () => {
    const [broken = '', ...others] = await several(4);
    dispatch.broken.add(broken);
    await replanAll();
    expect(others.map(replanned)).toEqual([1, 1, 1]);
    expect([replanned(broken), dispatch.asked.get(broken), dispatch.ended]).toEqual([0, 5, 1]);
  });
});
