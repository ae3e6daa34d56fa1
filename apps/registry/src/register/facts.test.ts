import { expect, test } from '@jest/globals';
import { factsOf } from './facts.js';
import { bookOf, said } from './fixture/said.js';

const roster = said('rosters', { role: 'communityOfficer', areaCode: '511703001001', fallback: ['P3'] });
const shift = said('shifts', { roster: roster.key, code: 'day', name: '白班', from: '08:30', until: '18:00', anchor: '2026-01-05', every: '7d', turns: [['P1'], ['P2']] });
const steward = { person: 'P1', role: 'buildingSteward', areaCode: '511703001001001', spot: '3栋', from: '2026-01-01', until: '2026-12-31', status: 'active' } as const;
const told = [{ type: 'roster.published', rosterKey: roster.key }];

test('a roster is told of once, whatever of it changed and however often', () => {
  const override = said('overrides', { code: 'T1', roster: roster.key, fromAt: 0, untilAt: 1, people: ['P4'] });
  expect(factsOf(bookOf(), [roster, shift, override])).toEqual(told);
});

test('whoever goes on leave, or leaves, concerns the rosters they stand on and no other', () => {
  const book = bookOf(roster, shift);
  const away = (person: string) => said('leave', { person, fromAt: 0, untilAt: 1 });
  expect(factsOf(book, [away('P2')])).toEqual(told);
  expect(factsOf(book, [said('people', { number: 'P3', name: '张三', status: 'left' })])).toEqual(told);
  expect(factsOf(book, [away('P9')])).toEqual([]);
});

test('a post is told of while it has a term, and when it ends', () => {
  const post = said('posts', steward);
  const set = [{ type: 'appointment.set', postId: post.id }];
  expect(factsOf(bookOf(), [post])).toEqual(set);
  expect(factsOf(bookOf(post), [{ ...post, id: null, entry: null }])).toEqual(set);
  expect(factsOf(bookOf(), [said('posts', { person: 'P1', role: 'gridWorker', areaCode: steward.areaCode, status: 'active' })])).toEqual([]);
});
