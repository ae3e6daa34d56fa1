import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { history, isWhole, report } from '../world/case-road.js';
import { killAndWait, type ChildName } from '../world/children.js';
import { attach, fetchFile, photo, type Evidence } from '../world/evidence.js';
import { insist } from '../world/insist.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { query } from '../world/records.js';
import { until } from '../world/wait.js';

/** Those a file passes on its way into a case. */
const VICTIMS: ChildName[] = ['gateway', 'dispatch', 'worker', 'temporal', 'postgres'];
const PHOTOS = 6;

let worker: Person;

beforeAll(async () => {
  worker = await person('gridWorker');
});

test.each(VICTIMS)('kill -9 of %s while photos are sent: each is evidence once, and its bytes are there', async (victim) => {
  const { id } = await report(worker);
  const photos = await Promise.all(Array.from({ length: PHOTOS }, (_, n) => photo(`${n}`)));
  const sending = photos.map((bytes) => {
    const key = randomUUID();
    return insist(() => attach(worker, id, { bytes, key }));
  });
  await killAndWait(victim);
  const answers = await Promise.all(sending);
  for (const answer of answers) expect([200, 201]).toContain(answer.status);

  const { body } = await insist(() => worker.get<{ items: Evidence[] }>(`/api/cases/${id}/attachments`));
  expect(body.items.map((item) => item.id).sort()).toEqual(answers.map((answer) => answer.body.id).sort());
  const lines = await history(worker, id);
  expect([isWhole(lines), lines.filter(({ type }) => type === 'attached').length]).toEqual([true, PHOTOS]);
  for (const item of body.items) {
    const { bytes } = await fetchFile(worker, `/api/cases/${id}/attachments/${item.id}`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(item.sha256);
  }
});

test('what processes that died left half way is cleared by the next dispatch; what is under way and what a case has stays', async () => {
  const { id } = await report(worker);
  const { body: taken } = await attach(worker, id, { bytes: await photo('kept') });
  const kept = (sha256: string): string => join(place.data, 'attachments', sha256.slice(0, 2), sha256);
  const incoming = (name: string): string => join(place.data, 'attachments/incoming', name);
  const [old, fresh, sha256] = [randomUUID(), randomUUID(), createHash('sha256').update(randomUUID()).digest('hex')];
  mkdirSync(join(kept(sha256), '..'), { recursive: true });
  for (const file of [incoming(old), incoming(fresh), kept(sha256)]) writeFileSync(file, 'x');
  const hoursAgo = (hours: number): number => Date.now() / 1_000 - hours * 3_600;
  utimesSync(incoming(old), hoursAgo(2), hoursAgo(2));
  await query(
    `INSERT INTO dispatch.attachment_upload (upload_id, case_id, attachment_id, sha256, kept_at) VALUES ($1, $2, $3, $4, $5)`,
    [randomUUID(), id, randomUUID(), sha256, Math.floor(hoursAgo(25) * 1_000)],
  );
  // The case has it, but its taker died before it could note that.
  await query(`UPDATE dispatch.attachment_upload SET taken = false, kept_at = 0 WHERE attachment_id = $1`, [taken.id]);

  await killAndWait('dispatch');
  await until('the old files to go', async () => !existsSync(incoming(old)) && !existsSync(kept(sha256)));
  await until('the note', async () => (await query(`SELECT 1 FROM dispatch.attachment_upload WHERE attachment_id = $1 AND taken`, [taken.id])).length > 0);
  expect([existsSync(incoming(fresh)), existsSync(kept(taken.sha256))]).toEqual([true, true]);
  expect(await query(`SELECT 1 FROM dispatch.attachment_upload WHERE sha256 = $1`, [sha256])).toEqual([]);
});
