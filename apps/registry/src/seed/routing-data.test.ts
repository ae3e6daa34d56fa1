import { beforeAll, describe, expect, test } from '@jest/globals';
import { route } from '@shaodao/domain/routing/route';
import { Book } from '../register/book.js';
import { check } from '../register/change.js';
import { routesOf } from '../routing/route-book.js';
import { readCategories } from './categories.js';
import { dataFile } from './data-file.js';
import { growDistrict, type DistrictData } from './district.js';
import { entriesOf } from './entries.js';
import { nationalCalendar } from './national-calendar.js';

const DISTRICT_S_OWN = /^511703-0/;

describe('the routing of the demonstration district', () => {
  const calendar = nationalCalendar();
  const categories = readCategories(dataFile('categories.json'));
  let district: DistrictData;
  let book: Book;
  beforeAll(() => {
    district = growDistrict();
    const drafts = entriesOf(district).map((said) => ({ ...said, effectiveAt: 0 }));
    expect(check(Book.empty(), drafts)).toEqual([]);
    book = Book.empty().with(drafts.map((draft, at) => ({ ...draft, seq: at + 1 })), 0);
  });
  const asked = (code: string, own: { areaCode?: string; at?: string } = {}) => {
    const category = categories.find((one) => one.code === code) ?? null;
    const at = Date.parse(`${own.at ?? '2026-11-26T10:00'}:00+08:00`);
    const answer = route(routesOf(book), calendar, { category, areaCode: own.areaCode ?? '511703001001001', at, source: null, level: 'grid' });
    return answer.lead.map((lead) => book.get('departments', lead)?.entry.name);
  };

  test('finds a department for every shipped category, at noon and at midnight', () => {
    for (const { code } of categories) {
      for (const at of ['2026-11-26T12:00', '2026-11-28T00:30']) expect([code, at, asked(code, { at }).length]).toEqual([code, at, 1]);
    }
  });

  test('names no category that the table does not have', () => {
    const named = [...book.of('routes').values(), ...book.of('departments').values()].flatMap(({ entry }) => ('owns' in entry ? entry.owns : entry.categories));
    const unknown = named.filter((prefix) => !categories.some(({ code }) => code.startsWith(prefix)));
    expect(unknown).toEqual([]);
  });

  test('has 20 to 40 rules, of which each that is enabled can hit something', () => {
    const rules = [...book.of('routes').values()].map(({ entry }) => entry);
    expect(rules.length).toBeGreaterThanOrEqual(20);
    expect(rules.length).toBeLessThanOrEqual(40);
    const times = ['2026-11-26T10:00', '2026-11-26T23:00', '2026-11-28T10:00'].map((local) => Date.parse(`${local}:00+08:00`));
    const wins = new Set<string>();
    for (const rule of rules) {
      const own = categories.filter(({ code }) => rule.categories.some((prefix) => code.startsWith(prefix)));
      for (const category of own) {
        for (const at of times) {
          const areaCode = rule.areas[0] ?? '511703001001001';
          const { match } = route(routesOf(book), calendar, { category, areaCode, at, source: rule.sources[0] ?? null, level: rule.levels[0] ?? 'grid' });
          if (match?.ruleCode !== null && match !== null) wins.add(match.ruleCode);
        }
      }
    }
    expect(rules.filter(({ code, enabled }) => enabled && !wins.has(code)).map(({ name }) => name)).toEqual([]);
  });

  test('sends rubbish and posters to the nearest station, a manhole to its owner', () => {
    expect(asked('I01003')).toEqual(['三里坪街道环境卫生站']);
    expect(asked('I01003', { areaCode: '511703006001001' })).toEqual(['杨柳街道环境卫生站']);
    expect(asked('C01001')).toEqual(['区供水公司']);
    expect(asked('I02001')).toEqual(['三里坪街道综合行政执法中队']);
  });

  test('has stations with parents in every subdistrict, and 23 social organisations', () => {
    const kinds = Map.groupBy(district.routing.beside, ({ kind }) => kind);
    expect(kinds.get('station')?.every(({ parent }) => parent !== null && DISTRICT_S_OWN.test(parent))).toBe(true);
    expect(new Set(kinds.get('station')?.map(({ areaCode }) => areaCode)).size).toBe(4);
    expect(kinds.get('socialOrganisation')).toHaveLength(23);
  });

  test('gives every body somebody on duty, hired after all who were there before', () => {
    const first = district.people.filter(({ said }) => said === undefined).length - district.routing.beside.length * 3;
    const before = new Set(district.people.slice(0, first).map(({ id }) => id));
    const duty = district.routing.rosters.filter(({ seat }) => seat === 'departmentDuty');
    expect(duty).toHaveLength(district.routing.beside.length);
    expect(duty.every(({ turns }) => turns.flat().every((id) => !before.has(id)))).toBe(true);
  });
});
