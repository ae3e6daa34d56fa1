import { describe, expect, test } from '@jest/globals';
import { casePolicy } from '@shaodao/contracts/rules';
import { addLimit, addLimits } from '@shaodao/domain/limit';
import { readCategories } from './categories.js';
import { dataFile } from './data-file.js';
import { nationalCalendar } from './national-calendar.js';

const policy = casePolicy.parse(JSON.parse(dataFile('policy.json')));
const calendar = nationalCalendar();
const NOW = Date.parse('2026-11-23T10:00+08:00');
const MINUTE_MS = 60_000;

describe('the policy of the demonstration district', () => {
  test('enables the grid whistle, one family and the last two kinds', () => {
    expect(policy.enabledKinds).toEqual(['grid', 'advance', 'breakthrough', 'enforcement', 'emergencyResponse']);
  });

  test('has a missed signing at the duty at once, the deputy after 15, the head after 30, the level above after 60 minutes', () => {
    const { steps } = policy.departmentLadders.sign;
    let at = NOW;
    const reached = steps.map(({ after, tell }) => {
      at = addLimit(calendar, at, after);
      return [tell, (at - NOW) / MINUTE_MS];
    });
    expect(reached).toEqual([['duty', 0], ['deputy', 15], ['head', 30], ['levelAbove', 60]]);
  });

  test('brings an urgent case to the district within two hours', () => {
    const { grid, community, subdistrict } = policy.ladders.urgent;
    const at = addLimits(calendar, NOW, [grid, community, subdistrict].filter((limit) => limit !== null));
    expect((at - NOW) / MINUTE_MS).toBeLessThanOrEqual(120);
  });

  test('gives a routine case about ten working days through all levels', () => {
    const { grid, community, subdistrict, district } = policy.ladders.routine;
    const at = addLimits(calendar, NOW, [grid, community, subdistrict, district].filter((limit) => limit !== null));
    expect(at).toBeLessThanOrEqual(addLimit(calendar, NOW, { unit: 'workDay', days: 10 }));
  });
});

describe('the categories', () => {
  const categories = readCategories(dataFile('categories.json'));

  test('cover the national classes of components and incidents', () => {
    const classes = (kind: string): string[] => [
      ...new Set(categories.filter((category) => category.kind === kind).map((category) => category.className)),
    ];
    expect(classes('component')).toEqual(['公用设施', '道路交通', '市容环境', '园林绿化', '其他设施']);
    expect(classes('incident')).toEqual(['市容环境', '宣传广告', '施工管理', '街面秩序', '突发事件', '其他']);
  });

  test('a code that stands twice is refused', () => {
    const twice = JSON.stringify({ items: [categories[0], categories[0]] });
    expect(() => readCategories(twice)).toThrow('twice');
  });
});
