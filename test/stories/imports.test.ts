import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { csv, imported, register, send, sheetsIn, standing, table, takeOut, workbook, type OfficeFile } from '../world/office.js';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';

/** Nobody else's numbers in this run. */
const run = randomUUID().slice(0, 6);
const number = (nth: number): string => `I${run}-${nth}`;

let leader: Person;
let grid: string;

beforeAll(async () => {
  leader = await person('districtLeader');
  grid = Object.keys(await standing('grids')).toSorted()[0] ?? '';
});

const PHONE = '13800001234';
const people = (names: Record<number, string>) => table('people', Object.entries(names).map(([nth, name]) => ({ number: number(Number(nth)), name, phone: PHONE, status: '在岗', residenceGrid: grid, skills: '急救、电工' })));
const volunteers = (nths: number[]) => table('posts', nths.map((nth) => ({ person: number(nth), role: '志愿者', areaCode: grid.slice(0, 12), status: '在任' })));
const count = (list: string, counts: Partial<Record<'new' | 'changed' | 'ended' | 'unchanged', number>>) => ({ list, new: 0, changed: 0, ended: 0, unchanged: 0, ...counts });

describe('a workbook', () => {
  let file: OfficeFile;
  beforeAll(async () => {
    file = await workbook({ 任职: volunteers([1, 2]), 人员: people({ 1: '甲', 2: '乙' }) });
  });

  test('tried first: what would change is told, nothing is written', async () => {
    const before = await register();
    const { state, report, dryRun, total } = await imported(leader, [file], { dryRun: true });
    expect([state, dryRun, total, report.faultCount]).toEqual(['done', true, 4, 0]);
    expect(report.lists).toEqual([count('people', { new: 2 }), count('posts', { new: 2 })]);
    const [, , first] = report.changes;
    expect(first).toMatchObject({ list: 'people', key: number(1), kind: 'new' });
    expect(first?.fields).toContainEqual({ field: 'phone', header: '手机', before: null, after: '138****1234' });
    expect(await register()).toEqual(before);
  });

  test('then written as one change with who, when and why; a row may name what another row says', async () => {
    const { id, state, report } = await imported(leader, [file], { reason: '新增志愿者' });
    expect([state, report.lists, report.changes]).toEqual(['done', [count('people', { new: 2 }), count('posts', { new: 2 })], []]);
    expect((await standing('people'))[number(1)]).toMatchObject({ name: '甲', phone: PHONE, skills: ['急救', '电工'], employment: null });
    const [change] = await query('SELECT author_id, origin, reason FROM registry.change WHERE id = $1', [id]);
    expect(change).toEqual({ author_id: leader.personId, origin: 'import', reason: '新增志愿者' });
    const seen = await leader.get<{ items: { origin: string }[] }>(`/api/register/people/${number(1)}/history`);
    expect(seen.body.items.map(({ origin }) => origin)).toEqual(['import']);
  });

  test('the same file again changes nothing, whatever its form', async () => {
    const before = await register();
    const unchanged = [count('people', { unchanged: 2 }), count('posts', { unchanged: 2 })];
    expect((await imported(leader, [file])).report.lists).toEqual(unchanged);
    const csvs = [csv('人员', people({ 1: '甲', 2: '乙' })), csv('任职-2026', volunteers([1, 2]))];
    expect((await imported(leader, csvs)).report.lists).toEqual(unchanged);
    expect((await imported(leader, csvs.map(({ name, bytes }) => ({ name, bytes: Buffer.concat([Buffer.from('\uFEFF'), bytes]) })))).report.lists).toEqual(unchanged);
    expect(await register()).toEqual(before);
  });

  test('GBK is read as the same characters', async () => {
    // 丙, in GBK, between headers of GBK.
    const headers = Buffer.from('c8cbd4b1b1e0bac52cd0d5c3fb2cd7b4ccac', 'hex');
    const row = Buffer.concat([Buffer.from(`\r\n${number(3)},`), Buffer.from('b1fb', 'hex'), Buffer.from(','), Buffer.from('d4dab8da', 'hex')]);
    const { state } = await imported(leader, [{ name: '人员.csv', bytes: Buffer.concat([headers, row]) }]);
    expect([state, ((await standing('people'))[number(3)] as { name: string }).name]).toEqual(['done', '丙']);
  });

  test('a column that is left out leaves what stands, an empty cell clears it, 删除 ends an entry', async () => {
    const { report } = await imported(leader, [csv('人员', [['人员编号', '姓名', '状态', '技能'], [number(1), '甲甲', '在岗', '']])]);
    expect(report.lists).toEqual([count('people', { changed: 1 })]);
    expect((await standing('people'))[number(1)]).toMatchObject({ name: '甲甲', phone: PHONE, skills: [], residenceGrid: grid });
    const gone = await imported(leader, [await workbook({ 任职: table('posts', [{ person: number(2), role: '志愿者', areaCode: grid.slice(0, 12), status: '在任', end: '是' }]), 人员: table('people', [{ number: number(2), end: '是' }]) })]);
    expect([gone.state, gone.report.lists]).toEqual(['done', [count('people', { ended: 1 }), count('posts', { ended: 1 })]]);
    expect((await standing('people'))[number(2)]).toBeUndefined();
  });

  test('a repeat under the same key is the first import; other files under it are refused', async () => {
    const key = randomUUID();
    const first = await send(leader, [file], { dryRun: true, key });
    const again = await send(leader, [file], { dryRun: true, key });
    expect([again.status, again.body.id, again.headers.get('location')]).toEqual([202, first.body.id, `/api/imports/${first.body.id}`]);
    const other = await send<{ code: string }>(leader, [csv('人员', people({ 9: '壬' }))], { dryRun: true, key });
    expect([other.status, other.body.code]).toEqual([409, 'KEY_REUSED']);
  });

  test('what is said for later takes effect then', async () => {
    const at = new Date(Date.now() + 86_400_000).toISOString();
    const { state } = await imported(leader, [csv('人员', people({ 1: '改名' }))], { effectiveAt: at });
    expect([state, ((await standing('people'))[number(1)] as { name: string }).name]).toEqual(['done', '甲甲']);
    const then = await leader.get<{ entry: { name: string } }>(`/api/register/people/${number(1)}?asOf=${encodeURIComponent(at)}`);
    expect(then.body.entry.name).toBe('改名');
    const now = await imported(leader, [csv('人员', people({ 1: '再改' }))]);
    expect([now.state, now.report.faults[0]]).toMatchObject(['refused', { row: 2, reason: 'a later change is scheduled for this entry already' }]);
  });
});

describe('an export', () => {
  test.each(['xlsx', 'csv'])('as %s says who made it and when, hides what is personal, and imported again changes nothing', async (format) => {
    const file = await takeOut(leader, `/api/exports/people?format=${format}&areaCode=${grid}`);
    expect([file.status, file.name]).toEqual([200, expect.stringMatching(new RegExp(`^人员-.+-\\d{12}\\.${format}$`))]);
    const sheets = await sheetsIn(file);
    expect(JSON.stringify(sheets)).toContain('138****1234');
    expect(JSON.stringify(sheets)).not.toContain(PHONE);
    if (format === 'xlsx') expect(sheets['导出说明']?.map(([name]) => name)).toContain('导出人');
    const before = await register();
    const { state, report } = await imported(leader, [file]);
    expect([state, report.faults, report.lists]).toEqual(['done', [], [count('people', { unchanged: report.lists[0]?.unchanged ?? 0 })]]);
    expect(report.lists[0]?.unchanged).toBeGreaterThan(0);
    expect(await register()).toEqual(before);
    const [line] = await query('SELECT asker_id, list, reason FROM registry.export ORDER BY at DESC LIMIT 1');
    expect(line).toEqual({ asker_id: leader.personId, list: 'people', reason: null });
  });

  test('of every list can be imported again and changes nothing', async () => {
    const { LIST_NAMES } = await import('@shaodao/contracts/register/lists');
    const files: OfficeFile[] = [];
    for (const list of LIST_NAMES) files.push(await takeOut(leader, `/api/exports/${list}`));
    const before = await register();
    for (const half of [files.slice(0, 11), files.slice(11)]) {
      const { state, report } = await imported(leader, half);
      expect([state, report.faults.slice(0, 3)]).toEqual(['done', []]);
      expect(report.lists.filter(({ unchanged, ...changed }) => changed.new + changed.changed + changed.ended > 0 || unchanged < 0)).toEqual([]);
    }
    expect(await register()).toEqual(before);
  });

  test('in full needs a reason, which is kept', async () => {
    const file = await takeOut(leader, `/api/exports/people?areaCode=${grid}`, '年度核对');
    expect(JSON.stringify(await sheetsIn(file))).toContain(PHONE);
    const [line] = await query("SELECT reason FROM registry.unmasking WHERE key = '*' ORDER BY at DESC LIMIT 1");
    expect(line).toEqual({ reason: '年度核对' });
  });

  test('somebody who may not see a list gets none of it', async () => {
    const worker = await person('gridWorker');
    const file = await takeOut(worker, '/api/exports/accounts');
    expect((await sheetsIn(file))['账号']?.length).toBeLessThan(10);
  });
});

test('the template of all lists can be sent in as it is: its examples are not taken for entries', async () => {
  const file = await takeOut(leader, '/api/exports/template');
  const sheets = await sheetsIn(file);
  const { LIST_NAMES } = await import('@shaodao/contracts/register/lists');
  // One sheet says how the others are filled in.
  expect(Object.keys(sheets)).toHaveLength(LIST_NAMES.length + 1);
  const { state, report } = await imported(leader, [file]);
  expect([state, report.faults[0]?.reason]).toEqual(['refused', 'there is no row to import']);
});
