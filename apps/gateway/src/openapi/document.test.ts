import { LIST_NAMES } from '@shaodao/contracts/register/lists';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectProblem, send } from '@shaodao/gateway/fixture/http';
import { World } from '@shaodao/gateway/fixture/world';

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[];
  responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }>; headers?: object }>;
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  security: object[];
}

let world: World;
let built: string;
let document: { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown>; securitySchemes: object } };

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'gateway-console-'));
  mkdirSync(join(built, 'assets'));
  writeFileSync(join(built, 'index.html'), '<!doctype html><title>哨到</title>');
  writeFileSync(join(built, 'assets/main-3f2a.js'), 'export {};');
  world = await World.start(24_040, { CONSOLE_DIR: built });
  document = (await send(`${world.url}/api/openapi.json`)).body as unknown as typeof document;
});
afterAll(async () => {
  await world.end();
  rmSync(built, { recursive: true });
});

const operation = (method: string, path: string): Operation => {
  const found = document.paths[path]?.[method];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
};

/** Every list of the register has the same routes. */
function ofList(list: string): string[] {
  const path = `/api/register/${list}`;
  return [`get ${path}`, `get ${path}/{key}`, `get ${path}/{key}/history`, `put ${path}/{key}`, `post ${path}/{key}/end`, `post ${path}/{key}/unmask`];
}

describe('the OpenAPI document', () => {
  test('describes every route of the API', () => {
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(described.sort()).toEqual([
      ...LIST_NAMES.flatMap(ofList),
      'delete /api/sessions/current',
      'get /api/activations',
      'get /api/activations/mine',
      'get /api/activations/{id}',
      'get /api/activations/{id}/people',
      'get /api/activations/{id}/people/{personId}',
      'get /api/activations/{id}/score',
      'get /api/activations/{id}/teams',
      'get /api/activations/{id}/cap',
      'get /api/activations/{id}/cap/messages',
      'get /api/alerts',
      'get /api/alerts/{id}',
      'get /api/assessment/departments',
      'get /api/callbacks/{token}',
      'get /api/cases',
      'get /api/cases/{id}',
      'get /api/cases/{id}/attachments',
      'get /api/cases/{id}/attachments/{attachmentId}',
      'get /api/cases/{id}/attachments/{attachmentId}/thumbnail',
      'get /api/cases/{id}/clock',
      'get /api/cases/{id}/deadlines',
      'get /api/cases/{id}/duplicates',
      'get /api/cases/{id}/events',
      'get /api/categories',
      'get /api/channels/{realm}/{channel}/receipts',
      'get /api/departments',
      'get /api/districts/current',
      'get /api/exports/template',
      'get /api/exports/{list}',
      'get /api/duty',
      'get /api/duty/calendar.ics',
      'get /api/duty/fairness',
      'get /api/duty/gaps',
      'get /api/duty/mine',
      'get /api/duty/shifts',
      'get /api/feed',
      'get /api/grids',
      'get /api/grids/crosswalk',
      'get /api/grids/reshapes/{id}',
      'get /api/grids/{id}',
      'get /api/imports',
      'get /api/imports/{id}',
      'get /api/me',
      'get /api/notices',
      'get /api/people/colleagues',
      'get /api/people/names',
      'get /api/people/{id}',
      'get /api/people/{id}/tasks',
      'get /api/plans',
      'get /api/register/names',
      'get /api/rules',
      'get /api/rules/replans',
      'get /api/rules/replans/{id}',
      'get /api/rules/{kind}/{version}',
      'post /api/activations',
      'post /api/activations/{id}/acknowledge',
      'post /api/activations/{id}/call',
      'post /api/activations/{id}/cancel',
      'post /api/activations/{id}/card',
      'post /api/activations/{id}/change-level',
      'post /api/activations/{id}/confirm',
      'post /api/activations/{id}/people/add',
      'post /api/activations/{id}/people/release',
      'post /api/activations/{id}/reports',
      'post /api/activations/{id}/stand-down',
      'post /api/activations/{id}/steps/{code}/finish',
      'post /api/activations/{id}/tasks/{code}/finish',
      'post /api/activations/{id}/team-code',
      'post /api/alerts',
      'post /api/callbacks/{token}',
      'post /api/cases',
      'post /api/cases/{id}/attachments',
      'post /api/cases/{id}/callback-link',
      'post /api/cases/{id}/commands',
      'post /api/channels/{realm}/{channel}/receipts',
      'post /api/exports/{list}',
      'post /api/imports',
      'post /api/duty/swaps',
      'post /api/duty/swaps/{code}/{action}',
      'post /api/grids/reshape',
      'post /api/grids/reshapes/{id}/call-off',
      'post /api/notices/{id}/read',
      'post /api/plans/{id}/rehearse',
      'post /api/routing/explain',
      'post /api/rules/calendars',
      'post /api/rules/categories',
      'post /api/rules/policies',
      'post /api/rules/preview',
      'post /api/rules/replans',
      'post /api/sessions',
    ].sort());
  });

  test('says the shapes, the key, the doors and the problems of a command', () => {
    const command = operation('post', '/api/cases/{id}/commands');
    expect(command.parameters?.map(({ name, in: place }) => `${place} ${name}`).sort()).toEqual(['header Idempotency-Key', 'path id']);
    expect(JSON.stringify(command.requestBody)).toContain('plannedFinishAt');
    expect(command.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    expect(Object.keys(command.responses)).toEqual(['200', '400', '401', '403', '404', '409', '413', '429', '500', '503']);
    expect(command.responses['200']?.content?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/CaseSnapshot' });
    expect(command.responses['409']?.content?.['application/problem+json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' });
    expect(operation('post', '/api/cases').responses['201']?.headers).toHaveProperty('Location');
    expect(operation('post', '/api/sessions').security).toEqual([]);
    expect(operation('post', '/api/sessions').responses['200']?.headers).toHaveProperty('Set-Cookie');
    expect(operation('post', '/api/callbacks/{token}').security).toEqual([]);
    expect(operation('post', '/api/callbacks/{token}').responses['200']?.headers).toBeUndefined();
    expect(Object.keys(operation('get', '/api/callbacks/{token}').responses)).toEqual(['200', '400', '404', '429', '500', '503']);
    expect(operation('post', '/api/activations/{id}/acknowledge').security).toEqual([{ bearer: [] }, { cookie: [] }, {}]);
    expect(Object.keys(operation('post', '/api/activations').responses)).toEqual(expect.arrayContaining(['200', '201']));
    const filters = operation('get', '/api/cases').parameters?.map(({ name }) => name);
    expect(filters).toEqual(['stage', 'level', 'gridId', 'departmentId', 'mine', 'overdue', 'suspended', 'awaits', 'q', 'cursor', 'limit']);
  });

  test('points at nothing that is not in it', () => {
    const pointed = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([^"]+)/g)].map(([, name]) => name ?? '');
    expect(pointed.length).toBeGreaterThan(20);
    expect(pointed.filter((name) => document.components.schemas[name] === undefined)).toEqual([]);
  });

  test('has a page to read that asks nobody else', async () => {
    const page = String((await send(`${world.url}/api/docs`)).body['text']);
    const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const address = new URL(part, `${world.url}/api/docs`);
      expect(address.origin).toBe(world.url);
      expect((await fetch(address)).status).toBe(200);
    }
  });
});

describe('the console', () => {
  test('is at /, and every address that is no file is its page', async () => {
    for (const path of ['/', '/cases/17', '/index.html']) {
      const answer = await send(world.url + path);
      expect([answer.status, answer.body['text'], answer.headers.get('cache-control')]).toEqual([200, '<!doctype html><title>哨到</title>', 'no-cache']);
    }
  });

  test('files with a hash in their name are kept for long; a missing one is no page', async () => {
    const asset = await send(`${world.url}/assets/main-3f2a.js`);
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expectProblem(await send(`${world.url}/assets/main-0000.js`), 404, 'NOT_FOUND');
    expectProblem(await send(`${world.url}/..%2f..%2fpackage.json`), 400, 'INVALID', 'path');
  });

  test('works over plain http: nothing asks for https, MapLibre may start its worker', async () => {
    const { headers } = await send(world.url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});
