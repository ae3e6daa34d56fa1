import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, type WorkingCalendar } from '@shaodao/domain/calendar';
import { DAY_KINDS } from '@shaodao/domain/duty/day-kind';
import { leadsEnforcement } from '@shaodao/domain/routing/enforcement';
import { slowRoute } from '@shaodao/domain/routing/fixture/slow-route';
import { route, routeTable } from '@shaodao/domain/routing/route';
import { ROUTE_BASES, WHISTLE_SOURCES, type RoutedDepartment, type RouteQuestion, type RouteRule } from '@shaodao/domain/routing/rule';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import fc from 'fast-check';

const calendar: WorkingCalendar = {
  id: 'test',
  version: 1,
  offsetMs: 8 * HOUR_MS,
  weekdays: [1, 2, 3, 4, 5],
  shifts: [],
  holidays: ['2026-10-01', '2026-10-02'],
  makeUpDays: ['2026-10-10'],
};
const at = (local: string): number => Date.parse(`${local}:00+08:00`);
const rule = (own: Partial<RouteRule>): RouteRule => ({
  code: 'R1',
  name: '一',
  basis: 'owner',
  order: 10,
  categories: [],
  areas: [],
  days: [],
  window: null,
  sources: [],
  levels: [],
  lead: ['a'],
  assist: [],
  informed: [],
  grade: null,
  enabled: true,
  ...own,
});
const question = (own: Partial<RouteQuestion> = {}): RouteQuestion => ({
  category: { code: 'C01001', kind: 'component' },
  areaCode: '511703001001001',
  at: at('2026-11-26T10:00'),
  source: null,
  level: 'grid',
  ...own,
});
const INCIDENT = { code: 'I01003', kind: 'incident' as const };
const asked = (rules: RouteRule[], departments: RoutedDepartment[] = [], own: Partial<RouteQuestion> = {}) =>
  route(routeTable(rules, departments), calendar, question(own));

describe('the rules of routing', () => {
  const owner = rule({ code: 'R2', basis: 'owner', order: 90, lead: ['owner'] });
  const place = rule({ code: 'R1', basis: 'place', order: 1, lead: ['place'] });

  test('ask owners first for a component and places first for an incident', () => {
    expect(asked([place, owner]).lead).toEqual(['owner']);
    expect(asked([owner, place], [], { category: INCIDENT }).lead).toEqual(['place']);
  });

  test('are asked in their order, then by code, and the first that holds counts', () => {
    const rules = [rule({ code: 'R9', order: 5, lead: ['x'] }), rule({ code: 'R3', order: 5, lead: ['y'] }), rule({ code: 'R1', order: 6, lead: ['z'] })];
    expect(asked(rules)).toMatchObject({ match: { ruleCode: 'R3', basis: 'owner' }, lead: ['y'] });
  });

  test('a window past midnight belongs to the day it begins on', () => {
    const night = rule({ window: { fromMinute: 18 * 60, untilMinute: 24 * 60 + 8 * 60 }, days: ['holiday'] });
    const hit = (local: string) => asked([night], [], { at: at(local) }).considered[0]?.failedOn;
    expect([hit('2026-10-02T18:00'), hit('2026-10-03T07:59'), hit('2026-10-03T08:00'), hit('2026-10-01T07:59'), hit('2026-10-03T19:00')])
      .toEqual([null, null, 'time', 'day', 'day']);
  });

  test('each rule says on what it failed, and one that stands behind says behind whom', () => {
    const rules = [
      rule({ code: 'R1', enabled: false }),
      rule({ code: 'R2', categories: ['I'] }),
      rule({ code: 'R3', areas: ['511703002'] }),
      rule({ code: 'R4', sources: ['public'] }),
      rule({ code: 'R5', levels: ['district'] }),
      rule({ code: 'R6' }),
      rule({ code: 'R7' }),
    ];
    const { considered } = asked(rules);
    expect(considered.slice(0, 7).map(({ failedOn }) => failedOn)).toEqual(['disabled', 'category', 'area', 'source', 'level', null, null]);
    expect(considered[6]?.words.zh).toContain('R6');
  });
});

describe('without a rule', () => {
  const bureau = { code: 'bureau', owns: ['C01', 'I01'], serves: [] };
  const station = { code: 'station', owns: ['C', 'I'], serves: ['511703001'] };

  test('a component goes to its closest owner, an incident to the nearest station that owns it', () => {
    expect(asked([], [bureau, station])).toMatchObject({ match: { ruleCode: null, basis: 'owner' }, lead: ['bureau'] });
    expect(asked([], [bureau, station], { category: INCIDENT })).toMatchObject({ match: { ruleCode: null, basis: 'place' }, lead: ['station'] });
    expect(asked([], [bureau, station], { category: INCIDENT, areaCode: '511703002001001' }).lead).toEqual(['bureau']);
  });

  test('nobody is found for a category without owner or an area nobody serves', () => {
    expect(asked([], [station], { category: null })).toMatchObject({ match: null, lead: [], considered: [{ failedOn: 'category' }, { failedOn: 'category' }] });
    expect(asked([], [station], { areaCode: '511703002' })).toMatchObject({ match: null, considered: [{ failedOn: 'area' }, { failedOn: 'area' }] });
  });
});

test('agrees with a slow, obvious reference over random rules, departments and questions', () => {
  const categories = ['C', 'C01', 'C01001', 'C02', 'I', 'I01', 'I01003', 'I04'];
  const areas = ['511703', '511703001', '511703001001', '511703001001001', '511703002', '511703002001'];
  const few = <T>(of: readonly T[]) => fc.uniqueArray(fc.constantFrom(...of), { maxLength: 2 });
  const minute = fc.integer({ min: 0, max: 1_439 });
  const window = fc.tuple(minute, minute).map(([fromMinute, until]) => ({ fromMinute, untilMinute: until > fromMinute ? until : until + 1_440 }));
  const drawn = fc.record({
    basis: fc.constantFrom(...ROUTE_BASES),
    order: fc.integer({ min: 0, max: 3 }),
    categories: few(categories),
    areas: few(areas),
    days: few(DAY_KINDS),
    window: fc.option(window, { nil: null }),
    sources: few(WHISTLE_SOURCES),
    levels: few(TIER_LEVELS),
    enabled: fc.constantFrom(true, true, true, false),
  });
  const rules = fc.array(drawn, { maxLength: 8 }).map((all) => all.map((own, nth) => rule({ ...own, code: `R${nth}`, lead: [`led by R${nth}`] })));
  const departments = fc
    .array(fc.record({ owns: few(categories), serves: few(areas) }), { maxLength: 6 })
    .map((all) => all.map((own, nth) => ({ code: `D${nth}`, ...own })));
  const category = fc.option(fc.constantFrom(
    { code: 'C01001', kind: 'component' as const },
    { code: 'C02003', kind: 'component' as const },
    INCIDENT,
    { code: 'I04001', kind: 'incident' as const },
  ), { nil: null, freq: 9 });
  const questions = fc.record({
    category,
    areaCode: fc.constantFrom('', '511703001001001', '511703001001', '511703002001007', '511703002', '130105'),
    at: fc.integer({ min: 0, max: 14 * 1_440 }).map((minutes) => at('2026-09-29T00:00') + minutes * 60_000),
    source: fc.option(fc.constantFrom(...WHISTLE_SOURCES), { nil: null }),
    level: fc.constantFrom(...TIER_LEVELS),
  });
  let [byRule, byRegister] = [0, 0];
  fc.assert(
    fc.property(rules, departments, questions, (all, own, each) => {
      const { match, lead, considered } = route(routeTable(all, own), calendar, each);
      const slow = slowRoute(all, own, { calendar, question: each });
      const by = match === null ? null : (match.ruleCode ?? 'register');
      if (by === 'register') byRegister++;
      else if (by !== null) byRule++;
      const failed = Object.fromEntries(considered.flatMap(({ ruleCode, failedOn }) => (ruleCode === null ? [] : [[ruleCode, failedOn]])));
      expect({ by, lead, failed }).toEqual({ by: slow.by, lead: slow.lead, failed: slow.failed });
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(byRule, byRegister)).toBeGreaterThan(200);
}, 60_000);

describe('a property firm in an enforcement whistle', () => {
  const firm = (part: 'lead' | 'assist' | 'informed') => ({ kind: 'propertyFirm', part });
  const bureau = { kind: 'department', part: 'lead' as const };

  test('never leads, neither by name nor by signing first', () => {
    expect(leadsEnforcement('enforcement', [firm('lead')])).toBe(0);
    expect(leadsEnforcement('enforcement', [{ kind: 'department', part: 'assist' }, firm('assist')])).toBe(1);
  });

  test('assists where somebody else leads, is informed anywhere, and leads other whistles', () => {
    expect(leadsEnforcement('enforcement', [bureau, firm('assist')])).toBeNull();
    expect(leadsEnforcement('enforcement', [firm('assist')], true)).toBeNull();
    expect(leadsEnforcement('enforcement', [firm('informed')])).toBeNull();
    expect(leadsEnforcement('advance', [firm('lead')])).toBeNull();
  });
});
