import { deadlineKey, type CaseDeadline } from '@shaodao/domain/case/deadline';
import { completeState, rebuild } from '@shaodao/domain/case/evolve';
import type { CaseState, CaseTask } from '@shaodao/domain/case/state';
import { rowOf, taskRowsOf } from '../record/row.js';
import { mismatches, type Found } from './finding.js';
import type { ReadCase } from './records.store.js';

/** Whether what is stored of a case is what its history leads to: its state, its row and its tasks' rows. */
export function rebuildFaults(read: ReadCase): Found[] {
  const { row, kept } = read;
  // Without every line there is nothing to compare with, and the gap is named already.
  if (row === null || row.seq !== read.lines.length) return [];
  const rebuilt = rebuiltOf(read);
  if (typeof rebuilt === 'string') return [{ fault: 'notRebuilt', why: `its history cannot be read: ${rebuilt}` }];
  const { state: _, ...columns } = rowOf(rebuilt);
  const stored = Object.fromEntries(Object.keys(columns).map((name) => [name, row[name]]));
  const faults: Found[] = mismatches(stored, columns).map((mismatch) => ({ fault: 'column', why: 'not what its history leads to', ...mismatch, path: `case_row.${mismatch.path}` }));
  if (kept !== null && kept.rulesRef !== firstRulesOf(read)) {
    faults.push({ fault: 'column', why: 'not what its history began with', path: 'case_kept.rules_ref', stored: kept.rulesRef, rebuilt: firstRulesOf(read) });
  }
  return [...stateFaults(read, rebuilt), ...faults, ...taskFaults(read, rebuilt)];
}

function rebuiltOf({ lines }: ReadCase): CaseState | string {
  try {
    return rebuild(lines.map((line) => line.event)) ?? 'it is empty';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function firstRulesOf({ lines }: ReadCase): string | null {
  const fact = lines[0]?.event.fact;
  return fact?.type === 'reported' ? `${fact.policy}/${fact.calendar}` : null;
}

function stateFaults({ state, kept }: ReadCase, rebuilt: CaseState): Found[] {
  if (state === null) return [];
  const compared = state.rulesRef === undefined ? asFirstWritten(state, rebuilt) : { stored: asToldThen(completed(state, kept), rebuilt), rebuilt };
  return mismatches(compared.stored, compared.rebuilt).map((mismatch) => ({ fault: 'state', why: 'not what its history leads to', ...mismatch }));
}

function completed(state: Stored, kept: ReadCase['kept']): CaseState {
  return completeState(state, kept?.rulesRef ?? '');
}

type Stored = NonNullable<ReadCase['state']>;

const FIRST_STATE = [
  'caseId',
  'seq',
  'stage',
  'level',
  'grade',
  'category',
  'place',
  'reporterId',
  'reportedAt',
  'closedAt',
  'whistle',
  'tasks',
  'deadlines',
  'handlerIds',
  'reworks',
  'missedLevels',
  'supervisions',
] as const satisfies (keyof CaseState)[];
const FIRST_TASK = ['departmentId', 'part', 'state', 'dispatchedAt', 'personIds', 'missed'] as const satisfies (keyof CaseTask)[];

/** A state that the first release wrote knows less: what it knew is compared, all of it and nothing besides. */
function asFirstWritten(state: Stored, rebuilt: CaseState): { stored: unknown; rebuilt: unknown } {
  const { category } = completeState(state, '');
  const tasks = rebuilt.tasks.map((task) => picked(task, FIRST_TASK));
  return { stored: { ...state, category }, rebuilt: { ...picked(rebuilt, FIRST_STATE), tasks } };
}

const SINCE = ['fromAt', 'limits', 'missedAt'];

/** Lines of the first release do not say where a deadline counts from; a case that lives on since then knows it all the same. */
function asToldThen(stored: CaseState, rebuilt: CaseState): CaseState {
  const told = new Map(rebuilt.deadlines.map((deadline) => [deadlineKey(deadline), deadline]));
  const deadlines = stored.deadlines.map((deadline) => {
    const line = told.get(deadlineKey(deadline));
    if (line === undefined || line.fromAt !== undefined) return deadline;
    return Object.fromEntries(Object.entries(deadline).filter(([name]) => name in line || !SINCE.includes(name))) as unknown as CaseDeadline;
  });
  return { ...stored, deadlines };
}

function picked<T extends object, Name extends keyof T>(value: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Pick<T, Name>;
}

function taskFaults({ tasks }: ReadCase, rebuilt: CaseState): Found[] {
  const byDepartment = (rows: readonly Record<string, unknown>[]) => Object.fromEntries(rows.map((row) => [String(row['department_id']), row]));
  return mismatches(byDepartment(tasks), byDepartment(taskRowsOf(rebuilt))).map((mismatch) => ({
    fault: 'task',
    why: 'not what its history leads to',
    ...mismatch,
    path: `case_task.${mismatch.path}`,
  }));
}
