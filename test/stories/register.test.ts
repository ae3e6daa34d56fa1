import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { person, type Person } from '../world/people.js';
import { query } from '../world/records.js';

interface Kept {
  key: string;
  effectiveAt: string;
  entry: Record<string, unknown> | null;
}

const DEPARTMENT = '511703-041';
const path = (key: string, more = ''): string => `/api/register/windows/${key}${more}`;
const window = (code: string, name: string) => ({ code, department: DEPARTMENT, name, phone: '0818-1234567', address: null, hours: null });
const fresh = (): string => `W-${randomUUID().slice(0, 13)}`;

let leader: Person;
let secretary: Person;
let worker: Person;

beforeAll(async () => {
  [leader, secretary, worker] = await Promise.all([person('centreLeader'), person('communitySecretary'), person('gridWorker')]);
});

async function write(code: string, name: string, more: object = {}): Promise<Kept> {
  const { status, body } = await leader.put<Kept>(path(code), { entry: window(code, name), reason: '测试登记', ...more });
  expect([status, body]).toEqual([200, expect.objectContaining({ key: code })]);
  return body;
}

describe('an entry of the register', () => {
  test('is what was last said of it, as of any instant, and its history says who, when and why', async () => {
    const code = fresh();
    const first = await write(code, '第一次');
    const second = await write(code, '第二次');
    const asOf = async (at: string): Promise<unknown> => (await leader.get<Kept>(path(code, `?asOf=${encodeURIComponent(at)}`))).body.entry?.['name'];
    const before = new Date(Date.parse(first.effectiveAt) - 1).toISOString();
    expect((await leader.get(path(code, `?asOf=${before}`))).status).toBe(404);
    expect([await asOf(first.effectiveAt), await asOf(second.effectiveAt)]).toEqual(['第一次', '第二次']);
    const ended = await leader.post(path(code, '/end'), { reason: '窗口撤销' });
    expect(ended).toMatchObject({ status: 200, body: { entry: null } });
    expect((await leader.get(path(code))).status).toBe(404);
    expect(await asOf(second.effectiveAt)).toBe('第二次');
    const { items } = (await leader.get<{ items: object[] }>(path(code, '/history'))).body;
    expect(items).toMatchObject([
      { entry: null, reason: '窗口撤销', authorId: leader.personId, origin: 'write' },
      { entry: { name: '第二次' } },
      { entry: { name: '第一次' }, effectiveAt: first.effectiveAt },
    ]);
  });

  test('may be said for later: it counts then, and nothing earlier slips in before it', async () => {
    const code = fresh();
    await write(code, '现在');
    const effectiveAt = new Date(Date.now() + 3_600_000).toISOString();
    await write(code, '以后', { effectiveAt });
    expect((await leader.get<Kept>(path(code))).body.entry).toMatchObject({ name: '现在' });
    expect((await leader.get<Kept>(path(code, `?asOf=${effectiveAt}`))).body.entry).toMatchObject({ name: '以后' });
    const between = await leader.put(path(code), { entry: window(code, '插队'), reason: '测试登记' });
    expect(between).toMatchObject({ status: 400, body: { field: 'effectiveAt' } });
    await write(code, '更正', { effectiveAt });
    expect((await leader.get<Kept>(path(code, `?asOf=${effectiveAt}`))).body.entry).toMatchObject({ name: '更正' });
  });

  test('is written once under one key of a request, and never with other content', async () => {
    const code = fresh();
    const headers = { 'Idempotency-Key': randomUUID() };
    const say = (name: string) => leader.put<Kept>(path(code), { entry: window(code, name), reason: '测试登记' }, headers);
    const [one, two] = [await say('一'), await say('一')];
    expect(two).toMatchObject({ status: 200, body: one.body });
    expect(await say('二')).toMatchObject({ status: 409, body: { code: 'KEY_REUSED' } });
    expect((await leader.get<{ items: object[] }>(path(code, '/history'))).body.items).toHaveLength(1);
  });
});

describe('the register refuses', () => {
  const put = (who: Person, list: string, key: string, entry: object) => who.put(`/api/register/${list}/${encodeURIComponent(key)}`, { entry, reason: '测试登记' });

  test('what names nothing that stands, what does not fit its key, what it does not know', async () => {
    const code = fresh();
    expect(await put(leader, 'windows', code, { ...window(code, 'x'), department: 'nobody' })).toMatchObject({
      status: 400,
      body: { field: 'department', detail: '部门中没有“nobody”' },
    });
    expect(await put(leader, 'windows', code, window('other', 'x'))).toMatchObject({ status: 400, body: { field: 'code' } });
    expect(await put(leader, 'windows', code, { ...window(code, 'x'), colour: 'red' })).toMatchObject({ status: 400 });
    expect(await leader.get('/api/register/nothing')).toMatchObject({ status: 404 });
    expect(await leader.put(path(code), { entry: window(code, 'x'), reason: ' ' })).toMatchObject({ status: 400, body: { field: 'reason' } });
    const past = new Date(Date.now() - 60_000).toISOString();
    expect(await leader.put(path(code), { entry: window(code, 'x'), reason: '测试登记', effectiveAt: past })).toMatchObject({ status: 400, body: { field: 'effectiveAt' } });
  });

  test('an ending of what others still name, and says who does', async () => {
    const answer = await leader.post(`/api/register/departments/${DEPARTMENT}/end`, { reason: '机构改革' });
    expect(answer).toMatchObject({ status: 400, body: { field: 'code', detail: expect.stringContaining('仍在使用，不能停用') } });
  });

  test('a change by whoever does not keep that list there', async () => {
    const code = fresh();
    expect(await put(worker, 'windows', code, window(code, 'x'))).toMatchObject({ status: 403 });
    const post = (areaCode: string) => ({ person: 'P00000001', role: 'volunteer', areaCode, status: 'active' });
    const of = (areaCode: string): string => `P00000001~volunteer~${areaCode}~~`;
    const own = `${secretary.account.areaCode}001`;
    expect(await put(secretary, 'posts', of(own), post(own))).toMatchObject({ status: 200 });
    expect(await put(secretary, 'posts', of('511703002001001'), post('511703002001001'))).toMatchObject({ status: 403 });
    expect(await secretary.post(`/api/register/posts/${encodeURIComponent(of(own))}/end`, { reason: '测试登记' })).toMatchObject({ status: 200 });
  });

  test('to forget: what was said can be changed by nobody', async () => {
    await expect(query("UPDATE registry.entry SET key = 'x'")).rejects.toThrow('stays said');
    await expect(query('DELETE FROM registry.change')).rejects.toThrow('stays said');
  });
});

test('personal values are shown behind stars, told in full for a reason that is kept, and stay as they are when sent back', async () => {
  const key = 'P00000001';
  const shown = (await leader.get<Kept>(`/api/register/people/${key}`)).body.entry;
  expect(shown?.['phone']).toBe('100****0001');
  const back = await leader.put<Kept>(`/api/register/people/${key}`, { entry: { ...shown, skills: ['急救'] }, reason: '测试登记' });
  expect(back).toMatchObject({ status: 200, body: { entry: { phone: '100****0001', skills: ['急救'] } } });
  const full = await leader.post<Kept>(`/api/register/people/${key}/unmask`, { reason: '紧急联系' });
  expect(full.body.entry).toMatchObject({ phone: '10000000001' });
  const kept = await query('SELECT reason FROM registry.unmasking WHERE asker_id = $1 AND key = $2', [leader.personId, key]);
  expect(kept).toContainEqual({ reason: '紧急联系' });
});

test('every as-of read equals a replay of the log, whatever was said in which order', async () => {
  const codes = [fresh(), fresh(), fresh()];
  const names = ['甲', '乙', '丙'];
  const startedAt = Date.now();
  for (let nth = 0; nth < 24; nth++) {
    const code = codes[(nth * 7) % 3] ?? '';
    const later = nth % 4 === 3 ? { effectiveAt: new Date(Date.now() + (nth % 5) * 400).toISOString() } : {};
    const body = { entry: window(code, names[(nth * 5) % 3] ?? ''), reason: '测试登记', ...later };
    // Before what is scheduled nothing is taken: such a refusal changes nothing, and the replay must agree with that too.
    if (nth % 6 === 5) await leader.post(path(code, '/end'), { reason: '测试登记' });
    else await leader.put(path(code), body);
  }
  const log = await query<{ key: string; effective_at: string; name: string | null }>(
    `SELECT key, effective_at::text, body->>'name' AS name FROM registry.entry WHERE list = 'windows' AND key = ANY($1) ORDER BY effective_at, seq`,
    [codes],
  );
  expect(log.length).toBeGreaterThan(12);
  const instants = [startedAt - 1, ...log.flatMap(({ effective_at: at }) => [Number(at) - 1, Number(at), Number(at) + 1])];
  for (const instant of new Set(instants)) {
    const replayed = new Map<string, string | null>();
    for (const line of log) if (Number(line.effective_at) <= instant) replayed.set(line.key, line.name);
    for (const code of codes) {
      const { status, body } = await leader.get<Kept>(path(code, `?asOf=${new Date(instant).toISOString()}`));
      const name = replayed.get(code) ?? null;
      expect([instant, code, status, body.entry?.['name'] ?? null]).toEqual([instant, code, name === null ? 404 : 200, name]);
    }
  }
});
