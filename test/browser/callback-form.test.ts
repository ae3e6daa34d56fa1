import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { castOf, closedCase, history } from '../world/case-road.js';
import { person } from '../world/people.js';
import { place, resultsFolder } from '../world/place.js';
import { until } from '../world/wait.js';
import { openBrowser } from './screen.js';

/** The page of a call-back's link in real Chromium, on a phone, by somebody who has no account. */
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
});

afterAll(async () => {
  await browser.close();
});

/** What is smaller than 长辈版 asks: text of 18 px, targets of 60. */
async function tooSmall(): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    for (const element of document.querySelectorAll('.callback *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
      if (own && Number.parseFloat(getComputedStyle(element).fontSize) < 18) small.push(`text ${element.textContent}`);
    }
    for (const target of document.querySelectorAll('.callback button, .callback-option, .callback textarea')) {
      const { width, height } = target.getBoundingClientRect();
      if (width < 60 || height < 60) small.push(`target ${target.textContent} ${width}×${height}`);
    }
    return small;
  });
}

test('a resident opens the link, is asked again for what is missing, answers by keys, and finds it answered later', async () => {
  const cast = await castOf(await person('gridWorker'), person);
  const done = await closedCase(cast);
  await until('its close in the record', async () => (await history(cast.worker, done.id)).at(-1)?.type === 'closed');
  const link = await cast.worker.post<{ path: string }>(`/api/cases/${done.id}/callback-link`, undefined);
  await page.goto(place.url + link.body.path);
  await page.getByRole('heading', { name: '办理结果回访' }).waitFor();
  await page.getByText(done.number).waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/路面塌陷|登录/);
  expect(await tooSmall()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: `${resultsFolder}screenshots/20-callback-phone.png`, fullPage: true });

  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByRole('alert').getByText('是否解决').waitFor();
  await page.getByRole('radio', { name: '解决了', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('radio', { name: '满意', exact: true }).focus();
  // From 满意 one further by the keyboard: 基本满意.
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('还想说点什么（可不填）').fill('修得还行');
  await page.screenshot({ path: `${resultsFolder}screenshots/21-callback-chosen.png`, fullPage: true });
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByText('已收到您的评价，谢谢！').waitFor();
  expect(await tooSmall()).toEqual([]);
  const lines = await until('the word in the history', async () => {
    const now = await history(cast.worker, done.id);
    return now.at(-1)?.type === 'calledBack' ? now : null;
  });
  expect(lines.at(-1)).toMatchObject({ fact: { channel: 'web', solved: true, word: 'fair' }, text: { remark: '修得还行' } });

  await page.reload();
  await page.getByText('已收到您的评价，谢谢！').waitFor();
  expect(await page.getByRole('radio').count()).toBe(0);
  await page.goto(`${place.url}/callback/nobody-made-this`);
  await page.getByText('这个链接无效或已经过期。').waitFor();
  await page.screenshot({ path: `${resultsFolder}screenshots/22-callback-gone.png` });
  expect(faults).toEqual([]);
});
