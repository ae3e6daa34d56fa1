import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LIST_NAMES, listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import { gapsBetween } from '@shaodao/domain/duty/gaps';
import { DUTY_ROLES } from '@shaodao/domain/register/role';
import { dutyBookOf } from '../../duty/duty-book.js';
import { checkGround } from '../../ground/check-ground.js';
import { readOfficeFile } from '../../office-file/read-office-file.js';
import type { Sheet } from '../../office-file/sheet.js';
import { writeCsv } from '../../office-file/write-csv.js';
import { writeWorkbook } from '../../office-file/write-workbook.js';
import { Book } from '../../register/book.js';
import { check } from '../../register/change.js';
import { DISTRICT_CODE } from '../places.js';
import { digestOf, growDistrict } from '../district.js';
import { entriesOf } from '../entries.js';
import type { SeedEntry } from '../seed-entry.js';
import { nationalCalendar } from '../national-calendar.js';
import { COUNTY } from './county.js';
import { DACHUAN, growResidents } from './dachuan.js';
import { growFivePlaces } from './five-places.js';
import { HUAYUAN } from './huayuan.js';
import { sheetsOf } from './sheets.js';
import { XIXIU } from './xixiu.js';
import { XIYUAN } from './xiyuan.js';

// 190,000 rows are grown, judged, written and read several times.
jest.setTimeout(180_000);

let entries: SeedEntry[];
let residents: SeedEntry[];
let byList: Map<ListName, SeedEntry[]>;
beforeAll(() => {
  entries = growFivePlaces();
  residents = growResidents();
  byList = Map.groupBy(entries, ({ list }) => list);
});
const all = <N extends ListName>(list: N): Entry<N>[] => (byList.get(list) ?? []).map(({ entry }) => entry as Entry<N>);
const posts = (role: string, place: string): Entry<'posts'>[] => all('posts').filter((post) => post.role === role && (post.areaCode ?? '').startsWith(place));
const grids = (place: string, kind?: string): Entry<'grids'>[] => all('grids').filter((grid) => grid.code.startsWith(place) && (kind ?? grid.kind) === grid.kind);
const members = (place: string, memberClass: string): number =>
  all('people').filter((person) => person.memberClass === memberClass && (person.residenceGrid ?? '').startsWith(place)).length;
const people = (own: Entry<'posts'>[]): Set<string> => new Set(own.map(({ person }) => person));

describe('five places together', () => {
  test('are 1,088 grids and more than 25,000 accounts, none of which is said twice', () => {
    expect(all('grids')).toHaveLength(1_088);
    expect(all('accounts').length).toBeGreaterThan(25_000);
    expect(new Set(entries.map(({ list, key }) => `${list} ${key}`)).size).toBe(entries.length);
  });

  test('have entries in every list but residents', () => {
    expect([...byList.keys()]).toEqual(LIST_NAMES.filter((name) => name !== 'residents'));
  });

  test('are taken by the register without a fault, and tile their ground', () => {
    expect(check(Book.empty(), entries.map((one) => ({ ...one, effectiveAt: 0 })))).toEqual([]);
    expect(checkGround(all('grids').map((grid) => ({ ...grid, parentCode: grid.parent ?? grid.areaCode })))).toEqual([]);
  });

  test('are the same however often they are grown', () => {
    expect(digestOf(growFivePlaces())).toBe(digestOf(entries));
    expect(digestOf(growResidents())).toBe(digestOf(residents));
  });

  test('have telephones that nobody has', () => {
    const phones = [...all('people'), ...all('windows'), ...all('commandChains')].flatMap(({ phone }) => phone ?? []);
    expect(phones.filter((phone) => !/^(100|0818-00)\d+$/.test(phone))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
  });

  test('leave no hour of the week of National Day without somebody on duty in an office', () => {
    const book = Book.empty().with(entries.map((one, at) => ({ ...one, effectiveAt: 0, seq: at + 1 })), 0);
    const fromAt = Date.UTC(2026, 8, 28) - 8 * HOUR_MS;
    const offices = all('rosters').filter(({ role, areaCode }, nth) => role !== 'gridWorker' && areaCode !== DISTRICT_CODE && nth % 20 === 0);
    expect(offices.length).toBeGreaterThan(20);
    for (const { role, areaCode, department } of offices) {
      const duty = dutyBookOf(book, nationalCalendar(), { role, areaCode: areaCode ?? '', departmentId: department });
      expect(duty === null ? null : gapsBetween({ ...duty, fromAt, untilAt: fromAt + 14 * DAY_MS })).toEqual([]);
    }
  });
});

describe('each place has its published sizes', () => {
  test('达川区: everything the demonstration has, unchanged, and its party organisations, teams and residents', () => {
    const said = new Map(entries.map(({ list, key, entry }) => [`${list} ${key}`, entry]));
    expect(entriesOf(growDistrict()).filter(({ list, key, entry }) => !isDeepStrictEqual(said.get(`${list} ${key}`), entry))).toEqual([]);
    expect(grids('511703', 'micro')).toHaveLength(287);
    expect(people(posts('attachedCadre', '511703')).size).toBe(15_000);
    expect(all('partyUnits').filter(({ code }) => code.startsWith('511703-Z'))).toHaveLength(208);
    const inTeams = all('teams').filter(({ code, kind }) => code.startsWith('511703') && kind === 'response').flatMap(({ leader, members: others }) => [leader, ...others]);
    expect([...people(posts('attachedCadre', '511703'))].filter((number) => !inTeams.includes(number))).toEqual([]);
    expect(new Set(inTeams).size).toBe(inTeams.length);
    expect(residents).toHaveLength(DACHUAN.residents);
    const standing = Book.empty().with(entries.map((one, at) => ({ ...one, effectiveAt: 0, seq: at + 1 })), 0);
    expect(check(standing, residents.map((one) => ({ ...one, effectiveAt: 0 })))).toEqual([]);
  });

  test('西秀区: 397 grids, 453 grid workers of whom 246 are full-time, 279 party groups with 1,099 members, 3,000 reporting in', () => {
    expect(grids('520402', 'micro')).toHaveLength(397);
    const workers = people(posts('gridWorker', '520402'));
    expect(workers.size).toBe(453);
    expect(all('people').filter(({ number, employment }) => workers.has(number) && employment === 'fullTime')).toHaveLength(246);
    expect(all('partyUnits').filter(({ code }) => code.startsWith('520402-X'))).toHaveLength(279);
    expect(members('520402', 'direct')).toBe(1_099);
    expect(people(posts('inServiceMember', '520402')).size).toBe(XIXIU.reportingIn);
    expect(all('dutyTasks').filter(({ code }) => code.startsWith('520402'))).toHaveLength(XIXIU.tasks);
  });

  test('西苑街道: community, courtyard and building grids in one another, functional and industry grids with their units, ten duty roles', () => {
    expect(['community', 'courtyard', 'building', 'functional', 'industry'].map((kind) => grids('130105', kind).length)).toEqual([7, 25, 68, 4, 10]);
    const kindOf = new Map(grids('130105').map(({ code, kind }) => [code, kind]));
    for (const { kind, parent } of grids('130105')) {
      expect(parent === null ? null : kindOf.get(parent)).toBe(kind === 'building' ? 'courtyard' : kind === 'courtyard' ? 'community' : null);
    }
    for (const role of DUTY_ROLES) expect(new Set(posts(role, '130105').map(({ areaCode }) => areaCode)).size).toBe(25);
    const units = (kind: string): number => all('units').filter(({ grid }) => kindOf.get(grid) === kind).length;
    expect([units('functional'), units('industry')]).toEqual([103, 206]);
    for (const [memberClass, count] of Object.entries(XIYUAN.members)) expect(members('130105', memberClass)).toBe(count);
  });

  test('华苑社区: exactly one chief and one police officer in each of 23 grids, three branches, nine teams, 142 members', () => {
    expect(grids('150303', 'micro')).toHaveLength(23);
    for (const { code } of grids('150303')) expect([posts('gridChief', code), posts('policeOfficer', code)].map((own) => own.length)).toEqual([1, 1]);
    expect(all('partyUnits').filter(({ code }) => code.startsWith('150303'))).toHaveLength(HUAYUAN.branches);
    expect(all('teams').filter(({ code }) => code.startsWith('150303'))).toHaveLength(HUAYUAN.teams);
    expect(people(posts('inServiceMember', '150303')).size).toBe(HUAYUAN.members);
  });

  test('a county seat: 267 grids, 980 grid workers, stewards for a year, branches and groups down to buildings, 102 duties', () => {
    expect(grids('999001', 'micro')).toHaveLength(267);
    const workers = people(posts('gridWorker', '999001'));
    expect(workers.size).toBe(COUNTY.workers);
    expect(all('people').filter(({ number, employment }) => workers.has(number) && employment === 'partTime')).toHaveLength(51);
    const stewards = posts('buildingSteward', '999001');
    expect(people(stewards).size).toBe(1_764);
    expect(new Set(stewards.map(({ route }) => route))).toEqual(new Set(['self', 'residents', 'organisation']));
    expect(people(posts('inServiceMember', '999001')).size).toBe(2_933);
    const units = Map.groupBy(all('partyUnits').filter(({ code }) => code.startsWith('999001')), ({ kind }) => kind);
    expect([units.get('branch')?.length, units.get('group')?.length]).toEqual([120, 1_057]);
    expect(all('teams').filter(({ code }) => code.startsWith('999001'))).toHaveLength(130);
    expect(all('oldGrids').filter(({ code, line }) => code.startsWith('999001') && line === '综治')).toHaveLength(204);
    const duties = all('dutyTasks').filter(({ code }) => code.startsWith('999001'));
    expect([duties.length, duties.filter(({ mode }) => mode === 'emergency').length, new Set(duties.map(({ words }) => /【(.*)】/.exec(words)?.[1])).size]).toEqual([102, 39, 4]);
  });
});

describe('office files', () => {
  test('of five places are read back to the same entries, from one workbook and from a CSV file of each list', async () => {
    const sheets = sheetsOf(entries);
    const workbook = await readOfficeFile({ name: '五地.xlsx', bytes: new Uint8Array(await writeWorkbook(sheets)) });
    const told = entries.map(({ list, entry }) => ({ list, entry: listOf(list).entry.parse(entry) }));
    expect(digestOf(workbook.flatMap(entriesIn))).toBe(digestOf(told));
    for (const [at, { name, headers, rows }] of sheets.entries()) {
      const [sheet] = await readOfficeFile({ name: `${name}.csv`, bytes: new Uint8Array(writeCsv(headers, rows)) });
      expect([name, digestOf(sheet?.rows)]).toEqual([workbook[at]?.name, digestOf(workbook[at]?.rows)]);
    }
  });
});

/** The entries of a sheet by its name and headers. */
function entriesIn({ name, rows: [header, ...rows] }: Sheet): { list: ListName; entry: unknown }[] {
  const list = LIST_NAMES.find((one) => listOf(one).zh === name);
  if (list === undefined) return [];
  const { fields, entry } = listOf(list);
  const columns = Object.entries(fields).map(([field, { zh, read }]) => ({ field, read, at: header?.cells.indexOf(zh) ?? -1 }));
  return rows.map(({ cells }) => {
    const filled = columns.filter(({ at }) => (cells[at] ?? '') !== '');
    return { list, entry: entry.parse(Object.fromEntries(filled.map(({ field, read, at }) => [field, read(cells[at] ?? '')]))) };
  });
}
