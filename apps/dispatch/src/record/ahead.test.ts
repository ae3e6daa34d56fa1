import { act, person, reported } from '@shaodao/domain/case/fixture/district';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { linesAhead } from '@shaodao/dispatch/record/ahead';
import { expect, test } from '@jest/globals';

/** reported, accepted, filed, whistled: each but the first under the command that made it. */
function lived(): CaseEvent[] {
  const { state, events } = reported();
  const accepted = act(state, person('gridWorker'), { command: 'accept' });
  const whistled = act(accepted.state, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [] });
  return [...events, ...accepted.events, ...whistled.events];
}
const events = lived();
const idOf = (seq: number): string => events[seq - 1]?.commandId ?? '';
const ahead = (lines: CaseEvent[], ...taken: string[]): number[] =>
  linesAhead(
    { caseId: 'case', number: '', lines: lines.map((event) => ({ event, recordedAt: event.at })) },
    new Set(taken),
  ).map((line) => line.seq);

test('a run that knows the last command of the record is level with it', () => {
  expect(ahead(events, idOf(2), idOf(4))).toEqual([]);
});

test('a command that the run does not know is ahead, with all of its lines', () => {
  expect(ahead(events.slice(0, 3))).toEqual([2, 3]);
  expect(ahead(events, idOf(2))).toEqual([4]);
});

test('a case that was only reported is level: its start holds the report', () => {
  expect(ahead(events.slice(0, 1))).toEqual([]);
});

test('lines of a clock before the unknown command go with it, lines of a clock alone are found by the run itself', () => {
  const clock = { ...(events[3] as CaseEvent), actor: null, commandId: null };
  expect(ahead([...events.slice(0, 3), clock, { ...(events[3] as CaseEvent), seq: 5 }], idOf(2))).toEqual([4, 5]);
  expect(ahead([...events.slice(0, 3), clock], idOf(2))).toEqual([]);
});
