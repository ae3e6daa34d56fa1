import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { accounts, person, type Account } from '../world/people.js';
import { place } from '../world/place.js';
import { openBrowser, Screen } from './screen.js';

/** 登记 in real Chromium: lists are found and read, an entry is changed with a reason, and its history says so. */
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

function accountOf(seat: Account['seat'], n = 0): Account {
  const one = accounts.filter((each) => each.seat === seat)[n];
  if (one === undefined) throw new Error(`no demo account ${n} of ${seat}`);
  return one;
}

interface Listed {
  items: { key: string; entry: Record<string, unknown> }[];
}

async function firstOf(list: string): Promise<Listed['items'][number]> {
  const { body } = await (await person('centreLeader')).get<Listed>(`/api/register/${list}?limit=50`);
  const one = body.items.find(({ entry }) => list !== 'people' || typeof entry['phone'] === 'string');
  if (one === undefined) throw new Error(`the list ${list} is empty`);
  return one;
}

test('a leader finds a list, changes an entry with a reason, and its history says who, why and what', async () => {
  const screen = await Screen.of(browser, accountOf('centreLeader'));
  const { page } = screen;
  await page.getByRole('link', { name: '登记' }).click();
  await page.getByRole('heading', { name: '登记', level: 1 }).waitFor();
  await screen.shot('20-register');
  await page.getByRole('link', { name: /^部门/ }).click();
  await page.getByRole('row').nth(3).waitFor();
  await screen.shot('21-departments');

  const { key, entry } = await firstOf('departments');
  const line = `应急${Date.now() % 10_000}`;
  await page.getByLabel('从部门代码开始').fill(key);
  await page.waitForURL(/from=/);
  await page.getByRole('link', { name: String(entry['name']) }).click();
  await page.getByRole('heading', { name: String(entry['name']) }).waitFor();
  await page.getByText('首次登记').waitFor();
  await page.getByRole('button', { name: '变更' }).click();
  await page.getByLabel('条线').fill(line);
  await page.getByRole('button', { name: '确认变更' }).click();
  await page.getByText('请填写理由').waitFor();
  await screen.shot('22-change-form');
  await page.getByLabel('理由').fill('条线归口调整');
  await page.getByRole('button', { name: '确认变更' }).click();
  await page.getByText('变更已记录').waitFor();
  const newest = page.getByRole('list', { name: '变更记录' }).getByRole('listitem').first();
  await newest.getByText('理由：条线归口调整').waitFor();
  await newest.getByText(line).waitFor();
  await screen.longShot('23-department-changed');

  // What was is still there to be read.
  await page.getByLabel('截至时间').fill('2026-01-01T08:00');
  await page.getByText('不是现在').waitFor();
  expect(await page.getByRole('button', { name: '变更' }).count()).toBe(0);
  await screen.shot('24-as-of');
  expect(screen.faults).toEqual([]);
}, 120_000);

test('a number behind stars is shown for a reason only, on a phone as on a desk', async () => {
  const { key, entry } = await firstOf('people');
  const phone = await Screen.of(browser, accountOf('centreLeader'), 390);
  const { page } = phone;
  await page.getByRole('button', { name: '更多' }).click();
  await phone.shot('25-more-phone');
  await page.getByRole('link', { name: '登记' }).click();
  await page.getByRole('link', { name: /^人员/ }).waitFor();
  await phone.shot('26-register-phone');
  await phone.longShot('26-register-phone');
  await page.getByRole('link', { name: /^人员/ }).click();
  await page.getByRole('list', { name: '人员' }).getByRole('link').first().waitFor();
  await phone.shot('27-people-phone');
  await page.goto(`${place.url}/register/people/entries/${key}`);
  await page.getByText(String(entry['phone'])).waitFor();
  await phone.shot('28-person-phone');
  await phone.longShot('28-person-phone');
  await page.getByRole('button', { name: '显示完整' }).click();
  await page.getByLabel('查看理由').fill('通知换班');
  await page.getByRole('button', { name: '确认显示' }).click();
  await page.getByText('查看的理由已记录').waitFor();
  expect(await page.getByText(String(entry['phone'])).count()).toBe(0);
  expect(phone.faults).toEqual([]);
}, 120_000);

test('an entry is added and ended; a key that stands is not overwritten', async () => {
  const phone = await Screen.of(browser, accountOf('centreLeader'), 390);
  const { page } = phone;
  const department = await firstOf('departments');
  const code = `W${Date.now()}`;
  await page.goto(`${place.url}/register/windows`);
  await page.getByRole('button', { name: '新增联系窗口' }).click();
  await page.getByLabel('窗口编号', { exact: true }).fill(code);
  await phone.fill({ 名称: '夜间窗口', 电话: '0818-1234567', 理由: '新设窗口' });
  await phone.choose('部门代码', String(department.entry['name']));
  await phone.shot('29-new-phone');
  await page.getByRole('button', { name: '确认新增' }).click();
  await page.getByRole('heading', { name: '夜间窗口' }).waitFor();
  await page.getByRole('link', { name: String(department.entry['name']) }).waitFor();

  await page.goto(`${place.url}/register/windows`);
  await page.getByRole('button', { name: '新增联系窗口' }).click();
  await page.getByLabel('窗口编号', { exact: true }).fill(code);
  await phone.fill({ 名称: '另一个窗口', 电话: '0818-7654321', 理由: '误填' });
  await phone.choose('部门代码', String(department.entry['name']));
  await page.getByRole('button', { name: '确认新增' }).click();
  await page.getByText('这个编号已经登记过').waitFor();

  await page.goto(`${place.url}/register/windows/entries/${code}`);
  await page.getByRole('button', { name: '结束' }).click();
  await page.getByLabel('理由').fill('窗口撤并');
  await page.getByRole('button', { name: '确认结束' }).click();
  await page.getByText('现在没有这一项').waitFor();
  await page.getByText('结束登记').waitFor();
  await phone.shot('30-ended-phone');
  expect(phone.faults).toEqual([]);
}, 120_000);

test('a grid shows its ground; a seat that keeps nothing has no way to the register in its navigation', async () => {
  const { key } = await firstOf('grids');
  const leader = await Screen.of(browser, accountOf('centreLeader'));
  await leader.page.goto(`${place.url}/register/grids/entries/${key}`);
  await leader.page.locator('.map[data-ready=true]').waitFor();
  await leader.shot('31-grid');
  await leader.longShot('31-grid');
  expect(leader.faults).toEqual([]);
  const worker = await Screen.of(browser, accountOf('gridWorker'));
  expect(await worker.page.getByRole('link', { name: '登记' }).count()).toBe(0);
  await worker.page.goto(`${place.url}/register/grids/entries/${key}`);
  await worker.page.getByText('变更记录').first().waitFor();
  expect(await worker.page.getByRole('button', { name: '变更' }).count()).toBe(0);
}, 120_000);

test('a community secretary keeps only what lies in the own community', async () => {
  const secretary = await Screen.of(browser, accountOf('communitySecretary'));
  const { page } = secretary;
  await page.getByRole('link', { name: '登记' }).click();
  await page.getByRole('link', { name: /^任职/ }).click();
  await page.getByRole('row').nth(2).waitFor();
  await secretary.shot('32-posts');
  await page.getByRole('link', { name: '登记' }).first().click();
  await page.getByRole('link', { name: /^班次/ }).click();
  await page.getByRole('row').nth(2).waitFor();
  await secretary.shot('33-shifts');
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByText('变更记录').first().waitFor();
  await secretary.longShot('34-shift');
  expect(secretary.faults).toEqual([]);
}, 120_000);
