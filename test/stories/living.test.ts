import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyCategory, gridOf, order, report } from '../world/case-road.js';
import { readFeed } from '../world/feed.js';
import { http, person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { until } from '../world/wait.js';
import { engineHistory, filesHolding } from '../world/where-words-are.js';

let worker: Person;
let secretary: Person;

beforeAll(async () => {
  worker = await person('gridWorker');
  secretary = await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
});

describe('what people see by itself', () => {
  test('the feed tells of a case, and after a break goes on behind the last event seen', async () => {
    const told = readFeed(secretary, (events) => events.some((event) => event.data['type'] === 'filed'));
    const { id } = await report(worker);
    await order(worker, id, { command: 'accept' });
    const events = (await told).filter((event) => event.data['caseId'] === id);
    expect(events.at(-1)?.data).toMatchObject({ caseId: id, stage: 'dispatch', type: 'filed' });

    await order(worker, id, { command: 'finish', result: '已清理' });
    const later = await readFeed(secretary, (more) => more.some((event) => event.data['type'] === 'settled'), events.at(-1)?.id);
    expect(later.filter((event) => event.data['caseId'] === id).map((event) => event.data['type'])).toEqual(['settled']);
  });

  test('a message is unread until its reader reads it, once', async () => {
    const { id } = await report(worker);
    await order(worker, id, { command: 'accept' });
    await order(worker, id, { command: 'escalate', reason: '网格无力解决' });
    type Page = { items: { id: string; caseId: string; text: string; readAt: string | null }[]; unread: number };
    const notice = await until('the notice', async () => {
      const page = await secretary.get<Page>('/api/notices?unread=true&limit=200');
      return page.body.items.find((one) => one.caseId === id) ?? null;
    });
    const before = (await secretary.get<Page>('/api/notices')).body.unread;
    const first = await secretary.post<{ readAt: string; unread: number }>(`/api/notices/${notice.id}/read`, {});
    const again = await secretary.post<{ readAt: string; unread: number }>(`/api/notices/${notice.id}/read`, {});
    expect(first.body.unread).toBe(before - 1);
    expect(again.body).toEqual(first.body);
  });
});

describe('what the ops team sees', () => {
  test.each([0, 1, 2, 3, 4, 5])('process %i answers /healthz, /readyz and /metrics on its own port', async (index) => {
    const base = `http://127.0.0.1:${Number(new URL(place.url).port) + 4 + index}`;
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await fetch(base + path)).status).toBe(200);
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('process_cpu_user_seconds_total');
  });

  test('the API describes itself in OpenAPI 3.1', async () => {
    const { body } = await http<{ openapi: string; paths: Record<string, unknown> }>('GET', '/api/openapi.json');
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/cases', '/api/cases/{id}/commands', '/api/feed']));
  });
});

describe('personal data', () => {
  test('words of people are in PostgreSQL and nowhere else: not in the engine, the stream or a log', async () => {
    const planted = `暗号${Date.now()}`;
    const words = { title: planted, description: planted, categoryCode: await anyCategory(worker), gridId: await gridOf(worker) };
    const reported = await worker.post<{ id: string }>('/api/cases', words);
    const { id } = reported.body;
    await order(worker, id, { command: 'accept' });
    await order(worker, id, { command: 'finish', result: planted });
    // That the case itself is found there shows that the search would find its words.
    await until('its facts in the stream', async () => filesHolding('nats', id).length > 0);
    const engine = await engineHistory(id);
    expect([engine.includes(id), engine.includes(planted)]).toEqual([true, false]);
    for (const folder of ['nats', 'logs']) expect(filesHolding(folder, planted)).toEqual([]);
  });
});
