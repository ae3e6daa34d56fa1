import { act, person, reported } from '@shaodao/domain/case/fixture/district';
import type { CaseEvent } from '@shaodao/domain/case/event';
import type { CaseState } from '@shaodao/domain/case/state';
import { rowOf, taskRowsOf } from '@shaodao/dispatch/record/row';
import type { ReadCase } from '@shaodao/dispatch/verify/records.store';
import { rebuildFaults } from '@shaodao/dispatch/verify/rebuilt';
import { describe, expect, test } from '@jest/globals';

/** A case with a task, signed late, and lifted to the community. */
function walked(): { state: CaseState; events: CaseEvent[] } {
  const events: CaseEvent[] = [];
  let { state } = keep(reported());
  const duty = person('departmentDuty', 'one', 'water');
  state = keep(act(state, person('gridWorker'), { command: 'accept' })).state;
  state = keep(act(state, person('gridWorker'), { command: 'escalate' })).state;
  state = keep(act(state, person('subdistrictDuty'), { command: 'whistle', kind: 'advance', departments: [{ departmentId: 'water', part: 'lead' }] })).state;
  state = keep(act(state, duty, { command: 'sign' })).state;
  return { state, events };

  function keep(applied: { state: CaseState; events: CaseEvent[] }) {
    events.push(...applied.events);
    return applied;
  }
}

function stored({ state, events }: { state: CaseState; events: CaseEvent[] }, change: Partial<ReadCase> = {}): ReadCase {
  const { state: _, ...row } = rowOf(state);
  return {
    caseId: state.caseId,
    kept: { number: '1', rulesRef: state.rulesRef, keptAt: 0, title: '', description: '', lng: null, lat: null },
    row: { ...row, seq: state.seq, number: '1', title: '' },
    // As a table gives it back.
    state: JSON.parse(JSON.stringify(state)) as CaseState,
    lastHash: '',
    tasks: taskRowsOf(state),
    lines: events.map((event) => ({ seq: event.seq, caseId: event.caseId, at: event.at, commandId: null, textId: null, event, hash: '', dueHash: '', text: null })),
    ...change,
  };
}
const pathsOf = (read: ReadCase): unknown[] => rebuildFaults(read).map(({ fault, path }) => `${fault} ${path}`);

describe('a stored state', () => {
  test('that its history leads to has no fault', () => {
    expect(rebuildFaults(stored(walked()))).toEqual([]);
  });

  test('of the first release, which knew less, has none either; what it knew is compared whole', () => {
    const { state, events } = walked();
    const first = firstWritten(state);
    expect(rebuildFaults(stored({ state, events }, { state: first }))).toEqual([]);
    const { handlerIds: _, ...gone } = first;
    expect(pathsOf(stored({ state, events }, { state: { ...gone, reworks: 2 } as ReadCase['state'] }))).toEqual(['state reworks', 'state handlerIds']);
    const tasks = first.tasks?.map((task) => ({ ...task, personIds: [] }));
    expect(pathsOf(stored({ state, events }, { state: { ...first, tasks } as ReadCase['state'] }))).toEqual(['state tasks[0].personIds[0]']);
  });

  test('cannot pass for one of the first release by leaving out the rules it names', () => {
    const { state, events } = walked();
    const { rulesRef: _, ...without } = state;
    expect(pathsOf(stored({ state, events }, { state: without }))).toContain('state levelSince');
  });
});

/** As the first release wrote it. */
function firstWritten(state: CaseState): NonNullable<ReadCase['state']> {
  const { caseId, seq, stage, level, grade, place, reporterId, reportedAt, closedAt, whistle, deadlines, handlerIds, reworks, missedLevels, supervisions } = state;
  const { code, name, closing } = state.category;
  const tasks = state.tasks.map(({ departmentId, part, state: step, dispatchedAt, personIds, missed }) => ({ departmentId, part, state: step, dispatchedAt, personIds, missed }));
  return JSON.parse(
    JSON.stringify({ caseId, seq, stage, level, grade, category: { code, name, closing }, place, reporterId, reportedAt, closedAt, whistle, tasks, deadlines, handlerIds, reworks, missedLevels, supervisions }),
  ) as NonNullable<ReadCase['state']>;
}
