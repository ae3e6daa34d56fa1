import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { geocoded, info } from '@shaodao/dispatch/alerts/fixture/messages';
import type { Browser } from 'playwright-core';
import { city, COMMUNITY, inForce, pressed, see, standDown } from '../world/activation.js';
import { AlertSenders, alertNow } from '../world/alerts.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { openBrowser, Screen } from './screen.js';

/** 应急 as a department sees it, and the key as an alert fills it in. */
let browser: Browser;
let leader: Person;
let officer: Person;

beforeAll(async () => {
  browser = await openBrowser();
  [leader, officer] = await Promise.all([person('centreLeader'), person('departmentDuty')]);
  await city.clear();
});
afterAll(() => browser.close());

test('a department reads on a phone first where its own people stand, all of them at once, and no sum of others', async () => {
  const id = await pressed(leader, { planId: '511703-FX', responseLevel: 'III', drill: true, breakGlass: true });
  await inForce(leader, id);
  const own = (await see(officer, id)).tally.people;
  const screen = await Screen.of(browser, officer.account, 390);
  const { page } = screen;
  await page.goto(`${place.url}/activations/${id}`);
  await page.getByRole('heading', { name: '本单位人员到位情况' }).waitFor();
  await page.locator('.counter-people dd').filter({ hasText: new RegExp(`^${own}$`) }).waitFor();
  await page.getByRole('button', { name: `全部 ${own}` }).waitFor();
  expect(await page.locator('.person').count()).toBe(own);
  await screen.shot('69-unit-phone');
  await page.getByRole('button', { name: '编队', exact: true }).click();
  await page.getByRole('heading', { name: /^本单位人员所在编队/ }).waitFor();
  expect(screen.faults).toEqual([]);
  await standDown(leader, id);
});

test('an alert fills in the key, opened where its ground is; one that cannot be read keeps nobody from it', async () => {
  const headline = '某区气象台发布暴雨黄色预警信号（试验）';
  const sent = await AlertSenders.known().send(alertNow({ infos: [info({ headline, areas: geocoded(COMMUNITY) })] }));
  expect(sent.status).toBe(201);
  const screen = await Screen.of(browser, leader.account, 390);
  const { page } = screen;
  await page.goto(`${place.url}/activations`);
  await page.getByRole('link', { name: headline }).first().click();
  await page.getByText('下面已按这条预警填好', { exact: false }).waitFor();
  expect(await page.getByRole('radio', { name: '防汛应急预案' }).isChecked()).toBe(true);
  expect(await page.locator('.area-tree details[open] input:checked').count()).toBe(1);
  expect(await page.getByLabel('启动理由').inputValue()).toBe(headline);
  await screen.shot('70-key-by-alert-phone');
  await page.goto(`${place.url}/activations/new?alert=${officer.personId}`);
  await page.getByText('预警没有读到，不影响启动', { exact: false }).waitFor();
  await page.getByText('请先选择实战还是演练').waitFor();
  await screen.shot('71-key-without-alert-phone');
  expect(screen.faults).toEqual([]);
});
