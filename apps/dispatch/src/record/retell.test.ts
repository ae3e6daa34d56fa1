import { act, NOON, person, reported, rules } from '@shaodao/domain/case/fixture/district';
import { replan } from '@shaodao/domain/case/replan';
import { whomToTell } from '@shaodao/domain/case/tell';
import { rulesRef, type CaseRules } from '@shaodao/domain/policy';
import { factOf } from '@shaodao/dispatch/record/fact';
import type { History } from '@shaodao/dispatch/record/history.store';
import { retold } from '@shaodao/dispatch/record/retell';
import { expect, test } from '@jest/globals';

const { state, events } = reported();
const accepted = act(state, person('gridWorker'), { command: 'accept' });
const whistled = act(accepted.state, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [{ departmentId: 'water', part: 'lead' }] });
const withdrawn = act(whistled.state, person('communitySecretary'), { command: 'withdrawWhistle' });
const all = [events, accepted.events, whistled.events, withdrawn.events].flat();
const historyOf = (lines: typeof all): History => ({
  caseId: 'case',
  number: '511703-20261124-00001',
  lines: lines.map((event) => ({ event, recordedAt: NOON + event.seq })),
});
const ours = (ref: string): Promise<CaseRules> => (ref === rulesRef(rules) ? Promise.resolve(rules) : Promise.reject(new Error(`no rules ${ref}`)));

test('a history tells the facts that were told when it was recorded, and leads to its state', async () => {
  const { facts, state: after } = await retold(historyOf(all), 0, ours);
  expect(facts.map((fact) => fact.factId)).toEqual(all.map((event) => `case:${event.seq}`));
  const [last] = withdrawn.events;
  if (last === undefined) throw new Error('nothing was withdrawn');
  expect(facts.at(-1)).toEqual({
    ...factOf(last, whomToTell(last, withdrawn.state, rules.policy), withdrawn.state),
    number: '511703-20261124-00001',
    recordedAt: NOON + last.seq,
  });
  // The whistle is out no more, and its department hears of it a last time.
  expect(facts.at(-1)?.departmentIds).toEqual(['water']);
  expect(after).toEqual(withdrawn.state);
});

test('what was recorded before the given instant is not told', async () => {
  const { facts } = await retold(historyOf(all), NOON + 4, ours);
  expect(facts.map((fact) => fact.seq)).toEqual(all.map((event) => event.seq).filter((seq) => seq >= 4));
});

test('a case that was moved to other rules is told under them from then on', async () => {
  const other: CaseRules = { ...rules, policy: { ...rules.policy, version: 2 } };
  const planned = replan(accepted.state, rules, { commandId: 'replan', actor: person('districtLeader'), policy: other.policy }, NOON);
  const asked: string[] = [];
  const both = (ref: string): Promise<CaseRules> => {
    asked.push(ref);
    return Promise.resolve(ref === rulesRef(other) ? other : rules);
  };
  const after = act(planned.state, person('gridWorker'), { command: 'whistle', kind: 'grid', departments: [] });
  await retold(historyOf([...events, ...accepted.events, ...planned.events, ...after.events]), 0, both);
  expect(asked.at(-2)).toBe(rulesRef(rules));
  expect(asked.at(-1)).toBe(rulesRef(other));
});
