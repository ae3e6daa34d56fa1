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
    expect(classes('component')).toEqual(['公用设施', '交通设施', '市容环境', '园林绿化', '其他']);
    expect(classes('incident')).toEqual(['市容环境', '宣传广告', '施工管理', '街面秩序', '突发事件', '其他']);
  });

  test('keep the published staged limits with their source', () => {
    const found = new Map(categories.map((line) => [line.name, line]));
    const limits = (name: string) => {
      const { phases = [], closing, limitsFrom } = found.get(name) ?? {};
      return [limitsFrom, ...phases.map(({ name: phase, limit }) => [phase, limit]), closing?.routine];
    };
    const hours = (unit: string, count: number) => ({ unit, ms: count * 60 * MINUTE_MS });
    const days = (count: number) => ({ unit: 'workDay', days: count });
    expect(limits('自来水管破裂')).toEqual(['大英', ['围挡', hours('urgentHour', 3)], ['抢修', hours('urgentHour', 8)], days(5)]);
    expect(limits('燃气管道破裂')).toEqual(['大英', ['围挡', hours('urgentHour', 3)], ['抢修', { unit: 'urgentDay', days: 2 }], days(5)]);
    expect(limits('违章停车')).toEqual(['大英', hours('urgentHour', 3)]);
    expect(limits('私搭乱建')).toEqual(['样表', ['制止', hours('workHour', 4)], ['处罚', days(7)], days(20)]);
    expect([limits('暴露垃圾'), limits('道路保洁'), limits('绿地养护')]).toEqual([['样表', hours('workHour', 4)], ['样表', hours('workHour', 2)], ['样表', days(5)]]);
    expect([limits('违法搭建'), limits('道路不洁')]).toEqual([['济源', days(15)], ['济源', hours('workHour', 5)]]);
  });

  test('have national numbers, a condition of closing and a count of pictures each', () => {
    for (const { code, kind, closedWhen, limitsFrom, closureConditions } of categories) {
      expect(code).toMatch(kind === 'component' ? /^C0[1-5]0[0-7]\d$/ : /^I0[1-6]0[0-7]\d$/);
      expect([closedWhen, limitsFrom].every((words) => words !== undefined)).toBe(true);
      expect(closureConditions.evidence).toBeLessThanOrEqual(1);
    }
    expect(new Set(categories.map(({ kind, className, name }) => `${kind} ${className} ${name}`)).size).toBe(categories.length);
  });

  test('a code that stands twice is refused', () => {
    const twice = JSON.stringify({ items: [categories[0], categories[0]] });
    expect(() => readCategories(twice)).toThrow('twice');
  });
});
