import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Draft } from '../register/append.store.js';
import type { Book } from '../register/book.js';
import { bookOf, said } from '../register/fixture/said.js';
import { nationalCalendar } from '../seed/national-calendar.js';
import { insideOf } from './ground.js';
import { RosterDesk, rosterPage } from './roster-desk.js';
import { rosterOf } from './roster.js';

const calendar = nationalCalendar();
const AT = Date.UTC(2026, 6, 10);
const GRIDS = ['511703001001001', '511703001001002', '511703001002001', '511703002001001'];
const AREAS = ['511703', '511703001', '511703001001', ...GRIDS];

const grid = fc.constantFrom(...GRIDS);
const number = fc.integer({ min: 0, max: 19 }).map((nth) => `P${nth}`);
const somebody = fc.record({
  residenceGrid: fc.option(grid),
  memberClass: fc.option(fc.constantFrom('inService' as const, 'retired' as const)),
  department: fc.option(fc.constantFrom('D1', 'D2')),
  status: fc.constantFrom('present' as const, 'present' as const, 'left' as const),
});
const town = fc.record({
  people: fc.array(somebody, { minLength: 20, maxLength: 20 }),
  teams: fc.array(fc.record({ areaCode: fc.constantFrom(...AREAS), people: fc.uniqueArray(number, { minLength: 1, maxLength: 8 }), kind: fc.constantFrom('response' as const, 'volunteer' as const) }), { maxLength: 6 }),
  chiefs: fc.array(fc.tuple(number, grid), { maxLength: 4 }),
  away: fc.uniqueArray(number, { maxLength: 5 }),
  areas: fc.uniqueArray(fc.constantFrom(...AREAS), { minLength: 1, maxLength: 3 }),
});
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

function drafts({ people, teams, chiefs, away }: Town): Draft[] {
  return [
    ...GRIDS.map((code) => said('grids', { code, name: code, kind: 'micro', areaCode: code.slice(0, 12) })),
    ...['D1', 'D2'].map((code) => said('departments', { code, name: code, kind: 'department', line: '城建', areaCode: '511703' })),
    ...people.map((more, nth) => said('people', { number: `P${nth}`, name: `P${nth}`, ...more })),
    ...chiefs.map(([person, areaCode]) => said('posts', { person, role: 'gridChief', areaCode, status: 'active' })),
    ...teams.map(({ areaCode, people: [leader = '', ...members], kind }, nth) => said('teams', { code: `T${nth}`, name: `T${nth}`, areaCode, plans: ['FX'], leader, members, kind, skills: ['急救'] })),
    ...away.map((person) => said('leave', { person, fromAt: AT - 1, untilAt: AT + 1 })),
  ];
}

const asked = ({ areas }: Town) => ({ plan: 'FX', areas, at: AT, skills: null });
const rosterIn = (own: Town, book: Book = bookOf(...drafts(own))) => rosterOf(book, calendar, asked(own));

describe('a roster', () => {
  test('has everybody once, present, and in a team that stands in the areas', () => {
    fc.assert(
      fc.property(town, (own) => {
        const book = bookOf(...drafts(own));
        const people = rosterIn(own, book);
        const present = new Set([...book.of('people').values()].filter(({ entry }) => entry.status === 'present').map(({ id }) => id));
        const inside = insideOf(book, own.areas);
        expect(new Set(people.map(({ personId }) => personId)).size).toBe(people.length);
        expect(people.filter(({ personId, areaCode }) => !present.has(personId) || !inside(areaCode))).toEqual([]);
      }),
    );
  });

  test('forgets nobody who is listed in a response team of the areas, or is in service and lives there', () => {
    fc.assert(
      fc.property(town, (own) => {
        const book = bookOf(...drafts(own));
        const inside = insideOf(book, own.areas);
        const listed = own.teams.filter(({ kind, areaCode }) => kind === 'response' && inside(areaCode)).flatMap(({ people }) => people);
        const living = own.people.flatMap(({ residenceGrid, memberClass }, nth) => (memberClass === 'inService' && residenceGrid !== null && inside(residenceGrid) ? [`P${nth}`] : []));
        const wanted = [...listed, ...living].filter((who) => book.get('people', who)?.entry.status === 'present');
        const called = new Set(rosterIn(own, book).map(({ personId }) => personId));
        expect(wanted.filter((who) => !called.has(book.get('people', who)?.id ?? ''))).toEqual([]);
      }),
    );
  });

  test('has one leader at most in each team, and counts those on leave as excused', () => {
    fc.assert(
      fc.property(town, (own) => {
        const book = bookOf(...drafts(own));
        const people = rosterIn(own, book);
        for (const team of Map.groupBy(people, ({ teamCode }) => teamCode).values()) expect(team.filter(({ leader }) => leader).length).toBeLessThanOrEqual(1);
        const away = new Set(own.away.map((who) => book.get('people', who)?.id));
        expect(people.filter(({ personId, excused }) => excused !== away.has(personId))).toEqual([]);
      }),
    );
  });

  test('does not depend on the order in which the register was said', () => {
    fc.assert(
      fc.property(town, fc.infiniteStream(fc.nat()), (own, keys) => {
        const mixed = drafts(own).map((draft) => ({ draft, key: keys.next().value as number })).sort((a, b) => a.key - b.key).map(({ draft }) => draft);
        expect(rosterIn(own, bookOf(...mixed))).toEqual(rosterIn(own));
      }),
    );
  });

  test('is the same in pages of any length', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 1, max: 7 }), (own, limit) => {
        const book = bookOf(...drafts(own));
        const desk = new RosterDesk();
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const { items, nextCursor }: ReturnType<typeof rosterPage> = rosterPage(desk.roster(book, calendar, asked(own)), { cursor, limit });
          paged.push(...items.map(({ personId }) => personId));
          cursor = nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(paged).toEqual(rosterIn(own, book).map(({ personId }) => personId));
      }),
    );
  });

  test('has no page after somebody who is not in it', () => {
    expect(() => rosterPage([], { cursor: 'nobody', limit: 1 })).toThrow('is not of this roster');
  });

  test('of an instant stays the same whatever is said from a later one on', () => {
    fc.assert(
      fc.property(town, town, (own, later) => {
        const book = bookOf(...drafts(own));
        const changed = book.with(drafts(later).map((draft, nth) => ({ ...draft, effectiveAt: AT + 1, seq: 1_000 + nth })), AT);
        expect(rosterIn(own, changed)).toEqual(rosterIn(own, book));
      }),
    );
  });
});
