import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { report } from '../world/case-road.js';
import { accounts, person } from '../world/people.js';
import { place } from '../world/place.js';
import { withHoliday } from '../world/rules.js';
import { openBrowser, Screen } from './screen.js';

/** 规则 in real Chromium: a holiday is drafted, previewed, published, and running cases are moved to it. */
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

test('a leader previews a calendar, publishes it and re-plans the running cases; nobody else sees the page in the navigation', async () => {
  const leader = await person('centreLeader');
  await report(await person('gridWorker'));
  const calendar = await withHoliday(leader);
  const screen = await Screen.of(browser, leader.account);
  const { page } = screen;
  await page.getByRole('link', { name: '规则' }).click();
  await page.getByRole('heading', { name: '发布新版' }).waitFor();
  await page.getByRole('button', { name: '载入现行内容作为新版' }).click();
  const draft = page.getByLabel('新版内容（JSON）');
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.rules-draft')?.value !== '');
  expect(JSON.parse(await draft.inputValue())).toMatchObject({ id: calendar.id, version: calendar.version });

  await draft.fill('{');
  await page.getByRole('button', { name: '预览影响' }).click();
  await page.getByText('不是有效的 JSON').waitFor();
  await draft.fill(JSON.stringify({ ...calendar, weekdays: [] }));
  await page.getByRole('button', { name: '预览影响' }).click();
  await page.getByText('calendar.weekdays').waitFor();
  await page.getByRole('alert').getByText('至少要有一个工作日').waitFor();
  await draft.fill(JSON.stringify(calendar));
  await page.getByRole('button', { name: '预览影响' }).click();
  await page.getByText(/在办案件 \d+ 件，其中 \d+ 件/).waitFor();
  await screen.shot('11-rules-preview');
  await page.getByLabel('发布理由').fill('临时放假一天');
  await page.getByRole('button', { name: '发布新版' }).click();
  await page.getByText(`第 ${calendar.version} 版已发布`).waitFor();
  await page.getByRole('row', { name: /工作日历.*现行.*临时放假一天/ }).first().waitFor();

  await page.getByLabel(`工作日历（第 ${calendar.version} 版）`).check();
  await page.getByLabel('重新计算的理由').fill('按新日历重新计算');
  await page.getByRole('button', { name: '重新计算全部在办案件' }).click();
  await page.getByText(/已完成：(\d+) \/ \1 件/).first().waitFor({ timeout: 60_000 });
  await page.getByRole('list', { name: '历次重新计算' }).getByText(`工作日历第 ${calendar.version} 版`).first().waitFor();
  await screen.shot('12-rules-replanned');
  expect(screen.faults).toEqual([]);

  const phone = await Screen.of(browser, leader.account, 390);
  await phone.page.getByRole('button', { name: '更多' }).click();
  await phone.page.getByRole('link', { name: '规则' }).click();
  await phone.page.getByRole('row', { name: /工作日历.*现行/ }).first().waitFor();
  await phone.shot('13-rules-phone');
  await phone.longShot('13-rules-phone');
  expect(phone.faults).toEqual([]);

  const worker = await Screen.of(browser, accounts.find(({ seat }) => seat === 'gridWorker') ?? leader.account);
  await worker.page.goto(place.url);
  await worker.page.getByRole('link', { name: '报事' }).waitFor();
  expect(await worker.page.getByRole('link', { name: '规则' }).count()).toBe(0);
});
