import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { afterAll, expect, test } from '@jest/globals';
import { Inspector } from '@shaodao/dispatch/attachments/inspection/inspector.service';
import { objectStreamBomb, photographed, scene } from '@shaodao/dispatch/fixture/pictures';

const inspector = new Inspector();
afterAll(() => inspector.onApplicationShutdown());

/** Bytes of their own: the inspector takes them over. */
const given = (file: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(file);

test('a PDF of kilobytes that unpacks to gigabytes ends its thread: the event loop goes on meanwhile, and the next file is taken', async () => {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const from = performance.now();
  expect(await inspector.inspect(given(objectStreamBomb(1_500_000_000)))).toEqual({ fault: 'costly' });
  delay.disable();
  // Of the seconds it takes, the loop is held up a part at most, even on a machine that is busy.
  expect(delay.max / 1e6).toBeLessThan((performance.now() - from) / 2);
  expect(await inspector.inspect(given(await photographed(scene()).png().toBuffer()))).toMatchObject({ file: { mediaType: 'image/png' } });
}, 90_000);

test('many at once are taken one after another, and the seventeenth is sent away for a moment', async () => {
  const photo = await scene().jpeg().toBuffer();
  const asked = await Promise.allSettled(Array.from({ length: 17 }, () => inspector.inspect(given(photo))));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
  expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'TOO_MANY' } });
}, 30_000);
