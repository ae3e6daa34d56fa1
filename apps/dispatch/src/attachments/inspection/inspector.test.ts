import { performance, monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, expect, test } from '@jest/globals';
import { Inspector } from '@shaodao/dispatch/attachments/inspection/inspector.service';
import { objectStreamBomb, photographed, scene } from '@shaodao/dispatch/fixture/pictures';

const inspector = new Inspector();
afterAll(() => inspector.onApplicationShutdown());

/** Bytes of their own: the inspector takes them over. */
const given = (file: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(file);

test('a photo of twelve megapixels is taken apart beside the event loop, which is never held up for long', async () => {
  const photo = await photographed(scene(4_000, 3_000)).jpeg({ quality: 95 }).toBuffer();
  await inspector.inspect(given(photo));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const from = performance.now();
  const inspected = await inspector.inspect(given(photo));
  delay.disable();
  expect('file' in inspected && inspected.file.mediaType).toBe('image/jpeg');
  expect(performance.now() - from).toBeLessThan(8_000);
  expect(delay.max / 1e6).toBeLessThan(250);
}, 30_000);

test('a PDF of kilobytes that unpacks to gigabytes ends its thread, not the process; the next file is taken', async () => {
  expect(await inspector.inspect(given(objectStreamBomb(1_500_000_000)))).toEqual({ fault: 'costly' });
  expect(await inspector.inspect(given(await scene().png().toBuffer()))).toMatchObject({ file: { mediaType: 'image/png' } });
}, 60_000);

test('many at once are taken one after another, and the seventeenth is sent away for a moment', async () => {
  const photo = await scene().jpeg().toBuffer();
  const asked = await Promise.allSettled(Array.from({ length: 17 }, () => inspector.inspect(given(photo))));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
  expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'TOO_MANY' } });
});
