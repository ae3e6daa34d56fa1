import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { gridOf, history, typesOf } from '../world/case-road.js';
import { accounts, person, type Account } from '../world/people.js';
import { place } from '../world/place.js';
import { openBrowser, Screen } from './screen.js';

/** The console's main road in real Chromium; a screenshot of each step is kept in test-results/screenshots. */
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

function account(seat: Account['seat'], n: number, where: (one: Account) => boolean = () => true): Account {
  const one = accounts.filter((each) => each.seat === seat && where(each))[n];
  if (one === undefined) throw new Error(`no demo account ${n} of ${seat}`);
  return one;
}

test('report, whistle, sign, report in, finish, verify and close by different people, live on a waiting screen', async () => {
  const worker = account('gridWorker', 0);
  const over = (one: Account): boolean => worker.areaCode.startsWith(one.areaCode);
  const api = await person('gridWorker');
  const gridId = await gridOf(api);
  const grid = await api.get<{ attachedDepartmentIds: string[]; name: string }>(`/api/grids/${gridId}`);
  const ofLead = (one: Account): boolean => one.departmentId === grid.body.attachedDepartmentIds[0];
  const title = `楼道堆物 ${Date.now()}`;

  const reporter = await Screen.of(browser, worker, 390);
  const waiting = await Screen.of(browser, account('communitySecretary', 0, over));
  await waiting.page.goto(`${place.url}/?view=all&q=${encodeURIComponent(title)}`);
  await reporter.shot('01-list-phone');
  await reporter.page.goto(`${place.url}/report`);
  await reporter.page.locator('.map[data-ready=true]').waitFor();
  await reporter.page.getByLabel('标题').fill(title);
  await reporter.page.getByLabel('情况').fill('三单元一层楼道堆放杂物，堵住消防通道。');
  await reporter.page.getByLabel('类别').click();
  await reporter.page.keyboard.type('暴露垃圾');
  await reporter.page.keyboard.press('Enter');
  await reporter.page.getByLabel('网格（在列表或地图上选）').click();
  await reporter.page.keyboard.type(worker.areaCode);
  await reporter.page.keyboard.press('Enter');
  await reporter.shot('02-report-phone');
  await reporter.page.getByRole('button', { name: '提交报事' }).click();
  await reporter.page.waitForURL(/\/cases\//);
  const id = reporter.page.url().split('/').at(-1) ?? '';
  // The secretary's list shows it by itself.
  await waiting.page.getByText(title).first().waitFor();
  await waiting.shot('03-live-list');

  const chief = await Screen.of(browser, account('gridWorker', 1, (one) => one.areaCode === worker.areaCode));
  await chief.open(id);
  await chief.give('受理', {});
  await chief.page.getByRole('button', { name: '吹哨', exact: true }).click();
  await chief.page.getByLabel('吹哨理由').fill('堵塞消防通道，需部门到场');
  const second = chief.page.getByRole('button', { name: '去掉部门 2' });
  if (await second.isVisible()) await second.click();
  await chief.shot('04-whistle');
  await chief.page.getByRole('button', { name: '确认吹哨' }).click();
  await chief.page.getByText('吹哨：已完成').first().waitFor();

  const officer = await Screen.of(browser, account('departmentDuty', 0, ofLead), 390);
  await officer.open(id);
  await officer.shot('05-sign-phone');
  // Exactly what the case allows him, and nothing to scroll sideways for.
  const seen = await officer.page.getByRole('button', { name: /^(受理|不予受理|吹哨|撤回哨声|签收|联系|报到|办结|核查通过|返工|结案|提级)$/ }).allInnerTexts();
  expect(seen.map((text) => text.replaceAll(' ', ''))).toEqual(['签收']);
  expect(await officer.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await officer.give('签收');
  await officer.give('联系', { 联系对象: '物业值班室', 拟采取的措施: '联合清运' });
  const colleague = await Screen.of(browser, account('departmentDuty', 1, ofLead), 390);
  await colleague.open(id);
  await colleague.give('报到', {});
  await colleague.shot('06-reported-in-phone');
  await colleague.give('办结', { 办理结果: '已清运并张贴提示' });

  const secretary = waiting;
  await secretary.open(id);
  await secretary.give('核查通过');
  const leader = await Screen.of(browser, account('subdistrictDuty', 0, over));
  await leader.open(id);
  await leader.give('结案');
  await leader.shot('07-closed');
  await leader.page.goto(`${place.url}/board`);
  await leader.page.getByRole('heading', { name: '街道级' }).waitFor();
  await leader.page.getByText('正在读取').first().waitFor({ state: 'detached' });
  await leader.shot('08-board');

  expect(typesOf(await history(api, id)).at(-1)).toBe('closed');
  for (const screen of [reporter, chief, officer, colleague, secretary, leader]) expect(screen.faults).toEqual([]);
}, 300_000);
