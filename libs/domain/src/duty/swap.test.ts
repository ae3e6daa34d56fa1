import type { DutyBook, Swap } from '@shaodao/domain/duty/book';
import { book, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import { onDutyAt } from '@shaodao/domain/duty/on-duty';
import { decideSwap, type SwapAction, type SwapOutcome } from '@shaodao/domain/duty/swap';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { expect, test } from '@jest/globals';

const NOW = at('2026-09-28T09:00');
const day = (date: string) => ({ fromAt: at(`${date}T08:00`), untilAt: at(`${date}T18:00`) });
/** zhao gives Wednesday to wang and takes the Thursday after the holiday. */
const asked: Swap = {
  id: 's',
  rosterKey: roster.key,
  asker: 'zhao',
  with: 'wang',
  ...day('2026-09-30'),
  back: day('2026-10-08'),
  state: 'asked',
};

interface Step {
  swap?: Partial<Swap>;
  by?: string;
  now?: number;
  book?: Partial<DutyBook>;
}

function decide(action: SwapAction, { swap, by = 'wang', now = NOW, book: changes }: Step = {}): SwapOutcome {
  return decideSwap({ ...asked, ...swap }, { action, by, now, book: book(changes) });
}

test('a swap is asked by one and accepted by the other, and then they have each other’s shifts', () => {
  expect(decide('ask', { by: 'zhao' }).swap).toEqual(asked);
  const { swap } = decide('accept');
  expect(swap).toEqual({ ...asked, state: 'accepted' });
  const after = book({ swaps: swap === null ? [] : [swap] });
  expect(onDutyAt({ ...after, at: asked.fromAt }).personIds).toEqual(['wang']);
  expect(onDutyAt({ ...after, at: at('2026-10-08T08:00') }).personIds).toEqual(['zhao']);
});

test('it is declined by the other or withdrawn by the asker, also when it could no longer be accepted', () => {
  expect(decide('decline', { now: asked.fromAt }).swap?.state).toBe('declined');
  expect(decide('withdraw', { by: 'zhao', now: asked.fromAt }).swap?.state).toBe('withdrawn');
});

test.each<[string, SwapAction, Step, string, string]>([
  ['accepting one’s own', 'accept', { by: 'zhao' }, 'by', '只有被申请人可以操作'],
  ['a third person’s answer', 'decline', { by: 'li' }, 'by', '只有被申请人可以操作'],
  ['asking in another’s name', 'ask', { by: 'li' }, 'by', '只有申请人可以操作'],
  ['withdrawing another’s', 'withdraw', { by: 'wang' }, 'by', '只有申请人可以操作'],
  ['a second answer', 'accept', { swap: { state: 'declined' } }, 'state', '该换班申请已有结果'],
  ['taking back what was accepted', 'withdraw', { by: 'zhao', swap: { state: 'accepted' } }, 'state', '该换班申请已有结果'],
  ['a shift that has begun', 'accept', { now: asked.fromAt }, 'fromAt', '只能调换尚未开始的班次'],
  ['a shift taken back that has begun', 'accept', { swap: { back: day('2026-09-28') } }, 'back', '只能调换尚未开始的班次'],
  ['no time at all', 'accept', { swap: { untilAt: asked.fromAt } }, 'untilAt', '结束时间须晚于开始时间'],
  ['a shift of somebody else', 'accept', { swap: { ...day('2026-09-29') } }, 'fromAt', '转出班次的人员在该时段内并非全程值班'],
  ['more than the shift', 'accept', { swap: { untilAt: asked.untilAt + 1 } }, 'fromAt', '转出班次的人员在该时段内并非全程值班'],
  ['taking what the other does not have', 'accept', { swap: { back: day('2026-10-09') } }, 'back', '转出班次的人员在该时段内并非全程值班'],
  ['a swap with oneself', 'ask', { by: 'zhao', swap: { with: 'zhao' } }, 'with', '不能与本人换班'],
  ['another roster’s shift', 'accept', { swap: { rosterKey: 'another' } }, 'fromAt', '该班次不属于本值班表'],
  [
    'a taker on leave',
    'accept',
    { book: { leave: [{ personId: 'wang', ...day('2026-09-30'), deputyId: 'li' }] } },
    'with',
    '接班人员在该时段内请假或已离岗',
  ],
  ['a taker who left', 'accept', { book: { isPresent: (id) => id !== 'wang' } }, 'with', '接班人员在该时段内请假或已离岗'],
  [
    'a taker on duty already',
    'accept',
    { by: 'liu', swap: { asker: 'chen', with: 'liu', fromAt: at('2026-09-30T18:00'), untilAt: at('2026-10-01T08:00'), back: null } },
    'with',
    '接班人员在该时段内已有值班',
  ],
  [
    'a taker who deputises then',
    'accept',
    { by: 'he', swap: { with: 'he', back: null }, book: { leave: [{ personId: 'zhao', ...day('2026-09-30'), deputyId: 'he' }] } },
    'with',
    '接班人员在该时段内已有值班',
  ],
])('%s is refused', (_name, action, step, field, reasonZh) => {
  expect(decide(action, step)).toMatchObject({ swap: null, refusal: { field, reasonZh } });
});

test('what was swapped already is the taker’s, who may pass it on, and no longer the giver’s', () => {
  const swaps: Swap[] = [{ ...asked, back: null, state: 'accepted' }];
  const again = { ...asked, id: 't', back: null };
  expect(decideSwap({ ...again, with: 'li' }, { action: 'accept', by: 'li', now: NOW, book: book({ swaps }) }).refusal?.field).toBe('fromAt');
  const onward = { ...again, asker: 'wang', with: 'li' };
  expect(decideSwap(onward, { action: 'accept', by: 'li', now: NOW, book: book({ swaps }) }).swap?.state).toBe('accepted');
});

test('somebody on leave may give a shift away', () => {
  const leave = [{ personId: 'zhao', ...day('2026-09-30'), deputyId: null }];
  expect(decide('accept', { book: { leave } }).swap?.state).toBe('accepted');
});
