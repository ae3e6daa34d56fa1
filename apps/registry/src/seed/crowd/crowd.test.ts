import { beforeAll, describe, expect, test } from '@jest/globals';
import { rosterOf } from '../../plans/roster.js';
import { Book } from '../../register/book.js';
import { check } from '../../register/change.js';
import { newId } from '../../register/register.service.js';
import { growDistrict } from '../district.js';
import { entriesOf } from '../entries.js';
import { nationalCalendar } from '../national-calendar.js';
import { DISTRICT_CODE } from '../places.js';
import type { SeedEntry } from '../seed-entry.js';
import { areasOfCrowd, freeGrids, growCrowd } from './crowd.js';

const AT = Date.UTC(2026, 6, 10);
let district: Book;
let grids: string[];
let department: string;
beforeAll(() => {
  district = standing(Book.empty(), entriesOf(growDistrict()));
  department = [...district.of('departments').keys()][0] ?? '';
  grids = freeGrids(district, DISTRICT_CODE, AT);
});

function standing(book: Book, entries: readonly SeedEntry[]): Book {
  return book.with(entries.map((said, nth) => ({ ...said, id: said.id ?? newId(said.list, said.key), effectiveAt: 0, seq: book.seq + nth + 1 })), 0);
}

describe('a crowd', () => {
  test.each([[100, 2], [1_500, 29], [5_000, 96], [15_000, 272]])('of %i stands on %i grids in teams of 20 to 50 and is called by its plan, whole and alone', (people, onGrids) => {
    const entries = growCrowd({ plan: 'FX', people, grids, cancelSeconds: 0, department });
    expect(check(district, entries.map((said) => ({ ...said, effectiveAt: 1 })))).toEqual([]);
    const roster = rosterOf(standing(district, entries), nationalCalendar(), { plan: 'FX', areas: areasOfCrowd(entries), at: AT, skills: null });
    const sizes = [...Map.groupBy(roster, ({ teamCode }) => teamCode).values()].map((team) => team.length);
    expect([roster.length, new Set(roster.map(({ areaCode }) => areaCode)).size]).toEqual([people, onGrids]);
    expect([Math.min(...sizes) >= 20, Math.max(...sizes) <= 50]).toEqual([true, true]);
  });
});
