import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bookOf, inSheet as sheetXml } from '@shaodao/registry/office-file/fixture/workbook';
import { csv, imported, register, send, table, workbook, type OfficeFile, type Table } from '../world/office.js';
import { http, person, type Person } from '../world/people.js';
import { bookOfTown, COMMUNITY, DISTRICT, GRIDS, square, town, type Town } from '../world/town.js';

let leader: Person;
let before: Awaited<ReturnType<typeof register>>;

beforeAll(async () => {
  leader = await person('districtLeader');
  before = await register();
});
afterEach(async () => {
  expect(await register()).toEqual(before);
});

/** Sheet, row, column and the Chinese words of a fault. */
type Told = [sheet: string | null, row: number | null, column: string | null, words: string];
const PEOPLE = ['人员编号', '姓名', '状态'];
const people = (...rows: string[][]): OfficeFile => csv('人员', [PEOPLE, ...rows]);
const inSheet = (rows: string, more: Parameters<typeof bookOf>[0] = {}): OfficeFile => ({ name: '人员.xlsx', bytes: bookOf({ sheets: { 人员: rows }, ...more }) });
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const file = (name: string, bytes: Buffer | string): OfficeFile => ({ name, bytes: Buffer.from(bytes) });
/** Nothing, in 20 MB of words. */
const HOLLOW = { name: 'xl/worksheets/sheet1.xml', content: sheetXml('<a/>'.repeat(20 * 262_144)) };

async function expectRefused(files: OfficeFile[], [sheet, row, column, words]: Told): Promise<void> {
  const { state, report } = await imported(leader, files);
  expect([state, report.faultCount > 0, report.lists.length >= 0]).toEqual(['refused', true, true]);
  const told = report.faults.map((fault): Told => [fault.sheet, fault.row, fault.column, fault.reasonZh]);
  expect(told).toContainEqual([sheet, row, column, expect.stringContaining(words)]);
  for (const { reason, reasonZh, file: name } of report.faults) expect([name !== '', /[a-z]{2,}.* [a-z]{2,}/.test(reason), /\p{Script=Han}/u.test(reasonZh)]).toEqual([true, true, true]);
}

describe('files that are none', () => {
  test.each<[string, () => OfficeFile | Promise<OfficeFile>, Told]>([
    ['an empty file', () => file('人员.csv', ''), [null, null, null, '文件是空的']],
    ['a cut zip', async () => file('a.xlsx', Buffer.from((await workbook({ 人员: [PEOPLE] })).bytes).subarray(0, 900)), [null, null, null, '损坏']],
    ['a zip bomb', () => inSheet('', { parts: [HOLLOW] }), [null, null, null, '超出限度']],
    ['a giant cell', () => people(['1', 'x'.repeat(40_000), '在岗']), [null, 2, 'B', '超过 32767 个字符']],
    ['macros', () => inSheet('', { parts: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), [null, null, null, '宏']],
    ['a workbook named as one with macros', async () => ({ ...(await workbook({ 人员: [PEOPLE] })), name: 'a.xlsm' }), [null, null, null, '宏']],
    ['a formula', () => inSheet(`<row r="1">${cell('A1', '人员编号')}</row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>`), ['人员', 2, 'A', '公式']],
    ['an old workbook', () => file('人员.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')), [null, null, null, '.xls']],
    ['bytes of no encoding', () => file('人员.csv', Buffer.concat([Buffer.from('number,name\n1,'), Buffer.from('ff8180ff', 'hex')])), [null, 2, null, '编码']],
    ['a PDF called CSV', () => file('人员.csv', '%PDF-1.7 x'), [null, null, null, '既不是']],
    ['a page of a web site called CSV', () => file('人员.csv', '<html><table></table>'), [null, null, null, '既不是']],
    ['a document of another kind', () => file('人员.ods', 'PK\u0003\u0004x'), [null, null, null, '既不是']],
    ['a quotation mark that is not closed', () => file('人员.csv', '人员编号,姓名,状态\n1,"甲,在岗\n'), [null, 2, 'B', '双引号']],
    ['a document type in the XML', () => inSheet('', { parts: [{ name: 'xl/worksheets/sheet1.xml', content: '<!DOCTYPE a [<!ENTITY x "y">]><worksheet/>' }] }), ['人员', null, null, 'DOCTYPE']],
    ['a cell that shows an error', () => inSheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'), ['人员', 1, 'A', '错误值']],
    ['cells merged over rows', () => inSheet(`<row r="1">${cell('A1', '人员编号')}</row>`, { after: '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>' }), ['人员', 1, 'A', '跨行合并']],
    ['a code that is a number of too many digits', () => inSheet('<row r="1"><c r="A1"><v>511703001001001123</v></c></row>'), ['人员', 1, 'A', '丢失位数']],
    ['a control character', () => people(['1', 'a\u0007b', '在岗']), [null, 2, 'B', '控制字符']],
    ['a link to another workbook', () => inSheet('', { parts: [{ name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' }] }), [null, null, null, '引用了其他文件']],
  ])('%s', async (_, made, told) => {
    await expectRefused([await made()], told);
  });
});

describe('sheets, headers and cells', () => {
  const at = (headers: string[], ...rows: string[][]): OfficeFile => csv('人员', [headers, ...rows]);
  test.each<[string, () => OfficeFile[] | Promise<OfficeFile[]>, Told]>([
    ['a sheet of no list', async () => [await workbook({ 花名册: [PEOPLE] })], ['花名册', null, null, '没有名为“花名册”的清单']],
    ['a file of no list', () => [csv('名单', [PEOPLE])], [null, null, null, '没有名为“名单”的清单']],
    ['an unknown header', () => [at([...PEOPLE, '血型'], ['1', '甲', '在岗', 'A'])], [null, 1, 'D', '没有“血型”这一列']],
    ['a missing column', () => [at(['人员编号', '姓名'], ['1', '甲'])], [null, 1, null, '缺少“状态”列']],
    ['a column twice', () => [at([...PEOPLE, '姓名'], ['1', '甲', '在岗', '乙'])], [null, 1, 'D', '“姓名”列重复']],
    ['values without a header', () => [at(PEOPLE, ['1', '甲', '在岗', '', 'x'])], [null, 2, 'E', '没有表头']],
    ['headers alone', () => [at(PEOPLE)], [null, null, null, '没有可导入']],
    ['a required cell that is empty', () => [at(PEOPLE, ['1', '', '在岗'])], [null, 2, 'B', '必须填写']],
    ['a word that is no choice', () => [at(PEOPLE, ['1', '甲', '出差'])], [null, 2, 'C', '应为：在岗、离岗']],
    ['a code of another form', () => [at(PEOPLE, ['1 号', '甲', '在岗'])], [null, 2, 'A', '应为1至40位']],
    ['a name that is too long', () => [at(PEOPLE, ['1', '甲'.repeat(41), '在岗'])], [null, 2, 'B', '超出长度']],
    ['a telephone number that is none', () => [at([...PEOPLE, '手机'], ['1', '甲', '在岗', '无'])], [null, 2, 'D', '应为电话号码']],
    ['stars of somebody who does not stand', () => [at([...PEOPLE, '手机'], ['Z1', '甲', '在岗', '138****0000'])], [null, 2, 'D', '带星号']],
    ['a value twice in a cell', () => [at([...PEOPLE, '技能'], ['1', '甲', '在岗', '电工、电工'])], [null, 2, 'D', '有重复的值']],
    ['a word for 删除 that is none', () => [at([...PEOPLE, '删除'], ['1', '甲', '在岗', '是的'])], [null, 2, 'D', '“是”、“否”']],
    ['a key twice', () => [at(PEOPLE, ['1', '甲', '在岗'], ['2', '乙', '在岗'], ['1', '丙', '在岗'])], [null, 4, null, '与第2行重复']],
    ['a key in two files', async () => [at(PEOPLE, ['1', '甲', '在岗']), await workbook({ 人员: [PEOPLE, ['1', '乙', '在岗']] }, 'b.xlsx')], ['人员', 2, null, '与人员.csv第2行重复']],
    ['a day that is none', () => [csv('任职', [['人员编号', '角色', '区域代码', '部门代码', '楼栋或点位', '聘期起', '状态'], ['1', '志愿者', COMMUNITY, '', '', '2026-02-30', '在任']])], [null, 2, 'F', '应为日期']],
    ['a number that is none', () => [csv('启动条件', [['预案编号', '响应级别', '指标', '不低于', '单位'], ['F', 'Ⅰ级', '雨量', '很多', '毫米']])], [null, 2, 'D', '类型不对']],
    ['a boundary that is no polygon', () => [csv('网格', [['网格编码', '名称', '类型', '所属区划代码', '边界'], [GRIDS[0], '甲', '微网格', COMMUNITY, 'POINT (1 2)']])], [null, 2, 'E', '类型不对']],
  ])('%s', async (_, made, told) => {
    await expectRefused(await made(), told);
  });
});

describe('a district that cannot be', () => {
  test('while this one could', async () => {
    const { state, report } = await imported(leader, [await bookOfTown(town())], { dryRun: true });
    expect([state, report.faults]).toEqual(['done', []]);
  });

  const [first, second, third] = GRIDS;
  const changed = (change: (own: ReturnType<typeof town>) => unknown): (() => Town) => () => {
    const own = town();
    change(own);
    return own;
  };
  const team = { code: 'B1', name: '编队', areaCode: COMMUNITY, leader: 'T1', members: 'T2、T3' };
  const roster = { role: '社区书记', areaCode: COMMUNITY };
  const key = `communitySecretary~${COMMUNITY}~`;
  const shift = { roster: key, code: 'day', name: '白班', from: '08:00', until: '18:00', anchor: '2026-01-01', every: '1d', turns: 'T1' };
  test.each<[string, () => Town, Told]>([
    ['departments in a circle', changed(({ departments: [one] }) => one && (one.parent = 'T-2')), ['部门', 2, 'E', '成环']],
    ['party units in a circle', changed((own) => (own.partyUnits = ['D1', 'D2'].map((code, nth) => ({ code, name: code, kind: '党支部', areaCode: COMMUNITY, parent: nth === 0 ? 'D2' : 'D1' })))), ['党组织', 3, 'D', '成环']],
    ['grids in a circle', changed(({ grids: [one, other] }) => one && other && ((one.parent = second), (other.parent = first))), ['网格', 2, 'E', '成环']],
    ['an area that is its own parent', changed(({ areas }) => areas[2] && (areas[2].parent = COMMUNITY)), ['区划', 4, 'D', '上级不能是自己']],
    ['grids that overlap', changed(({ grids: [, one] }) => one && (one.polygon = square(0.5))), ['网格', 2, 'H', '重叠']],
    ['a gap in the ground', changed(({ grids: [one, other] }) => {
      if (one) one.polygon = 'POLYGON ((107 31, 107.004 31, 107.004 31.004, 107 31.004, 107 31), (107.001 31.001, 107.001 31.003, 107.003 31.003, 107.003 31.001, 107.001 31.001))';
      if (other) other.polygon = 'POLYGON ((107.001 31.001, 107.002 31.001, 107.002 31.003, 107.001 31.003, 107.001 31.001))';
    }), ['网格', 2, 'H', '不属于任何网格']],
    ['a ring the wrong way round', changed(({ grids: [one] }) => one && (one.polygon = 'POLYGON ((107 31, 107 31.001, 107.001 31.001, 107.001 31, 107 31))')), ['网格', 2, 'H', '方向']],
    ['a ring that crosses itself', changed(({ grids: [one] }) => one && (one.polygon = 'POLYGON ((107 31, 107.001 31.001, 107.001 31, 107 31.001, 107 31))')), ['网格', 2, 'H', '相交']],
    ['a territorial grid without a boundary', changed(({ grids: [one] }) => one && (one.polygon = '')), ['网格', 2, 'H', '须有边界']],
    ['a territorial grid directly under a subdistrict', changed(({ grids: [one] }) => one && (one.areaCode = `${DISTRICT}001`)), ['网格', 2, 'D', '不能直属街道']],
    ['a grid whose code is not its community’s', changed(({ grids: [one] }) => one && (one.code = '990101002001001')), ['网格', 2, 'A', '以所属区划代码开头']],
    ['a person in two roles that exclude each other', changed(({ posts }) => posts.push({ person: 'T1', role: '网格民警', areaCode: first, status: '在任' })), ['任职', 4, 'B', '不能与网格长']],
    ['a term that ends before it begins', changed(({ posts }) => posts.push({ person: 'T3', role: '楼长', areaCode: first, spot: '3栋', from: '2026-05-01', until: '2026-04-01', status: '在任' })), ['任职', 4, 'G', '早于']],
    ['a term that is too long', changed(({ posts }) => posts.push({ person: 'T3', role: '楼长', areaCode: first, spot: '3栋', from: '2026-05-01', until: '2028-04-01', status: '在任' })), ['任职', 4, 'G', '超过1年']],
    ['a post of a term without one', changed(({ posts }) => posts.push({ person: 'T3', role: '楼长', areaCode: first, spot: '3栋', status: '在任' })), ['任职', 4, 'G', '聘期止']],
    ['two chiefs where there is exactly one', changed(({ posts }) => posts.push({ person: 'T3', role: '网格长', areaCode: first, status: '在任' })), ['网格', 2, 'A', '现有2名']],
    ['no chief where there is exactly one', changed(({ posts }) => posts.pop()), ['网格', 3, 'A', '现有0名']],
    ['a role of a grid held in a community', changed(({ posts }) => posts.push({ person: 'T3', role: '网格员', areaCode: COMMUNITY, status: '在任' })), ['任职', 4, 'C', '层级不对']],
    ['a post of somebody who left', changed(({ people: [one] }) => one && (one.status = '离岗')), ['任职', 2, 'A', '已离岗']],
    ['the name of a person that nobody has', changed(({ posts }) => posts.push({ person: 'T9', role: '志愿者', areaCode: COMMUNITY, status: '在任' })), ['任职', 4, 'A', '没有“T9”']],
    ['a department that is none', changed(({ grids: [one] }) => one && (one.departments = 'T-1、T-9')), ['网格', 2, 'F', '没有“T-9”']],
    ['a unit in a territorial grid', changed((own) => (own.units = [{ code: 'U1', name: '小学', kind: '公共单位', grid: first }])), ['单位', 2, 'D', '功能型或行业网格']],
    ['a team that is too small', changed((own) => (own.teams = [team])), ['编队', 2, 'F', '现有3人']],
    ['a shift without people', changed((own) => ((own.rosters = [roster]), (own.shifts = [{ ...shift, turns: '' }]))), ['班次', 2, 'I', '必须填写']],
    ['an override without people', changed((own) => ((own.rosters = [roster]), (own.overrides = [{ code: 'L1', roster: key, fromAt: '2026-12-01 08:00', untilAt: '2026-12-01 18:00' }]))), ['临时调整', 2, 'E', '须写值班人员']],
    ['a roster of an area that is none', changed((own) => (own.rosters = [{ ...roster, areaCode: `${DISTRICT}009009` }])), ['值班表', 2, 'B', '区划或网格中没有']],
    ['two leaves at once', changed((own) => (own.leave = ['01', '02'].map((day) => ({ person: 'T1', fromAt: `2026-12-${day} 08:00`, untilAt: '2026-12-05 08:00' })))), ['请假', 2, 'B', '时间重叠']],
    ['a leave in which one stands in for oneself', changed((own) => (own.leave = [{ person: 'T1', fromAt: '2026-12-01 08:00', untilAt: '2026-12-05 08:00', deputy: 'T1' }])), ['请假', 2, 'D', '本人代班']],
    ['a rule that sends to nobody', changed((own) => (own.routes = [{ code: 'R9', name: '空', basis: '属主', order: '1' }])), ['派遣规则', 2, 'L', '须有主办']],
    ['a seat with an area of another tier', changed((own) => (own.accounts = [{ name: 'a9', person: 'T1', seat: '网格员', areaCode: COMMUNITY }])), ['账号', 2, 'D', '应为15位']],
    ['the end of what others name', changed(({ people: [, , one], posts }) => one && ((one.end = '是'), posts.push({ person: 'T3', role: '志愿者', areaCode: COMMUNITY, status: '在任' }))), ['任职', 4, 'A', '没有“T3”']],
    ['a head of a household who is nobody', changed((own) => (own.residents = [{ number: 'R1', name: '住户', grid: third, address: '1栋', householdHead: 'R0' }])), ['居民', 2, 'H', '没有“R0”']],
    ['a resident of no grid', changed((own) => (own.residents = [{ number: 'R1', name: '住户', grid: '990101001001009', address: '1栋' }])), ['居民', 2, 'C', '没有“990101001001009”']],
  ])('%s', async (_, made, told) => {
    await expectRefused([await bookOfTown(made())], told);
  });
});

describe('all faults are told at once', () => {
  test('of all sheets, in order, and counted beyond those that are told', async () => {
    const rows: Table = [PEOPLE, ...Array.from({ length: 1_500 }, (_, nth) => [`N${nth}`, '', '在岗'])];
    const { report } = await imported(leader, [csv('人员', rows)]);
    expect([report.faultCount, report.faults.length, report.faults[0]?.row, report.faults.at(-1)?.row]).toEqual([1_500, 1_000, 2, 1_001]);
  });

  test('a row at fault is not held against those that name it', async () => {
    const own = town();
    if (own.people[0]) own.people[0].status = '未知';
    const { report } = await imported(leader, [await bookOfTown(own)]);
    expect(report.faults.map(({ sheet, row, header }) => [sheet, row, header])).toEqual([['人员', 2, '状态']]);
  });

  test('two files at fault are both told', async () => {
    const { report } = await imported(leader, [file('人员.csv', ''), csv('名单', [PEOPLE])]);
    expect(report.faults.map(({ file: name }) => name).toSorted()).toEqual(['人员.csv', '名单.csv'].toSorted());
  });
});

describe('who may', () => {
  test('what is not one’s own is refused row by row', async () => {
    const secretary = await person('communitySecretary');
    const { areaCode } = secretary.account;
    const other = areaCode.endsWith('001') ? `${areaCode.slice(0, 9)}002` : `${areaCode.slice(0, 9)}001`;
    const number = `F${randomUUID().slice(0, 6)}`;
    const posts = table('posts', [areaCode, other].map((where) => ({ person: number, role: '志愿者', areaCode: where, status: '在任' })));
    const { state, report } = await imported(secretary, [csv('任职', posts)], { dryRun: true });
    expect(state).toBe('refused');
    expect(report.faults.filter(({ reason }) => reason === 'outside your seat or area').map(({ row }) => row)).toEqual([3]);
  });

  test('whoever keeps no list sends nothing in; whoever did not ask is not told', async () => {
    const worker = await person('gridWorker');
    const sent = await send<{ code: string }>(worker, [csv('人员', [PEOPLE])]);
    expect([sent.status, sent.body.code]).toEqual([403, 'FORBIDDEN']);
    const { id } = await imported(leader, [csv('人员', [PEOPLE])]);
    const secretary = await person('communitySecretary');
    expect((await secretary.get(`/api/imports/${id}`)).status).toBe(403);
    expect((await secretary.get<{ items: { id: string }[] }>('/api/imports')).body.items.map((one) => one.id)).not.toContain(id);
    expect((await leader.get<{ items: { id: string }[] }>('/api/imports')).body.items.map((one) => one.id)).toContain(id);
    expect((await leader.get(`/api/imports/${randomUUID()}`)).status).toBe(404);
  });
});

describe('a form that is none', () => {
  const good = (): OfficeFile => csv('人员', [PEOPLE]);
  test.each<[string, () => ReturnType<typeof send<{ code: string; field: string }>>, [number, string, string]]>([
    ['without a reason', () => send(leader, [good()], { reason: '  ' }), [400, 'INVALID', 'reason']],
    ['without a file', () => send(leader, []), [400, 'INVALID', 'file']],
    ['with twenty-five files', () => send(leader, Array.from({ length: 25 }, good)), [400, 'INVALID', 'file']],
    ['for a time gone by', () => send(leader, [good()], { effectiveAt: '2026-01-01T00:00:00+08:00' }), [400, 'INVALID', 'effectiveAt']],
    ['for a time that is none', () => send(leader, [good()], { effectiveAt: 'soon' }), [400, 'INVALID', 'effectiveAt']],
    ['that is no form', () => http('POST', '/api/imports', { token: leader.token, body: {} }), [400, 'INVALID', 'Content-Type']],
  ])('%s', async (_, ask, told) => {
    const { status, body } = await ask();
    expect([status, body.code, body.field]).toEqual(told);
  });

  test('a file of more than 50 MiB', async () => {
    const answer = await send<{ code: string; field: string }>(leader, [file('人员.csv', Buffer.alloc(51 * 1_048_576, 'x'))]);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([413, 'TOO_LARGE', 'file']);
  });
});
