import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { castOf, order, report } from '../world/case-road.js';
import { person } from '../world/people.js';
import { openBrowser, Screen } from './screen.js';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

test('a whistle that names no department calls those the rules of routing find', async () => {
  const { worker } = await castOf(await person('gridWorker'), person);
  const { id } = await report(worker);
  await order(worker, id, { command: 'accept' });
  const subdistrict = await person('subdistrictDuty', 0, (one) => worker.account.areaCode.startsWith(one.areaCode));
  const screen = await Screen.of(browser, subdistrict.account, 390);
  const { page } = screen;
  await screen.open(id);
  await screen.press('吹哨');
  await screen.pick('工作推进');
  await page.getByText('不选部门则按派遣规则自动确定').waitFor();
  await page.getByRole('button', { name: '去掉部门 1' }).click();
  await screen.fill({ 吹哨理由: '请有关部门到场' });
  await screen.shot('48-whistle-by-rules-phone');
  await screen.confirm('吹哨');
  const { body } = await subdistrict.get<{ tasks: unknown[] }>(`/api/cases/${id}`);
  expect(body.tasks.length).toBeGreaterThan(0);
  expect(screen.faults).toEqual([]);
});
