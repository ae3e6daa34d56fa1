import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getAttachment, listAttachments, type Attachment } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { World } from '@shaodao/gateway/fixture/world';

const CASE = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55';
const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b56';
const SHA256 = 'ab'.repeat(32);
const folder = mkdtempSync(join(tmpdir(), 'gateway-blobs-'));
const evidence: Attachment = { id: ID, mediaType: 'image/jpeg', size: 3, sha256: SHA256, purpose: 'after', name: '现场.jpg', at: MORNING, byId: worker.actor.personId };

let world: World;

beforeAll(async () => {
  world = await World.start(24_080, { BLOB_STORE: `file:${folder}` });
  world.sessions.set('worker', worker);
  world.answer(listAttachments, () => ({ items: [evidence] }));
  world.answer(getAttachment, ({ attachmentId }) => {
    if (attachmentId !== ID) throw new CodedError('NOT_FOUND', { field: 'attachmentId' });
    return evidence;
  });
  await world.services.connection.flush();
  mkdirSync(join(folder, 'ab'), { recursive: true });
  writeFileSync(join(folder, 'ab', SHA256), 'jpg');
  writeFileSync(join(folder, 'ab', `${SHA256}.webp`), 'small');
});
afterAll(async () => {
  await world.end();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  send(`${world.url}/api/cases/${CASE}/attachments${path}`, { token: 'worker', headers });

test('the list says who, when and what', async () => {
  expect((await get('')).body).toEqual({ items: [{ ...evidence, at: '2026-11-23T09:30:00.000+08:00' }] });
});

test('a picture comes inline, runs nothing, and is asked for again each time', async () => {
  const answer = await get(`/${ID}`);
  expect([answer.status, answer.body['text']]).toEqual([200, 'jpg']);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': '3',
    'content-disposition': `inline; filename="${ID}.jpg"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.jpg`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    etag: `"${SHA256}"`,
  });
  expect((await get(`/${ID}`, { 'if-none-match': `"${SHA256}"` })).status).toBe(304);
  expect((await get(`/${ID}/thumbnail`)).body['text']).toBe('small');
});

test('a PDF is a download and has no small picture', async () => {
  const wasImage = evidence.mediaType;
  evidence.mediaType = 'application/pdf';
  try {
    const answer = await get(`/${ID}`);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
    expectProblem(await get(`/${ID}/thumbnail`), 404, 'NOT_FOUND', 'thumbnail');
  } finally {
    evidence.mediaType = wasImage;
  }
});

test('an unknown one is 404; bytes that are gone are a fault of ours', async () => {
  expectProblem(await get('/0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b57'), 404, 'NOT_FOUND', 'attachmentId');
  rmSync(join(folder, 'ab', SHA256));
  expectProblem(await get(`/${ID}`), 500, 'INTERNAL');
});
