import { DEADLINE_KINDS } from '@shaodao/domain/case/deadline';
import { assertStageTables, CLOCKS_IN, HEARD_IN, isEnded, STAGE_MOVES, STAGE_ROADS, STAGES } from '@shaodao/domain/case/stage';
import { expect, test } from '@jest/globals';

const { dispatch, ...roads } = STAGE_ROADS;

test('the tables stand: every stage is reached, every command heard, every clock somewhere', () => {
  expect(() => assertStageTables()).not.toThrow();
});

test.each([
  ['an island', { roads: { ...roads, dispatch: { handling: ['whistle'] }, handling: { dispatch: ['withdrawWhistle'] } } }, /verification/],
  ['a trap', { roads: { ...STAGE_ROADS, closure: {} } }, /without a way to a closed case: intake, .*verification/],
  ['a stage that is none', { roads: { ...STAGE_ROADS, filing: { nowhere: ['accept'] } } }, /nowhere/],
  ['a stage left out', { roads }, /leaves out: dispatch/],
  ['a move nobody makes', { roads: { ...STAGE_ROADS, filing: { dispatch: ['accept'] }, intake: { ...STAGE_ROADS.intake, rejected: [] } } }, /intake → rejected/],
  ['a move by a command that is not heard there', { roads: { ...STAGE_ROADS, closure: { closed: ['verify'] } } }, /closure → closed/],
  ['a command heard in a stage that is none', { heard: { ...HEARD_IN, sign: ['handled'] } }, /handled/],
  ['a command nobody hears', { heard: { ...HEARD_IN, rate: [] } }, /no stage hears: rate/],
  ['an open stage without the clock of its level', { clocks: { ...CLOCKS_IN, closure: [] } }, /closure/],
  ['a kind of deadline without a stage', { clocks: { ...CLOCKS_IN, closed: ['callback'] } }, /of no stage: reopen/],
  ['a deadline that is of no kind', { clocks: { ...CLOCKS_IN, closed: ['callback', 'reopen', 'alarm'] } }, /of no kind: alarm/],
])('%s stops the process', (_, tables, words) => {
  expect(() => assertStageTables(tables)).toThrow(words);
});

test('the moves are those of the roads, and an end has none but for the closed case', () => {
  expect(STAGE_MOVES.filing).toEqual(['dispatch']);
  expect(STAGES.filter((stage) => isEnded(stage) && STAGE_MOVES[stage].length > 0)).toEqual(['closed']);
  expect(dispatch.verification).toEqual(['finish']);
  expect(new Set(Object.values(CLOCKS_IN).flat())).toEqual(new Set(DEADLINE_KINDS));
});
