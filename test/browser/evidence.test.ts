import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { report } from '../world/case-road.js';
import { photo } from '../world/evidence.js';
import { accounts, person } from '../world/people.js';
import { openBrowser, Screen } from './screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

test('a grid worker adds photos on a phone, is told what was not taken, and sees them with who and when', async () => {
  const worker = await person('gridWorker');
  const { id } = await report(worker);
  const account = accounts.find((one) => one.account === worker.account.account);
  if (account === undefined) throw new Error('no account');
  const screen = await Screen.of(browser, account, 390);
  await screen.open(id);
  const { page } = screen;
  await page.getByText('还没有附件').waitFor();
  expect(await page.getByRole('button', { name: '选择照片或 PDF' }).evaluate((button) => button.getBoundingClientRect().height)).toBeGreaterThanOrEqual(44);
  await page.getByLabel('选择照片或 PDF', { exact: true }).setInputFiles([
    { name: '一.jpg', mimeType: 'image/jpeg', buffer: await photo('x') },
    { name: '假的.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') },
    { name: '二.jpg', mimeType: 'image/jpeg', buffer: await photo('y') },
  ]);
  await page.getByText('已上传 2 个').waitFor();
  await page.getByRole('alert').getByText('假的.jpg：只接收 JPEG').waitFor();
  const pictures = page.getByRole('list', { name: '照片' }).getByRole('img');
  await pictures.nth(1).waitFor();
  await pictures.first().scrollIntoViewIfNeeded();
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>('.pictures img')].every((img) => img.naturalWidth > 0));
  expect(await pictures.first().getAttribute('alt')).toMatch(/^报事现场照片，.+ 上传，打开大图$/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.getByText('上传附件').first().waitFor();
  await page.getByRole('heading', { name: '附件' }).evaluate((heading) => heading.scrollIntoView());
  await screen.shot('09-evidence-phone');

  // The server's part was seen above: here only what the screen does with more files than there is room for.
  await page.route('**/attachments', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 201, json: {} }) : route.continue()));
  const buffer = Buffer.from('x');
  const many = Array.from({ length: 19 }, (_, nth) => ({ name: `多${nth + 1}.jpg`, mimeType: 'image/jpeg', buffer }));
  await page.getByLabel('选择照片或 PDF', { exact: true }).setInputFiles(many);
  await page.getByRole('alert').getByText('多19.jpg：附件最多 20 个').waitFor();
  await page.getByText('已上传 18 个').waitFor();
  expect(screen.faults).toEqual([]);
});
