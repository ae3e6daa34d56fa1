import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { history, order, report, typesOf } from '../world/case-road.js';
import { attach, fetchFile, photo, type Evidence } from '../world/evidence.js';
import { person, type Answer, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';
import { engineHistory, filesHolding } from '../world/where-words-are.js';

let worker: Person;
let secretary: Person;
let stranger: Person;

beforeAll(async () => {
  worker = await person('gridWorker');
  secretary = await person('communitySecretary', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
  stranger = await person('communitySecretary', 0, (one) => !worker.account.areaCode.startsWith(one.areaCode));
});

const kept = join(place.data, 'attachments');
const incoming = (): string[] => (existsSync(join(kept, 'incoming')) ? readdirSync(join(kept, 'incoming')) : []);
const list = async (someone: Person, id: string): Promise<Evidence[]> =>
  (await someone.get<{ items: Evidence[] }>(`/api/cases/${id}/attachments`)).body.items;
const refusal = (answer: Answer<unknown>): unknown[] => {
  const { code, field } = answer.body as { code?: string; field?: string };
  return [answer.status, code, field];
};

describe('evidence', () => {
  test('a photo is kept without place and name; what is served has the hash of the case’s event', async () => {
    const { id } = await report(worker);
    const given = await photo('PlantedOwner');
    const answer = await attach(worker, id, { bytes: given, name: '现场照片.jpg', purpose: 'report' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ mediaType: 'image/jpeg', purpose: 'report', name: '现场照片.jpg', byId: worker.personId });
    const [line] = (await history(worker, id)).filter(({ type }) => type === 'attached');

    const address = `/api/cases/${id}/attachments/${answer.body.id}`;
    const served = await fetchFile(secretary, address);
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(createHash('sha256').update(served.bytes).digest('hex')).toBe(line?.fact['sha256']);
    expect((await sharp(given).metadata()).exif?.includes('PlantedOwner')).toBe(true);
    const said = await sharp(served.bytes).metadata();
    expect([said.orientation, said.exif?.length]).toEqual([6, 32]);
    expect((await sharp(served.bytes).raw().toBuffer()).equals(await sharp(given).raw().toBuffer())).toBe(true);
    const small = await fetchFile(secretary, `${address}/thumbnail`);
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'webp', width: 240, height: 320 });
    expect(line?.text).toEqual({ name: '现场照片.jpg' });
    expect(incoming()).toEqual([]);
  });

  test('who may not see the case neither adds nor reads', async () => {
    const { id } = await report(worker);
    const { body } = await attach(worker, id, { bytes: await photo('x') });
    expect(refusal(await attach(stranger, id, { bytes: await photo('y') }))).toEqual([403, 'FORBIDDEN', undefined]);
    for (const path of ['', `/${body.id}`, `/${body.id}/thumbnail`]) {
      expect((await fetchFile(stranger, `/api/cases/${id}/attachments${path}`)).status).toBe(403);
    }
    expect(refusal(await attach(worker, randomUUID(), { bytes: await photo('z') }))).toEqual([404, 'NOT_FOUND', 'id']);
    expect(typesOf(await history(worker, id))).toEqual(['reported', 'attached']);
  });

  test('the same file twice, by whomever and under whatever key, is one attachment', async () => {
    const { id } = await report(worker);
    const bytes = await photo('x');
    const key = randomUUID();
    const first = await attach(worker, id, { bytes, key });
    const repeated = await attach(worker, id, { bytes, key });
    const other = await attach(secretary, id, { bytes, purpose: 'after', name: 'b.jpg' });
    expect([first.status, repeated.status, other.status]).toEqual([201, 201, 200]);
    expect(repeated.body).toEqual(first.body);
    expect(other.body).toEqual(first.body);
    expect(refusal(await attach(worker, id, { bytes: await photo('other'), key }))).toEqual([409, 'KEY_REUSED', 'Idempotency-Key']);
    expect(await list(worker, id)).toEqual([first.body]);
    expect(typesOf(await history(worker, id))).toEqual(['reported', 'attached']);
  });

  test('five presses of one file at once are one attachment', async () => {
    const { id } = await report(worker);
    const bytes = await photo('x');
    const people = [worker, worker, secretary, secretary, await person('subdistrictDuty', 0, (one) => worker.account.areaCode.startsWith(one.areaCode))];
    const answers = await Promise.all(people.map((one) => attach(one, id, { bytes })));
    for (const answer of answers) expect([200, 201]).toContain(answer.status);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await list(worker, id)).toHaveLength(1);
  });

  test('twenty are taken, the twenty-first is refused and leaves nothing', async () => {
    const { id } = await report(worker);
    for (let n = 0; n < 20; n++) expect((await attach(worker, id, { bytes: await photo(`${n}`, 32, 32) })).status).toBe(201);
    const before = await counts(id);
    const more = await photo('more', 32, 32);
    expect(refusal(await attach(worker, id, { bytes: more }))).toEqual([400, 'INVALID', 'attachments']);
    expect(await counts(id)).toEqual(before);
    expect(await list(worker, id)).toHaveLength(20);
    expect(incoming()).toEqual([]);
  });

  test('10 MiB and one byte is 413; what pretends to be a picture is refused, in both languages, and nothing stays', async () => {
    const { id } = await report(worker);
    expect(refusal(await attach(worker, id, { bytes: Buffer.alloc(10_485_761) }))).toEqual([413, 'TOO_LARGE', 'file']);
    const pretenders: [string, Buffer][] = [
      ['HTML called photo.jpg', Buffer.from('<!doctype html><script>1</script>')],
      ['a text with the first bytes of a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('x'.repeat(500))])],
      ['a photo with a RAR behind it', Buffer.concat([await photo('x'), Buffer.from('Rar!\x1a\x07\x00', 'latin1')])],
      ['nothing', Buffer.alloc(0)],
    ];
    for (const [what, bytes] of pretenders) {
      const answer = await attach<{ detail: string }>(worker, id, { bytes, name: 'photo.jpg' });
      expect([what, ...refusal(answer)]).toEqual([what, 400, 'INVALID', 'file']);
      expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    }
    expect(typesOf(await history(worker, id))).toEqual(['reported']);
    expect([await counts(id), incoming()]).toEqual([{ uploads: 0, names: 0 }, []]);
  });

  test('an ended case takes none', async () => {
    const { id } = await report(worker);
    await order(worker, id, { command: 'reject', reason: '重复' });
    expect(refusal(await attach(worker, id, { bytes: await photo('x') }))).toEqual([409, 'WRONG_STAGE', undefined]);
    expect(await counts(id)).toEqual({ uploads: 0, names: 0 });
  });

  test('a PDF is a download', async () => {
    const { id } = await report(worker);
    const { body } = await attach(worker, id, { bytes: pdf(), name: '检测报告.pdf' });
    expect(body.mediaType).toBe('application/pdf');
    const served = await fetchFile(worker, `/api/cases/${id}/attachments/${body.id}`);
    expect(served.headers.get('content-disposition')).toContain("filename*=UTF-8''%E6%A3%80");
    expect((await fetchFile(worker, `/api/cases/${id}/attachments/${body.id}/thumbnail`)).status).toBe(404);
  });
});

test('names of files and people in them are in PostgreSQL and nowhere else', async () => {
  const planted = `Planted${Date.now()}`;
  const { id } = await report(worker);
  await attach(worker, id, { bytes: await photo(planted), name: `${planted}.jpg` });
  await attach(worker, id, { bytes: Buffer.from(planted), name: `${planted}.txt` });
  await until('its fact in the stream', async () => filesHolding('nats', id).length > 0);
  const engine = await engineHistory(id);
  expect([engine.includes('attached'), engine.includes(planted)]).toEqual([true, false]);
  for (const folder of ['nats', 'logs', 'attachments']) expect(filesHolding(folder, planted)).toEqual([]);
  const names = await query<{ body: { name: string } }>(`SELECT body FROM dispatch.case_text WHERE case_id = $1 AND body ? 'name'`, [id]);
  expect(names.map(({ body }) => body.name)).toEqual([`${planted}.jpg`]);
});

/** Rows a case holds of files, and names of them. */
async function counts(id: string): Promise<{ uploads: number; names: number }> {
  const [found] = await query<{ uploads: number; names: number }>(
    `SELECT (SELECT count(*)::int FROM dispatch.attachment_upload WHERE case_id = $1) AS uploads,
      (SELECT count(*)::int FROM dispatch.case_text WHERE case_id = $1 AND body ? 'name') AS names`,
    [id],
  );
  return found ?? { uploads: -1, names: -1 };
}

function pdf(): Buffer {
  const bodies = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'];
  const objects = bodies.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.7\n${objects}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`);
}
