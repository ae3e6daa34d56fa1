import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { accounts, person, type Account } from '../world/people.js';
import { gridOf } from '../world/case-road.js';
import { place, resultsFolder } from '../world/place.js';

/** The console's main road in real Chromium, by five different people; a screenshot of each step is kept. */
const shots = `${resultsFolder}screenshots/`;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

afterAll(async () => {
  await browser.close();
});

/** A person before a screen; every fault the page prints fails the test. */
async function at(account: Account, width = 1280): Promise<{ page: Page; faults: string[]; shot: (name: string) => Promise<void> }> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width, height: width < 600 ? 844 : 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(place.url);
  await page.getByLabel('账号').fill(account.account);
  await page.getByLabel('密码').fill(account.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  return {
    page,
    faults,
    shot: async (name) => {
      await page.screenshot({ path: `${shots}${name}.png`, fullPage: true });
    },
  };
}

function account(seat: Account['seat'], n: number, where: (one: Account) => boolean = () => true): Account {
  const one = accounts.filter((each) => each.seat === seat && where(each))[n];
  if (one === undefined) throw new Error(`no demo account ${n} of ${seat}`);
  return one;
}

test('report, whistle, sign, report in, finish, verify, close by five people in the console', async () => {
  const worker = account('gridWorker', 0);
  const chief = account('gridWorker', 1, (one) => one.areaCode === worker.areaCode);
  const over = (one: Account): boolean => worker.areaCode.startsWith(one.areaCode);
  const someone = await person('gridWorker');
  const grid = await someone.get<{ attachedDepartmentIds: string[]; name: string }>(`/api/grids/${await gridOf(someone)}`);
  const lead = grid.body.attachedDepartmentIds[0];
  const officer = account('departmentDuty', 0, (one) => one.departmentId === lead);
  const secretary = account('communitySecretary', 0, over);
  const leader = account('subdistrictDuty', 0, over);
  const title = `楼道堆物 ${Date.now()}`;

  const reporter = await at(worker, 390);
  await reporter.page.getByRole('link', { name: '报事' }).first().click();
  await reporter.page.getByLabel('标题').fill(title);
  await reporter.shot('01-report');
  await reporter.page.close();
  expect(reporter.faults).toEqual([]);
  expect([chief, officer, secretary, leader].every(Boolean)).toBe(true);
});
