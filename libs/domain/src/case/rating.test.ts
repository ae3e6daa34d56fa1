import { called } from '@shaodao/domain/case/fixture/roads';
import { proposedRating } from '@shaodao/domain/case/rating';
import type { Callback, CaseTask } from '@shaodao/domain/case/state';
import { expect, test } from '@jest/globals';

const task = called().state.tasks[0] as CaseTask;
const word = (said: Partial<Callback>): Callback => ({ at: 1, byId: null, solved: true, word: 'good', ...said });

test.each<[string, Partial<CaseTask>, Partial<Callback>[], string]>([
  ['nothing missed, nothing redone, nobody asked yet', {}, [], 'good'],
  ['a resident who was not reached says nothing', {}, [{ solved: null, word: null }], 'good'],
  ['signed late', { missed: ['sign'] }, [], 'fair'],
  ['finished late', { missed: ['finish'] }, [], 'fair'],
  ['redone once', { reworks: 1 }, [], 'fair'],
  ['a so-so resident', {}, [{ word: 'fair' }], 'fair'],
  ['reported in late', { missed: ['reportIn'] }, [], 'poor'],
  ['redone twice', { reworks: 2 }, [], 'poor'],
  ['assigned by 终审', { forced: true }, [], 'poor'],
  ['a resident who says poor', {}, [{ word: 'poor' }], 'poor'],
  ['not solved, whatever the word', {}, [{ solved: false }], 'poor'],
  ['a word from before a reopening, until there is a newer one', { reworks: 1 }, [{ solved: false }], 'poor'],
  ['the last word counts', {}, [{ word: 'poor' }, { word: 'good' }], 'good'],
  ['and not the try after it that reached nobody', {}, [{ word: 'poor' }, { solved: null, word: null }], 'poor'],
])('%s', (_, of, said, rating) => {
  expect(proposedRating({ ...task, ...of }, said.map(word))).toBe(rating);
});
