import { CASE_RECORDED, type RecordedLines } from '@shaodao/contracts/case-workflow';
import { act, person, rules } from '@shaodao/domain/case/fixture/district';
import type { CaseRules } from '@shaodao/domain/policy';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { Engine, eventTypes, give, ladderOf, until } from '../fixture/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());

const withPolicy = (change: Partial<CaseRules['policy']>): CaseRules => ({ ...rules, policy: { ...rules.policy, ...change } });

describe('the case on the real engine', () => {
  test('when nobody acts it climbs each tier once, in order, and each tier is to be told', async () => {
    const { id, handle } = await engine.begin(withPolicy({ ladders: ladderOf(0.3) }));
    await until(() => engine.lines(id).some((line) => line.fact.type === 'supervised'));
    const climbed = engine.lines(id).filter((line) => line.fact.type === 'escalated');
    expect(climbed.map((line) => [line.level, engine.told.get(`${id}:${line.seq}`)])).toEqual([
      ['community', ['communitySecretary']],
      ['subdistrict', ['subdistrictDuty']],
      ['district', ['districtLeader']],
    ]);
    expect(engine.lines(id).map((line) => line.seq)).toEqual(engine.lines(id).map((_, index) => index + 1));
    // Instants come from the case, not from processing: each 300 ms after the one before.
    expect(climbed.map((line) => line.at - (engine.lines(id)[0]?.at ?? 0))).toEqual([300, 600, 900]);
    await handle.terminate();
  });

  test('a refused command answers with its code and leaves nothing in the history', async () => {
    const { handle } = await engine.begin(rules);
    await give(handle, person('gridWorker'), { command: 'accept' });
    const before = (await eventTypes(handle)).length;
    const refused = await give(handle, person('gridWorker'), { command: 'close' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((refused as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'WRONG_STAGE' });
    expect((await eventTypes(handle)).length).toBe(before);
    await handle.terminate();
  });

  test('the same command twice is one act', async () => {
    const { id, handle } = await engine.begin(rules);
    const [first, second] = await Promise.all([1, 2].map(() => give(handle, person('gridWorker'), { command: 'accept' }, 'key')));
    expect(second).toEqual(first);
    await until(() => engine.lines(id).length === 3);
    await handle.terminate();
  });

  test('while the record cannot be written commands go on, and all lines arrive in order afterwards', async () => {
    const { id, handle } = await engine.begin(rules);
    await until(() => engine.lines(id).length === 1);
    engine.refuseRecords = 4;
    const state = await give(handle, person('gridWorker'), { command: 'accept' });
    expect(state.stage).toBe('dispatch');
    await give(handle, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [] });
    await give(handle, person('departmentDuty', 'one', 'water'), { command: 'sign' });
    await until(() => engine.lines(id).length === 5);
    expect(engine.lines(id).map((line) => line.seq)).toEqual([1, 2, 3, 4, 5]);
    await handle.terminate();
  });

  test('never two timers at once, and a later deadline leaves the armed one standing', async () => {
    const { id, handle } = await engine.begin(rules);
    await give(handle, person('gridWorker'), { command: 'accept' });
    await give(handle, person('gridWorker'), { command: 'finish' });
    await give(handle, person('communitySecretary'), { command: 'verify', passed: true });
    await give(handle, person('communitySecretary'), { command: 'close' });
    await handle.result();
    expect(engine.lines(id).at(-1)?.fact.type).toBe('closed');
    let open = 0;
    for (const type of await eventTypes(handle)) {
      if (type === 'timerStartedEventAttributes') open++;
      if (type === 'timerFiredEventAttributes' || type === 'timerCanceledEventAttributes') open--;
      expect(open).toBeLessThanOrEqual(1);
    }
    expect((await eventTypes(handle)).filter((type) => type === 'timerStartedEventAttributes')).toHaveLength(1);
  });

  test('lines of the record that the run does not know become its own, once, and it goes on behind them', async () => {
    const { id, handle } = await engine.begin(rules);
    const state = await give(handle, person('gridWorker'), { command: 'accept' });
    const whistled = act(state, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [] }, Date.now());
    // With lines it knows, and twice.
    const all: RecordedLines = { lines: [...engine.lines(id), ...whistled.events], rules };
    await handle.signal(CASE_RECORDED, all);
    await handle.signal(CASE_RECORDED, all);
    const signed = await give(handle, person('departmentDuty', 'one', 'water'), { command: 'sign' });
    const repeated = await give(handle, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [] }, whistled.events[0]?.commandId ?? '');
    expect(signed.seq).toBe(whistled.state.seq + 1);
    expect(repeated).toEqual(signed);
    expect(signed.deadlines).toEqual(expect.arrayContaining(whistled.state.deadlines.filter((one) => one.departmentId === 'power')));
    // Written again as any line is: the record passes over what it has.
    await until(() => engine.lines(id).some((line) => line.seq === signed.seq));
    expect(engine.lines(id).map((line) => line.seq)).toEqual([1, 2, 3, 4, 5]);
    await handle.terminate();
  });

  test('a cancel request from outside does not end a case', async () => {
    const { handle } = await engine.begin(rules);
    await handle.cancel();
    const state = await give(handle, person('gridWorker'), { command: 'accept' });
    expect(state.stage).toBe('dispatch');
    await handle.terminate();
  });
});
