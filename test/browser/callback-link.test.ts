import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { castOf, closedCase, command, history } from '../world/case-road.js';
import { person } from '../world/people.js';
import { place } from '../world/place.js';
import { until } from '../world/wait.js';
import { openBrowser, Screen } from './screen.js';

/** The link of a call-back, made on the case page by who calls back, and opened by who got it. */
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

test('an officer makes the link on a phone by keys alone, sees it whole, copies it, and a resident answers behind it', async () => {
  const cast = await castOf(await person('gridWorker'), person);
  const done = await closedCase(cast);
  await until('its close in the record', async () => (await history(cast.worker, done.id)).at(-1)?.type === 'closed');
  const screen = await Screen.of(browser, cast.secretary.account, 390);
  const { page } = screen;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await screen.open(done.id);
  await screen.press('回访');

  // Without an answer it says so, and the same button tries again.
  await page.route('**/callback-link', (route) => route.abort(), { times: 1 });
  const make = page.getByRole('button', { name: '生成回访链接' });
  await make.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('没有连上服务器').waitFor();
  await page.keyboard.press('Enter');
  const link = page.getByText(new RegExp(`^${place.url}/callback/\\S+$`));
  await link.waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  const address = await link.innerText();
  expect(await link.evaluate((shown) => shown.scrollWidth <= shown.clientWidth)).toBe(true);
  await screen.shot('46-callback-link-phone');

  // The focus is still on the button, which copies now.
  expect(await page.getByRole('button', { name: '复制', exact: true }).evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('已复制').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  const resident = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await resident.goto(address);
  await resident.getByText('解决了', { exact: true }).click();
  await resident.getByText('满意', { exact: true }).click();
  await resident.getByRole('button', { name: '提交评价' }).click();
  await resident.getByText('已收到您的评价，谢谢！').waitFor();
  // The officer's form hears of it.
  await page.getByText('案件已有变化，此项操作现在不能办理').waitFor();
  await page.getByRole('status').getByText('这个链接不能再用').waitFor();
  expect(screen.faults).toEqual([]);
});

test('where the browser does not copy the link is chosen for the person to do it; where nothing is open it is refused in Chinese', async () => {
  const cast = await castOf(await person('gridWorker'), person);
  const done = await closedCase(cast);
  const screen = await Screen.of(browser, cast.secretary.account);
  const { page } = screen;
  // As on a page without https.
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await screen.open(done.id);
  await screen.press('回访');
  await page.getByRole('button', { name: '生成回访链接' }).click();
  await page.getByRole('button', { name: '复制', exact: true }).click();
  await page.getByRole('status').getByText('链接已选中').waitFor();
  expect(await page.evaluate(() => getSelection()?.toString().trim())).toMatch(new RegExp(`^${place.url}/callback/\\S+$`));

  await page.reload();
  await screen.press('回访');
  // The feed is silent: the screen is behind the case.
  await page.route('**/api/cases/**', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  const answer = await command(cast.worker, done.id, { command: 'recordCallback', channel: 'inApp', reached: true, solved: true, word: 'good' });
  expect(answer.status).toBe(200);
  await page.getByRole('button', { name: '生成回访链接' }).click();
  await page.getByText('现在没有待回访的事项').waitFor();
  expect(screen.faults).toEqual([]);
});
