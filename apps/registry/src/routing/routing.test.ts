import { describe, expect, test } from '@jest/globals';
import { category as stamped, policy, rules } from '@shaodao/domain/case/fixture/district';
import { Atlas } from '../atlas/atlas.js';
import type { RuleVersions } from '../atlas/rule-book.js';
import { bookOf, said } from '../register/fixture/said.js';
import { newId } from '../register/register.service.js';
import { explain } from './explain.js';
import { routedOf } from './routing.service.js';
import { checkLead } from './whistle-departments.js';

const GRID = '511703001001001';
const at = Date.parse('2026-11-26T10:00+08:00');
const manhole = { ...stamped, code: 'C01001', name: '上水井盖', className: '公用设施', kind: 'component' as const };
const rubbish = { ...stamped, code: 'I01003', name: '暴露垃圾', className: '市容环境', kind: 'incident' as const };
const from = <T>(content: T) => [{ version: 1, effectiveAt: 0, rules: content }];
const versions: RuleVersions = { policies: from(policy), calendars: from(rules.calendar), categories: from([manhole, rubbish]) };
const department = (code: string, own: object = {}) =>
  said('departments', { code, name: `${code}局`, kind: 'department', line: '城建', areaCode: '511703', ...own });
const book = bookOf(
  said('areas', { code: '511703', name: '达川区', kind: 'district' }),
  said('areas', { code: '511703001', name: '三里坪街道', kind: 'subdistrict', parent: '511703' }),
  department('water', { owns: ['C01'] }),
  department('sanitation', { name: '环卫' }),
  department('firm', { kind: 'propertyFirm', name: '好家物业' }),
  said('routes', { code: 'R1', name: '街道垃圾', basis: 'place', order: 10, categories: ['I01'], areas: ['511703001'], lead: ['sanitation'], assist: ['firm'], grade: 'urgent' }),
  said('routes', { code: 'R2', name: '夜间垃圾', basis: 'place', order: 5, categories: ['I01'], from: '22:00', until: '06:00', lead: ['water'] }),
);
const outline = { type: 'Polygon' as const, coordinates: [] };
const atlas = new Atlas({ edition: '1', code: '511703', name: '达川区', center: { lng: 107, lat: 31 }, outline }, book, versions);
const id = (code: string): string => newId('departments', code) ?? '';
const asked = (categoryCode: string, attachedDepartmentIds: string[] = []) =>
  routedOf(atlas, atlas.rules.at(at), { categoryCode, areaCode: GRID, level: 'grid', source: null, at, attachedDepartmentIds });

describe('whom a case is sent to', () => {
  test('is said by the rule that holds, with the parts of its departments', () => {
    expect(asked('I01003', [id('water')])).toEqual({
      by: 'rule',
      ruleCode: 'R1',
      basis: 'place',
      grade: 'urgent',
      departments: [{ departmentId: id('sanitation'), part: 'lead' }, { departmentId: id('firm'), part: 'assist' }],
    });
  });

  test('is the owner of the category where no rule holds', () => {
    expect(asked('C01001')).toMatchObject({ by: 'register', ruleCode: null, basis: 'owner', departments: [{ departmentId: id('water'), part: 'lead' }] });
  });

  test('is the first attached department where nobody owns it, and nobody where none is attached', () => {
    expect(asked('none', [id('firm'), id('water')])).toMatchObject({ by: 'attached', departments: [{ departmentId: id('firm'), part: 'lead' }] });
    expect(asked('none')).toBeNull();
  });
});

describe('an explanation', () => {
  const said = (category: typeof manhole | typeof rubbish, attached: string[] = []) =>
    explain({ atlas, book, rules: atlas.rules.at(at), question: { category, areaCode: '511703001', at, source: null, level: 'community' }, attached });

  test('names the rule, its departments and what the others ask for in Chinese', () => {
    const { ruleCode, departments, considered, area } = said(rubbish);
    expect([ruleCode, area.name, departments.map(({ name }) => name)]).toEqual(['R1', '三里坪街道', ['环卫', '好家物业']]);
    expect(considered.map((line) => [line.name, line.chosen, line.reasonZh])).toEqual([
      ['夜间垃圾', false, '时段不符：限22:00–06:00'],
      ['街道垃圾', true, '条件全部符合'],
      ['按部门登记的主管类别和服务区域', false, '类别不符'],
      ['按部门登记的主管类别和服务区域', false, '类别不符'],
    ]);
  });

  test('says who is on duty for the level where nobody is found', () => {
    const lost = { ...rubbish, code: 'I09001' };
    expect(said(lost as typeof rubbish)).toMatchObject({ by: null, departments: [], fallback: { zh: '社区书记' } });
    expect(said(lost as typeof rubbish, ['water'])).toMatchObject({ by: 'attached', fallback: null });
  });
});

test('a property firm is refused as lead of an enforcement whistle, by its place and in Chinese', () => {
  const called = { kind: 'enforcement' as const, led: false, departments: [{ departmentId: id('water'), part: 'assist' as const }, { departmentId: id('firm'), part: 'lead' as const }] };
  const refused = (): object => {
    try {
      checkLead(atlas, called);
      return {};
    } catch (error) {
      return error as object;
    }
  };
  expect(refused()).toMatchObject({ code: 'INVALID', details: { field: 'departments.1.part', reasonZh: '物业企业“好家物业”不能主办综合执法，可作协办' } });
  expect(() => checkLead(atlas, { ...called, kind: 'advance' })).not.toThrow();
});
