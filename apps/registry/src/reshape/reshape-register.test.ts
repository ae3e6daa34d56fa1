import { LIST_NAMES, listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { reshapeDecision, type ReshapeDecision } from '@shaodao/contracts/reshape';
import type { ReshapePlan } from '@shaodao/domain/reshape/plan';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Book } from '../register/book.js';
import { faultsOf } from '../register/check.js';
import { bookOf, said } from '../register/fixture/said.js';
import type { Draft } from '../register/append.store.js';
import { restoring } from './calling-off.js';
import { decideReshape } from './decide.js';
import { FOLLOWED_APART, FOLLOWED_BY_NAME } from './moves.js';

const HERE = '511703001001';
const THERE = '511703001002';
const OLD = `${HERE}001`;
const BESIDE = `${HERE}002`;
const [WEST, EAST] = [`${HERE}011`, `${HERE}012`];
const T = 1_000;

/** A square of 0.01°, so many squares to the east. */
const square = (at: number, wide = 1): Entry<'grids'>['polygon'] => {
  const [west, east] = [107 + at / 100, 107 + (at + wide) / 100];
  return { type: 'Polygon', coordinates: [[[west, 31], [east, 31], [east, 31.01], [west, 31.01], [west, 31]]] };
};
const micro = (code: string, at: number): Draft => said('grids', { code, name: code.slice(-3), kind: 'micro', areaCode: code.slice(0, 12), departments: ['511703-041'], polygon: square(at) });
const post = (person: string, role: Entry<'posts'>['role'], areaCode: string, more: Partial<Entry<'posts'>> = {}): Draft => said('posts', { person, role, areaCode, status: 'active', ...more });
const roster = (areaCode: string): string => `gridWorker~${areaCode}~`;

const STEWARD = { spot: '3栋', from: '2026-01-01', until: '2026-12-31' };
const standing: Draft[] = [
  said('areas', { code: '511703', name: '区', kind: 'district', onePerGrid: ['gridChief'] }),
  said('areas', { code: '511703001', name: '街道', kind: 'subdistrict', parent: '511703' }),
  ...[HERE, THERE].map((code) => said('areas', { code, name: code, kind: 'community', parent: '511703001' })),
  micro(OLD, 0),
  micro(BESIDE, 1),
  said('departments', { code: '511703-041', name: '城管', kind: 'department', line: '城建', areaCode: '511703', serves: [OLD] }),
  ...['P1', 'P2', 'P3'].map((number) => said('people', { number, name: number, status: 'present', residenceGrid: OLD })),
  post('P1', 'gridChief', OLD),
  post('P2', 'gridChief', BESIDE),
  post('P1', 'gridWorker', OLD),
  post('P3', 'gridWorker', OLD),
  post('P3', 'buildingSteward', OLD, STEWARD),
  post('P2', 'environmentAttendant', OLD, { status: 'ended' }),
  said('accounts', { name: 'p1', person: 'P1', seat: 'gridWorker', areaCode: OLD }),
  said('accounts', { name: 'p3', person: 'P3', seat: 'gridWorker', areaCode: OLD }),
  ...[OLD, BESIDE].flatMap((areaCode) => [
    said('rosters', { role: 'gridWorker', areaCode, fallback: ['P1'] }),
    said('shifts', { roster: roster(areaCode), code: 'turn', name: '轮值', days: [], from: '00:00', until: '24:00', anchor: '2026-01-01', every: '1d', turns: [['P1'], ['P3']] }),
  ]),
  said('overrides', { code: 'T1', roster: roster(OLD), fromAt: 0, untilAt: 1, people: ['P3'] }),
  said('partyUnits', { code: 'D1', name: '支部', kind: 'branch', areaCode: HERE, grids: [OLD, BESIDE] }),
  said('oldGrids', { line: '综治', code: 'Z1', name: '一', grids: [OLD], workers: ['P1'] }),
  said('dutyTasks', { code: 'Q1', mode: 'peace', role: 'gridWorker', areaCode: OLD, words: '巡查' }),
  said('dutyTasks', { code: 'Q2', mode: 'peace', person: 'P3', areaCode: OLD, words: '巡查' }),
];
const book = bookOf(...standing);

const decision = (order: unknown, more: object = {}): ReshapeDecision => reshapeDecision.parse({ order, reason: '调整', ...more });
const halves = [WEST, EAST].map((code, nth) => ({ code, name: code, polygon: square(nth / 2, 0.5) }));
const split = (more: object = {}) => decision({ kind: 'split', gridCode: OLD, into: halves, heirCode: EAST }, more);
const merge = (more: object = {}) => decision({ kind: 'merge', gridCodes: [OLD, BESIDE], into: { code: WEST, name: '合' } }, more);
const move = decision({ kind: 'move', gridCode: OLD, toCommunityCode: THERE, newCode: `${THERE}011` });

async function done(ordered: ReshapeDecision, from: Book = book): Promise<{ after: Book; drafts: Draft[]; plan: ReshapePlan }> {
  const result = await decideReshape(from, ordered, { effectiveAt: T, usedCodes: new Set() });
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  const { plan, drafts } = result;
  return { plan, drafts, after: from.with(drafts.map((draft, at) => ({ ...draft, seq: 1_000 + at })), T) };
}
async function refusedFor(ordered: ReshapeDecision, from: Book = book): Promise<string[]> {
  const result = await decideReshape(from, ordered, { effectiveAt: T, usedCodes: new Set() });
  return 'faults' in result ? result.faults.map(({ field }) => field) : [];
}
const keys = (of: Book, list: ListName): string[] => [...of.of(list).keys()].sort();
const wholeOf = (of: Book) => faultsOf(of, LIST_NAMES.flatMap((list) => [...of.of(list).keys()].map((key) => ({ list, key }))));

test('every field of the register that names a grid is followed in one way or the other', () => {
  const naming = LIST_NAMES.flatMap((list) =>
    Object.entries(listOf(list).fields).flatMap(([field, { refersTo }]) => (refersTo === 'grids' || refersTo === 'ground' ? [`${list}.${field}`] : [])),
  );
  expect([...FOLLOWED_APART, ...FOLLOWED_BY_NAME].sort()).toEqual(naming.sort());
});

describe('a split', () => {
  test('leaves a register without a fault in which nothing names the old grid', async () => {
    const { after } = await done(split());
    expect(wholeOf(after)).toEqual([]);
    expect(JSON.stringify(LIST_NAMES.map((list) => [...after.of(list)]))).not.toContain(`"${OLD}"`);
  });

  test('makes every post one of each part; the heir’s goes on under its id, a building is the heir’s alone, an ended post is no more', async () => {
    const { after } = await done(split());
    expect(keys(after, 'posts')).toEqual(
      [
        ...[WEST, EAST].flatMap((code) => [`P1~gridChief~${code}~~`, `P1~gridWorker~${code}~~`, `P3~gridWorker~${code}~~`]),
        `P2~gridChief~${BESIDE}~~`,
        `P3~buildingSteward~${EAST}~~3栋`,
      ].sort(),
    );
    const before = book.get('posts', `P1~gridChief~${OLD}~~`)?.id;
    expect(after.get('posts', `P1~gridChief~${EAST}~~`)?.id).toBe(before);
    expect(after.get('posts', `P1~gridChief~${WEST}~~`)?.id).not.toBe(before);
  });

  test('sends people where it says, and their seats and turns with them', async () => {
    const posts = [
      { postKey: `P1~gridChief~${OLD}~~`, toCode: WEST },
      { postKey: `P1~gridWorker~${OLD}~~`, toCode: WEST },
      { postKey: `P3~gridWorker~${OLD}~~`, toCode: EAST },
    ];
    expect(await refusedFor(split({ posts }))).toEqual(['grids.code']);
    const { after } = await done(split({ posts: posts.slice(1) }));
    expect(after.get('accounts', 'p1')?.entry.areaCode).toBe(WEST);
    expect(after.get('accounts', 'p3')?.entry.areaCode).toBe(EAST);
    // Chief of both parts, so on both rosters; the worker of one is on one.
    expect(after.get('shifts', `${roster(WEST)}~turn`)?.entry.turns).toEqual([['P1']]);
    expect(after.get('shifts', `${roster(EAST)}~turn`)?.entry.turns).toEqual([['P1'], ['P3']]);
    expect([after.get('overrides', 'T1')?.entry.roster, after.get('overrides', 'T1-011')]).toEqual([roster(EAST), undefined]);
  });

  test('is followed by all that named the grid', async () => {
    const { after } = await done(split());
    expect(after.get('people', 'P1')?.entry.residenceGrid).toBe(EAST);
    expect(after.get('departments', '511703-041')?.entry.serves).toEqual([WEST, EAST]);
    expect(after.get('partyUnits', 'D1')?.entry.grids).toEqual([WEST, EAST, BESIDE]);
    expect(after.get('oldGrids', '综治~Z1')?.entry.grids).toEqual([WEST, EAST]);
    expect(keys(after, 'dutyTasks')).toEqual(['Q1', 'Q1-011', 'Q2']);
    expect(after.get('grids', WEST)?.entry.departments).toEqual(['511703-041']);
  });

  test.each([
    ['a post of another grid', { posts: [{ postKey: `P2~gridChief~${BESIDE}~~`, toCode: WEST }] }, 'posts.0.postKey'],
    ['a part that is none', { posts: [{ postKey: `P1~gridChief~${OLD}~~`, toCode: BESIDE }] }, 'posts.0.toCode'],
    ['an account of nobody there', { accounts: [{ account: 'p2', toCode: WEST }] }, 'accounts.0.account'],
    ['a roster that is none of its own to keep', { keep: [roster(BESIDE)] }, 'keep.0'],
  ])('that sends %s is refused', async (_, more, field) => {
    expect(await refusedFor(split(more))).toEqual([field]);
  });

  test('is refused while something is said for later of what follows', async () => {
    const later: Draft = { ...said('people', { number: 'P1', name: '新', status: 'present', residenceGrid: OLD }), effectiveAt: 2 * T };
    expect(await refusedFor(split(), book.with([{ ...later, seq: 99 }], 0))).toEqual(['people', 'people.residenceGrid']);
  });
});

describe('a merger', () => {
  test('with two chiefs and two rosters for one role is refused until the order says who and which goes on', async () => {
    expect(await refusedFor(merge())).toEqual(['keep', 'keep']);
    const { after } = await done(merge({ keep: [`P2~gridChief~${BESIDE}~~`, roster(OLD)] }));
    expect(wholeOf(after)).toEqual([]);
    expect(keys(after, 'posts').filter((key) => key.includes('gridChief'))).toEqual([`P2~gridChief~${WEST}~~`]);
    expect(keys(after, 'rosters')).toEqual([roster(WEST)]);
    expect(after.get('partyUnits', 'D1')?.entry.grids).toEqual([WEST]);
  });

  test('of grids in which one has the same post twice leaves one', async () => {
    const twice = bookOf(...standing, post('P3', 'gridWorker', BESIDE));
    const { after } = await done(merge({ keep: [`P2~gridChief~${BESIDE}~~`, roster(OLD)] }), twice);
    expect(keys(after, 'posts').filter((key) => key.startsWith('P3~gridWorker'))).toEqual([`P3~gridWorker~${WEST}~~`]);
  });
});

test('a moved grid is the same under another code: its id and those of its posts stay', async () => {
  const { after } = await done(move);
  expect(wholeOf(after)).toEqual([]);
  expect(after.get('grids', `${THERE}011`)?.id).toBe(book.get('grids', OLD)?.id);
  expect(after.get('posts', `P1~gridChief~${THERE}011~~`)?.id).toBe(book.get('posts', `P1~gridChief~${OLD}~~`)?.id);
});

describe('a reshaping that is scheduled', () => {
  let scheduled: Book;
  beforeAll(async () => {
    const { drafts } = await done(split());
    scheduled = book.with(drafts.map((draft, at) => ({ ...draft, seq: 1_000 + at })), 0);
  });

  test('lets nobody name the old grid anew, since the name would be left behind', () => {
    const late = post('P2', 'volunteer', OLD);
    const written = scheduled.with([{ ...late, seq: 5_000 }], 0);
    expect(faultsOf(written, [late]).map(({ field }) => field)).toEqual(['areaCode']);
    expect(faultsOf(book.with([{ ...late, seq: 5_000 }], 0), [late])).toEqual([]);
  });

  test('can be called off: then everything stands at its time as it did before', () => {
    const back = restoring(scheduled, scheduled.later, T);
    if ('faults' in back) throw new Error(JSON.stringify(back.faults));
    const off = scheduled.with(back.drafts.map((draft, at) => ({ ...draft, seq: 9_000 + at })), 0);
    const entries = (of: Book) => LIST_NAMES.map((list) => [...of.of(list)].map(([key, { id, entry }]) => ({ key, id, entry })).sort((a, b) => (a.key < b.key ? -1 : 1)));
    expect(entries(off.at(T))).toEqual(entries(book));
    expect(off.endsAt('grids', OLD)).toBeNull();
  });

  test('is not called off while something names a new grid already', () => {
    const late = { ...post('P2', 'volunteer', WEST), effectiveAt: 2 * T, seq: 5_000 };
    expect(restoring(scheduled.with([late], 0), scheduled.later, T)).toHaveProperty('faults');
  });
});
