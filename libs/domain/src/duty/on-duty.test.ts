import type { DutyBook, Leave, Override, Swap } from '@shaodao/domain/duty/book';
import { book, roster } from '@shaodao/domain/duty/fixture/five-shifts';
import { onDutyAt } from '@shaodao/domain/duty/on-duty';
import { pairs } from '@shaodao/domain/duty/roster';
import { at } from '@shaodao/domain/fixture/decreed-calendar';
import { describe, expect, test } from '@jest/globals';

/** Wednesday, the day before National Day: wang, li, zhao have the days of Monday to Wednesday. */
const NOON = at('2026-09-30T12:00');
const morning = { fromAt: at('2026-09-30T08:00'), untilAt: at('2026-09-30T18:00') };
const override = (changes: Partial<Override>): Override => ({ id: 'o', rosterKey: roster.key, ...morning, personIds: ['zhou'], ...changes });
const swap = (changes: Partial<Swap>): Swap => ({
  id: 's',
  rosterKey: roster.key,
  ...morning,
  asker: 'zhao',
  with: 'wang',
  back: null,
  state: 'accepted',
  ...changes,
});
const leave = (personId: string, deputyId: string | null): Leave => ({ personId, ...morning, deputyId });
const answer = (changes: Partial<DutyBook>, when = NOON) => onDutyAt({ ...book(changes), at: when });

describe('the roster', () => {
  test.each([
    ['2026-09-28T08:00', ['wang'], '白班'],
    ['2026-09-29T17:59', ['li'], '白班'],
    ['2026-09-29T18:00', ['yang', 'chen'], '夜班'],
    ['2026-10-01T07:59', ['chen', 'liu'], '夜班'],
    ['2026-10-01T08:00', ['yang'], '节假日'],
    ['2026-10-03T08:00', ['zhao'], '节假日'],
    ['2026-10-04T08:00', ['yang'], '节假日'],
    // The holidays took no turn of the working days: Thursday 8 October is the fourth of them, and Saturday 10 the sixth.
    ['2026-10-08T12:00', ['wang'], '白班'],
    ['2026-10-10T12:00', ['zhao'], '白班'],
    ['2026-10-11T12:00', ['li'], '周末白班'],
    ['2026-10-12T05:00', ['liu'], '周末夜班'],
    ['2026-09-26T12:00', ['li'], '周末白班'],
    ['2026-09-25T12:00', ['zhao'], '白班'],
  ])('at %s has %s on the shift %s', (text, personIds, layer) => {
    expect(answer({}, at(text))).toMatchObject({ personIds, via: 'roster', layer });
  });

  test('has two layers on duty together, the earlier first and nobody twice', () => {
    const [day] = roster.layers;
    if (day === undefined) throw new Error('no layer');
    const second = { ...day, name: '带班', rotation: { ...day.rotation, turns: [['tang', 'zhao']] } };
    expect(answer({ roster: { ...roster, layers: [day, second] } }).personIds).toEqual(['zhao', 'tang']);
  });
});

describe('a swap', () => {
  test('passes the shift on once it is accepted, and takes the other back', () => {
    const back = { fromAt: at('2026-10-08T08:00'), untilAt: at('2026-10-08T18:00') };
    const swaps = [swap({ back })];
    expect(answer({ swaps })).toMatchObject({ personIds: ['wang'], via: 'swap', people: [{ insteadOf: 'zhao', recordId: 's' }] });
    expect(answer({ swaps }, at('2026-10-08T12:00'))).toMatchObject({ personIds: ['zhao'], via: 'swap' });
    expect(answer({ swaps: [swap({ state: 'asked' })] }).via).toBe('roster');
    expect(answer({ swaps: [swap({ rosterKey: 'another' })] }).via).toBe('roster');
  });

  test('may be passed on by a later one', () => {
    expect(answer({ swaps: [swap({}), swap({ id: 't', asker: 'wang', with: 'li' })] }).personIds).toEqual(['li']);
  });

  test('ends to the millisecond', () => {
    const swaps = [swap({ fromAt: NOON - 10, untilAt: NOON })];
    expect([NOON - 11, NOON - 10, NOON - 1, NOON].map((when) => answer({ swaps }, when).personIds[0])).toEqual(['zhao', 'wang', 'wang', 'zhao']);
  });
});

describe('an override', () => {
  test('takes the whole turn, beats a swap, and the last one wins', () => {
    const overrides = [override({}), override({ id: 'p', personIds: ['he', 'xu'] })];
    expect(answer({ overrides, swaps: [swap({})] })).toMatchObject({ personIds: ['he', 'xu'], via: 'override', layer: '白班' });
  });

  test('takes the place of one person only, whoever has it after swaps', () => {
    const night = at('2026-09-30T20:00');
    const overrides = [override({ fromAt: night, untilAt: night + 1, replaces: 'liu' })];
    expect(answer({ overrides }, night).personIds).toEqual(['chen', 'zhou']);
    expect(answer({ overrides: [override({ replaces: 'wang' })], swaps: [swap({})] }).personIds).toEqual(['zhou']);
    expect(answer({ overrides: [override({ replaces: 'wang' })] }).personIds).toEqual(['zhao']);
  });

  test('puts people on duty where the roster has no shift', () => {
    expect(answer({ roster: { ...roster, layers: [] }, overrides: [override({})] })).toMatchObject({ personIds: ['zhou'], via: 'override', layer: null });
  });
});

describe('leave', () => {
  test('brings in the deputy, or the deputy of a deputy who is away', () => {
    expect(answer({ leave: [leave('zhao', 'he')] })).toMatchObject({ personIds: ['he'], via: 'deputy', people: [{ insteadOf: 'zhao' }] });
    expect(answer({ leave: [leave('zhao', 'he'), leave('he', 'xu')] }).personIds).toEqual(['xu']);
  });

  test('leaves the place to the fallback where there is no deputy, or only a circle of them', () => {
    expect(answer({ leave: [leave('zhao', null)] })).toMatchObject({ personIds: ['sun'], via: 'fallback', layer: null });
    expect(answer({ leave: [leave('zhao', 'he'), leave('he', 'zhao')] }).via).toBe('fallback');
    expect(answer({ leave: [leave('zhao', 'he')], isPresent: (id) => id !== 'he' }).via).toBe('fallback');
  });

  test('does not come back by a swap: who took the shift is away as anybody', () => {
    expect(answer({ swaps: [swap({})], leave: [leave('wang', 'he')] })).toMatchObject({ personIds: ['he'], via: 'deputy' });
    expect(answer({ swaps: [swap({})], leave: [leave('zhao', 'he')] })).toMatchObject({ personIds: ['wang'], via: 'swap' });
  });

  test('of the fallback counts too, and nobody is an answer', () => {
    expect(answer({ leave: [leave('zhao', null), leave('sun', 'qian')] })).toMatchObject({ personIds: ['qian'], via: 'fallback' });
    expect(answer({ isPresent: () => false })).toEqual({ personIds: [], via: 'nobody', layer: null, people: [] });
  });
});

test('people stand in pairs, each leading once; two share every turn, one stands alone', () => {
  expect(pairs(['a', 'b', 'c'])).toEqual([['a', 'b'], ['b', 'c'], ['c', 'a']]);
  expect(pairs(['a', 'b'])).toEqual([['a', 'b'], ['b', 'a']]);
  expect(pairs(['a'])).toEqual([['a']]);
  expect(pairs([])).toEqual([]);
});
