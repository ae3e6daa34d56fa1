import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { addAttachment, type Attachment } from '@shaodao/contracts/attachments';
import { CodedError } from '@shaodao/contracts/errors';
import { formOf, type Part } from '@shaodao/gateway/fixture/form';
import { expectProblem, send, type Answer } from '@shaodao/gateway/fixture/http';
import { MORNING, worker } from '@shaodao/gateway/fixture/people';
import { until } from '@shaodao/gateway/fixture/until';
import { World } from '@shaodao/gateway/fixture/world';

/** Megabytes on a machine that does other things too. */
jest.setTimeout(30_000);

const CASE = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b55';
const ID = '0193599e-8f5a-7cc2-9d1e-2f0f6a1c7b56';
const folder = mkdtempSync(join(tmpdir(), 'gateway-blobs-'));
const evidence: Attachment = { id: ID, mediaType: 'image/jpeg', size: 3, sha256: 'ab'.repeat(32), purpose: 'after', name: '现场.jpg', at: MORNING, byId: worker.actor.personId };

let world: World;
/** What dispatch found under the key it was told, at the moment it was told. */
let seen: Buffer | null = null;
let verdict: () => { attachment: Attachment; created: boolean };

beforeAll(async () => {
  world = await World.start(24_100, { BLOB_STORE: `file:${folder}` });
  world.sessions.set('worker', worker);
  world.answer(addAttachment, ({ uploadId }) => {
    seen = readFileSync(join(folder, 'incoming', uploadId));
    return verdict();
  });
  await world.services.connection.flush();
});
afterAll(async () => {
  await world.end();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  seen = null;
  verdict = () => ({ attachment: evidence, created: true });
});

const address = (): string => `${world.url}/api/cases/${CASE}/attachments`;
const left = (): string[] => (existsSync(join(folder, 'incoming')) ? readdirSync(join(folder, 'incoming')) : []);

async function upload(parts: Part[], more: { headers?: Record<string, string>; ended?: boolean } = {}): Promise<Answer> {
  const form = formOf(parts, { ended: more.ended ?? true });
  const response = await fetch(address(), {
    method: 'POST',
    headers: { authorization: 'Bearer worker', ...form.headers, ...more.headers },
    body: new Uint8Array(form.raw),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

describe('a file', () => {
  test('reaches dispatch by the store, whole, and nothing of the upload stays', async () => {
    const bytes = randomBytes(2_000_000);
    const answer = await upload([{ name: 'purpose', body: 'after' }, { name: 'file', filename: 'C:\\照片\\现场.jpg', body: bytes }], {
      headers: { 'idempotency-key': 'k1' },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/cases/${CASE}/attachments/${ID}`);
    expect(answer.body).toMatchObject({ id: ID, at: '2026-11-23T09:30:00.000+08:00' });
    expect(seen?.equals(bytes)).toBe(true);
    expect(world.lastAsked(addAttachment)).toEqual({
      actor: worker.actor, key: 'k1', caseId: CASE, uploadId: expect.any(String), purpose: 'after', name: '现场.jpg',
    });
    expect(left()).toEqual([]);
  });

  test('before its purpose or without one is the same; the case had it already is 200', async () => {
    verdict = () => ({ attachment: evidence, created: false });
    expect((await upload([{ name: 'file', filename: 'a', body: 'x' }, { name: 'purpose', body: 'before' }])).status).toBe(200);
    expect(world.lastAsked(addAttachment)).toMatchObject({ purpose: 'before', key: null });
    await upload([{ name: 'file', filename: '', body: 'x' }]);
    expect(world.lastAsked(addAttachment)).toMatchObject({ purpose: 'other', name: null });
  });

  test('of exactly 10 MiB is passed on, of one byte more is 413 and leaves nothing', async () => {
    expect((await upload([{ name: 'file', filename: 'a', body: Buffer.alloc(10_485_760) }])).status).toBe(201);
    expect(seen?.length).toBe(10_485_760);
    seen = null;
    expectProblem(await upload([{ name: 'file', filename: 'a', body: Buffer.alloc(10_485_761) }]), 413, 'TOO_LARGE', 'file');
    expect([seen, left()]).toEqual([null, []]);
  });

  test('that says it is far larger is 413 before it is read', async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      const asked = httpRequest(address(), {
        method: 'POST',
        headers: { authorization: 'Bearer worker', 'content-type': 'multipart/form-data; boundary=x', 'content-length': '5000000000' },
      });
      asked.once('response', (response) => {
        resolve(response.statusCode ?? 0);
        asked.destroy();
      });
      asked.once('error', reject);
      asked.write('--x\r\n');
    });
    expect([answer, left()]).toEqual([413, []]);
  });

  test('a refusal of dispatch is said in the caller’s language, and nothing stays', async () => {
    verdict = () => {
      throw new CodedError('INVALID', { field: 'file', reason: 'moving pictures are not taken', reasonZh: '不接收动图' });
    };
    const parts = [{ name: 'file', filename: 'a.gif', body: 'GIF89a' }];
    const chinese = await upload(parts);
    expectProblem(chinese, 400, 'INVALID', 'file');
    expect(chinese.body['detail']).toBe('不接收动图');
    expect((await upload(parts, { headers: { 'accept-language': 'en' } })).body['detail']).toBe('moving pictures are not taken');
    expect(left()).toEqual([]);
  });

  test('of a client that goes away in the middle leaves nothing', async () => {
    const asked = httpRequest(address(), {
      method: 'POST',
      headers: { authorization: 'Bearer worker', ...formOf([]).headers, 'content-length': '900000' },
    });
    asked.on('error', () => undefined);
    asked.write(formOf([{ name: 'file', filename: 'a', body: randomBytes(300_000) }], { ended: false }).raw);
    await until('the begun upload', () => left().length > 0);
    asked.destroy();
    await until('its end', () => left().length === 0);
    expect(seen).toBeNull();
  });
});

describe('a form that is none of ours', () => {
  test.each<[string, Part[], string]>([
    ['without a file', [{ name: 'purpose', body: 'after' }], 'file'],
    ['that is empty', [], 'file'],
    ['with two files', [{ name: 'file', filename: 'a', body: 'x' }, { name: 'file', filename: 'b', body: 'y' }], 'file'],
    ['with a file by another name', [{ name: 'photo', filename: 'a', body: 'x'.repeat(200_000) }], 'photo'],
    ['with an unknown field', [{ name: 'colour', body: 'red' }, { name: 'file', filename: 'a', body: 'x' }], 'colour'],
    ['with an unknown purpose', [{ name: 'purpose', body: 'fun' }, { name: 'file', filename: 'a', body: 'x' }], 'purpose'],
    ['with a field of Object itself', [{ name: '__proto__', body: 'x' }, { name: 'file', filename: 'a', body: 'x' }], 'body'],
  ])('%s is refused and named', async (_, parts, field) => {
    expectProblem(await upload(parts), 400, 'INVALID', field);
    expect([seen, left()]).toEqual([null, []]);
  });

  test('that is cut short or no form at all is refused, and the connection goes on', async () => {
    expectProblem(await upload([{ name: 'file', filename: 'a', body: 'x' }], { ended: false }), 400, 'INVALID', 'body');
    expectProblem(await send(address(), { token: 'worker', body: { file: 'x' } }), 400, 'INVALID', 'Content-Type');
    expect((await upload([{ name: 'file', filename: 'a', body: 'x' }])).status).toBe(201);
  });

  test('without a session, or with a browser’s cookie from another page, is refused', async () => {
    expectProblem(await upload([{ name: 'file', filename: 'a', body: 'x' }], { headers: { authorization: '' } }), 401, 'UNAUTHENTICATED');
    const foreign = { authorization: '', cookie: 'shaodao_session=worker', origin: 'https://evil.example' };
    expectProblem(await upload([{ name: 'file', filename: 'a', body: 'x' }], { headers: foreign }), 403, 'FORBIDDEN', 'Origin');
  });
});
