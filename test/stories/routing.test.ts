import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { command, gridOf, history, order, type Case } from '../world/case-road.js';
import { person, type Person } from '../world/people.js';

/** 派遣: whom a case goes to where nobody names anybody. */

interface Department {
  id: string;
  code: string;
  name: string;
  kind: string;
}
interface Explained {
  by: string | null;
  ruleCode: string | null;
  departments: { id: string; name: string; part: string }[];
  fallback: { zh: string } | null;
  considered: { ruleCode: string | null; name: string; chosen: boolean; failedOn: string | null; reasonZh: string }[];
}

let worker: Person;
let leader: Person;
let centre: Person;
let gridId: string;
let departments: Department[];

beforeAll(async () => {
  [worker, centre] = await Promise.all([person('gridWorker'), person('centreLeader')]);
  leader = await person('subdistrictDuty', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
  gridId = await gridOf(worker);
  departments = (await worker.get<{ items: Department[] }>('/api/departments')).body.items;
});

const named = (name: string): Department => departments.find((one) => one.name === name) as Department;
const nameOf = (id: string): string | undefined => departments.find((one) => one.id === id)?.name;
const reason = '需部门到场';

async function accepted(categoryCode: string): Promise<string> {
  const body = { id: randomUUID(), title: '沿街垃圾', description: '路口堆放', categoryCode, gridId };
  const { id } = (await worker.post<Case>('/api/cases', body)).body;
  await order(worker, id, { command: 'accept' });
  return id;
}

async function explained(question: object): Promise<Explained> {
  const answer = await worker.post<Explained>('/api/routing/explain', question);
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ considered: expect.any(Array) })]);
  return answer.body;
}

describe('a whistle that names no department', () => {
  test('calls those the rules find, and the case keeps them whatever the rules say later', async () => {
    const id = await accepted('I05001');
    const { tasks } = await order(leader, id, { command: 'whistle', kind: 'enforcement', reason });
    const called = tasks.map(({ departmentId, part }) => [nameOf(departmentId), part]);
    expect(called).toEqual([['区供水公司', 'lead'], ['区管网抢修队', 'assist'], ['区市政工程管理所', 'assist'], ['区应急管理局', 'informed']]);
    const whistled = (await history(leader, id)).find(({ type }) => type === 'whistled');
    expect(whistled?.fact['departments']).toHaveLength(4);
  });

  test('calls the nearest station where only the register says who owns the category', async () => {
    const id = await accepted('I02001');
    const { tasks } = await order(leader, id, { command: 'whistle', kind: 'advance', reason });
    expect(tasks.map(({ departmentId, part }) => [nameOf(departmentId), part])).toEqual([['三里坪街道综合行政执法中队', 'lead']]);
  });

  test('blown by the grid calls the grid\'s own attached department as before', async () => {
    const id = await accepted('I05001');
    const { tasks, attachedDepartmentIds } = await order(worker, id, { command: 'whistle', kind: 'grid', reason });
    expect(tasks.map(({ departmentId }) => departmentId)).toEqual(attachedDepartmentIds.slice(0, 1));
  });
});

describe('a property firm', () => {
  test('never leads an enforcement whistle, by name or in the place of its lead, but assists and signs', async () => {
    const firm = named('安居物业服务公司');
    const bureau = named('区综合行政执法局');
    const id = await accepted('I01001');
    const whistle = { command: 'whistle', kind: 'enforcement', reason };
    const refused = await command(leader, id, { ...whistle, departments: [{ departmentId: firm.id, part: 'lead' }] });
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID', field: 'departments.0.part', detail: expect.stringContaining('不能主办综合执法') } });
    const leaderless = await command(leader, id, { ...whistle, departments: [{ departmentId: bureau.id, part: 'assist' }, { departmentId: firm.id, part: 'assist' }] });
    expect(leaderless).toMatchObject({ status: 400, body: { field: 'departments.1.departmentId' } });
    await order(leader, id, { ...whistle, departments: [{ departmentId: bureau.id, part: 'lead' }, { departmentId: firm.id, part: 'assist' }] });
    const other = named('和顺物业服务公司');
    const instead = await command(leader, id, { command: 'reassign', departmentId: bureau.id, toDepartmentId: other.id, reason });
    expect(instead).toMatchObject({ status: 400, body: { field: 'toDepartmentId' } });
    await order(leader, id, { command: 'addDepartment', departmentId: other.id, part: 'assist', reason });
  });
});

describe('an explanation', () => {
  test('names the rule that hits and why the others do not, in Chinese, and sends nothing', async () => {
    const night = await explained({ categoryCode: 'C01006', gridId, at: '2026-11-26T20:00:00+08:00' });
    expect(night).toMatchObject({ by: 'rule', departments: [{ name: '区路灯管理站', part: 'lead' }, { name: '区供电公司', part: 'assist' }], fallback: null });
    const day = await explained({ categoryCode: 'C01006', gridId, at: '2026-11-26T10:00:00+08:00' });
    const lamp = day.considered.find(({ ruleCode }) => ruleCode === night.ruleCode);
    expect(lamp).toMatchObject({ name: '路灯夜间抢修', chosen: false, failedOn: 'time', reasonZh: '时段不符：限18:00–07:00' });
    expect(day.considered.filter(({ chosen }) => chosen)).toHaveLength(1);
  });

  test('asks for exactly one place and a category that is there', async () => {
    expect(await worker.post('/api/routing/explain', { categoryCode: 'C01006' })).toMatchObject({ status: 400, body: { field: 'areaCode' } });
    expect(await worker.post('/api/routing/explain', { categoryCode: 'none', gridId })).toMatchObject({ status: 404, body: { field: 'categoryCode' } });
    expect(await worker.post('/api/routing/explain', { categoryCode: 'C01006', areaCode: '999999' })).toMatchObject({ status: 404, body: { field: 'areaCode' } });
  });

  test('follows a rule as soon as it is written', async () => {
    const code = `T-${randomUUID().slice(0, 8)}`;
    const rule = { code, name: '试行', basis: 'owner', order: 0, categories: ['C02005'], areas: [worker.account.areaCode], lead: [named('区总工会').code], enabled: true };
    await centre.put(`/api/register/routes/${code}`, { entry: rule, reason: '试行派遣' });
    expect(await explained({ categoryCode: 'C02005', gridId })).toMatchObject({ ruleCode: code, departments: [{ name: '区总工会' }] });
    await centre.post(`/api/register/routes/${code}/end`, { reason: '试行结束' });
    expect(await explained({ categoryCode: 'C02005', gridId })).toMatchObject({ by: 'register' });
  });
});

test('the crosswalk of old grids says which line has a gap where, and who works twice', async () => {
  const code = worker.account.areaCode;
  const number = `T${randomUUID().slice(0, 8)}`;
  const put = (list: string, key: string, entry: object) => centre.put(`/api/register/${list}/${encodeURIComponent(key)}`, { entry, reason: '多网合一' });
  await put('people', number, { number, name: '兼岗', phone: '10099999999', status: 'present' });
  await put('posts', `${number}~gridWorker~${code}~~`, { person: number, role: 'gridWorker', areaCode: code, status: 'active' });
  const old = (line: string, own: string, grids: string[]) => put('oldGrids', `${line}~${own}`, { line, code: own, name: `${line}一格`, grids, workers: [number] });
  expect((await old('综治', number, [code])).status).toBe(200);
  expect((await old('环卫', number, [])).status).toBe(200);
  expect((await old('消防', number, [code])).status).toBe(200);
  interface Line {
    code: string;
    gaps: string[];
    lines: { line: string }[];
  }
  const answer = await centre.get<{ grids: Line[]; gaps: { line: string; grids: object[] }[]; unmapped: { code: string }[]; doubledAcrossLines: { name: string }[] }>(
    `/api/grids/crosswalk?areaCode=${code.slice(0, 12)}`,
  );
  expect(answer.status).toBe(200);
  const own = answer.body.grids.find((grid) => grid.code === code);
  expect(own?.lines.map(({ line }) => line).toSorted()).toEqual(expect.arrayContaining(['消防', '综治']));
  expect(answer.body.gaps.find(({ line }) => line === '综治')?.grids).toHaveLength(answer.body.grids.length - 1);
  expect(answer.body.unmapped).toEqual(expect.arrayContaining([expect.objectContaining({ code: number })]));
  expect(answer.body.doubledAcrossLines).toEqual(expect.arrayContaining([expect.objectContaining({ name: '兼岗' })]));
});
