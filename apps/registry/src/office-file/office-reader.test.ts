import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { afterAll, expect, test } from '@jest/globals';
import { bookOf } from '@shaodao/registry/office-file/fixture/workbook';
import { OfficeReader } from '@shaodao/registry/office-file/office-reader.service';
import { readInThread } from '@shaodao/registry/office-file/read-in-thread';
import type { OfficeFile } from '@shaodao/registry/office-file/sheet';
import { writeWorkbook } from '@shaodao/registry/office-file/write-workbook';

const reader = new OfficeReader();
afterAll(() => reader.onApplicationShutdown());

const HEADERS = Array.from({ length: 15 }, (_, column) => `第${column + 1}列`);
const rows = (count: number): string[][] => Array.from({ length: count }, (_, row) => HEADERS.map((_header, column) => `${511703002001001 + row * 15 + column}`));

test('30,000 rows are read within 5 s in a thread of their own, while the event loop goes on', async () => {
  const given = rows(30_000);
  const bytes = new Uint8Array(await writeWorkbook([{ name: '人员', headers: HEADERS, rows: given }]));
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const from = performance.now();
  delay.enable();
  const [sheet] = await reader.read({ name: 'a.xlsx', bytes });
  delay.disable();
  const tookMs = performance.now() - from;
  expect(sheet?.rows).toHaveLength(30_001);
  expect(sheet?.rows.at(-1)).toEqual({ row: 30_001, cells: given.at(-1) });
  expect(tookMs).toBeLessThan(5_000);
  expect(delay.max / 1e6).toBeLessThan(tookMs / 2);
}, 60_000);

test('a bad file is refused in words, and the next is read', async () => {
  const formula = bookOf({ sheets: { 人员: '<row r="2"><c r="B2"><f>A1</f></c></row>' } });
  await expect(reader.read({ name: 'a.xlsx', bytes: formula })).rejects.toMatchObject({
    name: 'OfficeFileRefused',
    fault: { sheet: '人员', row: 2, column: 'B', code: 'formula', reasonZh: expect.stringContaining('公式') },
  });
  expect(await reader.read({ name: 'a.csv', bytes: new Uint8Array(Buffer.from('甲,乙')) })).toEqual([{ name: null, rows: [{ row: 1, cells: ['甲', '乙'] }] }]);
});

test('a file that fills the memory or takes too long ends its thread and not the process', async () => {
  const strings = Array.from({ length: 400_000 }, (_, index) => `<si><t>${index}, and more words than it is worth</t></si>`).join('');
  const large = (): OfficeFile => ({ name: 'a.xlsx', bytes: bookOf({ strings }) });
  const { signal } = new AbortController();
  await expect(readInThread(large(), { timeMs: 30_000, heapMb: 24 }, signal)).rejects.toMatchObject({ fault: { code: 'costly', reason: expect.stringContaining('memory') } });
  await expect(readInThread(large(), { timeMs: 20, heapMb: 512 }, signal)).rejects.toMatchObject({ fault: { code: 'costly', reason: expect.stringContaining('time') } });
  expect(await readInThread(large(), { timeMs: 30_000, heapMb: 512 }, signal)).toHaveLength(1);
}, 60_000);

test('the end of the service ends a reading at once', async () => {
  const ended = new OfficeReader();
  const reading = ended.read({ name: 'a.xlsx', bytes: bookOf() });
  ended.onApplicationShutdown();
  await expect(reading).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('five wait for each other, the sixth is sent away for a moment', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => reader.read({ name: 'a.xlsx', bytes: bookOf() })));
  expect(asked.map(({ status }) => status)).toEqual([...Array.from({ length: 5 }, () => 'fulfilled'), 'rejected']);
  expect(asked.at(-1)).toMatchObject({ reason: { code: 'TOO_MANY' } });
});
