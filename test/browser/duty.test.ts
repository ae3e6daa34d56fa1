import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { accounts, person, type Account } from '../world/people.js';
import { openBrowser, Screen } from './screen.js';

/** 值班 in real Chromium: two officers of a community take turns; one asks for a swap, the other accepts it. */
let browser: Browser;
/** As the shift was before. */
let before: { path: string; entry: Record<string, unknown> } | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  if (before !== undefined) await (await person('centreLeader')).put(before.path, { entry: before.entry, reason: '恢复原班次' });
});

const DAY_MS = 86_400_000;

const officers = accounts.filter(({ seat }) => seat === 'communityOfficer');

function pairOf(): [Account, Account] {
  for (const one of officers) {
    const other = officers.find((each) => each !== one && each.areaCode === one.areaCode);
    if (other !== undefined) return [one, other];
  }
  throw new Error('no community has two officers');
}

/** Both stand together in every turn of the demonstration: here each has every other day. */
async function takeTurns(areaCode: string): Promise<void> {
  const leader = await person('centreLeader');
  const roster = `communityOfficer~${areaCode}~`;
  const { body } = await leader.get<{ items: { key: string; entry: Record<string, unknown> }[] }>(`/api/register/shifts?limit=1&cursor=${encodeURIComponent(roster)}`);
  const [shift] = body.items;
  if (shift?.entry['roster'] !== roster) throw new Error(`no shift of ${roster}`);
  const path = `/api/register/shifts/${encodeURIComponent(shift.key)}`;
  before = { path, entry: shift.entry };
  const people = [...new Set((shift.entry['turns'] as string[][]).flat())].slice(0, 2);
  const answer = await leader.put(path, { entry: { ...shift.entry, every: '1d', turns: people.map((one) => [one]) }, reason: '一人一天' });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

test('a swap is asked by one, accepted by the other, and both see the shift where it now is', async () => {
  const [one, other] = pairOf();
  await takeTurns(one.areaCode);
  const asker = await Screen.of(browser, one, 390);
  const { page } = asker;
  await page.getByRole('link', { name: '值班' }).click();
  const shifts = page.getByRole('list', { name: '我的班次' }).getByRole('listitem');
  await shifts.first().waitFor();
  await page.getByText('正在读取…').first().waitFor({ state: 'detached' });
  await page.getByText('正在查找空岗').waitFor({ state: 'detached' });
  await page.getByRole('list', { name: '班次', exact: true }).waitFor();
  await asker.shot('40-duty-phone');
  await asker.longShot('40-duty-phone');

  const swap = page.getByRole('button', { name: /^申请换班/ }).last();
  const which = (await swap.getAttribute('aria-label'))?.replace('申请换班 ', '') ?? '';
  await swap.click();
  await page.getByLabel('换给谁').click();
  await page.locator('.ant-select-item-option').first().click();
  await page.getByRole('radio').nth(1).waitFor();
  await asker.shot('41-ask-swap-phone');
  await page.getByRole('button', { name: '发出申请' }).click();
  await page.getByText('换班申请已发出').waitFor();
  const mine = page.getByRole('list', { name: '换班申请' }).getByRole('listitem').filter({ hasText: which });
  await mine.getByText('待对方同意').waitFor();

  const answerer = await Screen.of(browser, other);
  await answerer.page.getByRole('link', { name: '值班' }).click();
  const asked = answerer.page.getByRole('list', { name: '换班申请' }).getByRole('listitem').filter({ hasText: which });
  await asked.getByText('等您答复').waitFor();
  await answerer.page.getByRole('list', { name: '班次', exact: true }).waitFor();
  await answerer.shot('42-swap-asked');
  await asked.getByRole('button', { name: '同意' }).click();
  await answerer.page.getByText('已同意换班').waitFor();
  await asked.getByText('已同意', { exact: true }).waitFor();
  await answerer.page.getByRole('button', { name: /^显示全部/ }).click();
  await answerer.page.getByRole('list', { name: '我的班次' }).getByRole('listitem').filter({ hasText: which }).waitFor();
  await answerer.page.getByText('值班均衡').click();
  await answerer.page.getByRole('columnheader', { name: '夜班' }).waitFor();
  await answerer.shot('43-swap-accepted');
  await answerer.longShot('43-swap-accepted');

  await page.reload();
  await mine.getByText('已同意').waitFor();
  await page.getByRole('button', { name: /^显示全部/ }).click();
  expect(await shifts.filter({ hasText: which }).count()).toBe(0);

  const calendar = page.getByRole('button', { name: '下载我的值班日历' });
  const [file] = await Promise.all([page.waitForEvent('download'), calendar.click()]);
  expect(file.suggestedFilename()).toBe('我的值班.ics');
  await page.route('**/api/duty/calendar.ics?*', (route) => route.abort(), { times: 1 });
  await calendar.click();
  await page.getByRole('alert').first().waitFor();

  await answerer.page.getByRole('link', { name: '登记' }).click();
  await answerer.page.getByRole('button', { name: /^消息/ }).click();
  await answerer.page.getByRole('listitem').filter({ hasText: '有人申请与您换班' }).first().getByRole('button', { name: '打开值班' }).click();
  await answerer.page.waitForURL(/\/duty$/);
  for (const screen of [asker, answerer]) expect(screen.faults).toEqual([]);
}, 180_000);

/** Everybody of a roster is away for a day; given back afterwards. */
async function allAway(areaCode: string): Promise<() => Promise<void>> {
  const leader = await person('centreLeader');
  const roster = `communityOfficer~${areaCode}~`;
  const { body } = await leader.get<{ items: { entry: Record<string, unknown> }[] }>(`/api/register/shifts?limit=1&cursor=${encodeURIComponent(roster)}`);
  const turns = (body.items[0]?.entry['turns'] ?? []) as string[][];
  const people = [...new Set(turns.flat())];
  const fromAt = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
  const paths: string[] = [];
  for (const number of people) {
    const path = `/api/register/leave/${encodeURIComponent(`${number}~${fromAt}`)}`;
    const entry = { person: number, fromAt: new Date(fromAt).toISOString(), untilAt: new Date(fromAt + DAY_MS).toISOString() };
    const answer = await leader.put(path, { entry, reason: '外出培训' });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    paths.push(path);
  }
  return async () => {
    for (const path of paths) await leader.post(`${path}/end`, { reason: '培训取消' });
  };
}

test('a gap is told by word and sign, among the gaps and among the days of its roster', async () => {
  const secretary = accounts.filter(({ seat }) => seat === 'communitySecretary').at(-1) as Account;
  const back = await allAway(secretary.areaCode);
  try {
    const screen = await Screen.of(browser, secretary, 390);
    const { page } = screen;
    await page.getByRole('link', { name: '值班' }).click();
    const gap = page.getByRole('list', { name: '空岗' }).getByRole('listitem').first();
    await gap.getByText('排班人员均不在岗').waitFor();
    await gap.getByRole('button').click();
    await page.waitForURL(/roster=/);
    await page.getByRole('list', { name: '班次', exact: true }).getByText('空岗').first().waitFor();
    await screen.shot('44-gap-phone');
    await screen.longShot('44-gap-phone');
    expect(screen.faults).toEqual([]);
  } finally {
    await back();
  }
}, 120_000);
