import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HttpActivation } from '@shaodao/contracts/http-activations';
import { TEAM_CODE_MS } from '@shaodao/domain/activation/on-site';
import { teamCode } from '@shaodao/dispatch/activations/team-code';
import type { Browser, Page } from 'playwright-core';
import { city } from '../world/activation.js';
import { person, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { rosterOf, type Called } from '../world/roster.js';
import { until } from '../world/wait.js';
import { openBrowser, Screen } from './screen.js';

/** 平急转换 on the screens of who presses, who confirms and who is called; a drill throughout, so that nobody is written to. */
let browser: Browser;
let leader: Person;
let second: Person;
let worker: Person;
let community: { code: string; name: string };

beforeAll(async () => {
  browser = await openBrowser();
  [leader, second, worker] = await Promise.all([person('centreLeader'), person('districtLeader'), person('gridWorker')]);
  const district = await leader.get<{ communities: { code: string; name: string }[] }>('/api/districts/current');
  const found = district.body.communities.find(({ code }) => worker.account.areaCode.startsWith(code));
  if (found === undefined) throw new Error('the demo grid lies in no community');
  community = found;
  // Nobody answers by themselves, whatever another test wanted.
  await city.clear();
  await endAll();
});

afterAll(async () => {
  await endAll();
  await browser.close();
});

/** A press over the same ground would join what another test left in force. */
async function endAll(): Promise<void> {
  const { body } = await leader.get<{ items: HttpActivation[] }>('/api/activations');
  for (const { id, phase } of body.items.filter(({ drill }) => drill)) {
    const path = phase === 'active' ? 'stand-down' : phase === 'standingDown' ? null : 'cancel';
    if (path !== null) await leader.post(`/api/activations/${id}/${path}`, { reason: '测试结束' });
  }
}

/** Fills in everything but the name that arms the key. */
async function prepare({ page }: Screen, { breakGlass }: { breakGlass: boolean }): Promise<void> {
  await page.goto(`${place.url}/activations`);
  await page.getByRole('link', { name: '一键启动' }).click();
  await page.getByText('请先选择实战还是演练').waitFor();
  await page.getByText('演练', { exact: true }).click();
  await page.getByRole('radio', { name: '防汛应急预案' }).check();
  await page.locator('summary').filter({ hasText: '的社区' }).first().waitFor();
  for (const summary of await page.locator('.area-tree summary').all()) await summary.click();
  await page.getByText(community.name, { exact: true }).first().click();
  await page.getByRole('radio', { name: 'Ⅲ级（黄）' }).check();
  await page.getByLabel('启动理由').fill('演练：水位超警戒');
  if (!breakGlass) return;
  await page.getByText('破窗启动', { exact: false }).first().click();
  await page.getByText('一人立即启动', { exact: false }).click();
  await page.getByLabel('破窗理由', { exact: false }).fill('演练破窗');
}

/** Holds the button that has the focus until the page has moved on. */
async function hold({ page }: Screen, gone: () => Promise<void>): Promise<void> {
  await page.keyboard.down('Space');
  await gone();
  await page.keyboard.up('Space');
}

function idOf({ page }: Screen): string {
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

test('the key is armed by the name and held, another leader confirms on a phone, and one press takes it back', async () => {
  const pressing = await Screen.of(browser, leader.account);
  const { page } = pressing;
  await prepare(pressing, { breakGlass: false });
  await page.getByRole('button', { name: '先推演' }).click();
  await page.getByText('将呼叫', { exact: false }).waitFor();
  const key = page.getByRole('button', { name: '开始演练' });
  const armed = page.getByLabel('照样输入', { exact: false });
  await armed.fill(community.name.slice(0, -1));
  await page.getByText('与要求的文字不一致').waitFor();
  expect(await key.getAttribute('aria-disabled')).toBe('true');
  await armed.fill(community.name);
  await page.getByText('已开锁。').waitFor();
  await pressing.shot('60-key-armed');
  await key.focus();
  await page.keyboard.press('Space');
  await page.getByText('松手太早').waitFor();
  await hold(pressing, () => page.getByText('现在还没有呼叫任何人', { exact: false }).waitFor());
  await page.getByText('您是启动人', { exact: false }).waitFor();
  await pressing.shot('61-key-confirming');

  const confirming = await Screen.of(browser, second.account, 390);
  await confirming.page.goto(`${place.url}/activations/${idOf(pressing)}`);
  await confirming.page.getByText('请核对后确认').waitFor();
  await confirming.shot('62-key-confirm-phone');
  await confirming.page.getByRole('button', { name: '确认演练' }).focus();
  await hold(confirming, () => confirming.page.getByText('即将生效').waitFor());
  await confirming.shot('63-key-window-phone');
  // The presser's page hears of it by itself, and takes it back.
  await page.getByText('即将生效').waitFor();
  await page.getByRole('button', { name: '取消启动' }).click();
  await page.getByText('启动已取消，没有呼叫任何人').waitFor();
  await confirming.page.getByText('启动已取消，没有呼叫任何人').waitFor();
  expect([...pressing.faults, ...confirming.faults]).toEqual([]);
});

test('in force: the counters add up and follow the called by themselves; reports, steps and the end', async () => {
  const commanding = await Screen.of(browser, leader.account);
  const { page } = commanding;
  await prepare(commanding, { breakGlass: true });
  await page.getByLabel('照样输入', { exact: false }).fill(community.name);
  await page.getByRole('button', { name: '破窗立即启动' }).focus();
  await hold(commanding, () => page.getByText('响应中').first().waitFor());
  const id = idOf(commanding);
  const stands = async (): Promise<HttpActivation> => (await leader.get<HttpActivation>(`/api/activations/${id}`)).body;
  const before = await until('the roster', async () => {
    const seen = await stands();
    return seen.tally.people > 0 && seen.steps.some(({ state }) => state === 'running') && seen;
  });
  const { tally } = before;
  expect(tally.pending + tally.confirmed + tally.late + tally.unreachable + tally.excused).toBe(tally.people);
  await page.getByText(`= ${tally.people} 应到`, { exact: false }).waitFor();
  await page.locator('.map[data-ready=true]').waitFor();
  await commanding.shot('64-live');
  await commanding.longShot('64-live');

  // Called and signed in.
  const called = await Screen.of(browser, worker.account, 390);
  await called.page.context().grantPermissions(['geolocation']);
  await called.page.context().setGeolocation({ latitude: 31.2, longitude: 107.5 });
  // The banner leads to the card, and so does the message behind the bell.
  await called.page.getByRole('alert').filter({ hasText: '请立即确认' }).waitFor();
  await called.page.getByRole('button', { name: /^消息/ }).click();
  await called.page.getByRole('button', { name: `打开任务卡 ${before.number}` }).click();
  await called.page.waitForURL(new RegExp(`/a/${id}$`));
  await called.page.goBack();
  await called.page.getByRole('alert').filter({ hasText: '请立即确认' }).click();
  await called.page.getByRole('button', { name: '我已收到' }).waitFor();
  await called.shot('65-card-phone');
  await called.page.getByRole('button', { name: '我已收到' }).click();
  await called.page.getByText(/已收到$/).waitFor();
  await page.locator('.counter-confirmed dd').filter({ hasText: /^1$/ }).waitFor();
  await called.page.getByRole('button', { name: '到岗报到' }).click();
  await called.page.getByText(/已到岗$/).waitFor();
  const task = called.page.getByRole('button', { name: '已完成' }).first();
  await task.click();
  await called.page.getByText(/已完成$/).first().waitFor();
  await called.shot('66-card-done-phone');
  await page.locator('.counter-site dd').filter({ hasText: /^1$/ }).waitFor();
  await page.getByRole('group', { name: '按状态' }).getByRole('button', { name: /^已确认/ }).click();
  await page.getByText('到岗（凭定位）', { exact: false }).first().waitFor();

  await page.locator('.person-name').first().click();
  await page.getByText('叫到的依据', { exact: false }).waitFor();
  await page.getByRole('button', { name: '完成', exact: true }).first().click();
  await page.getByLabel('结果').fill('泵站已值守');
  await page.getByRole('button', { name: '确认完成' }).click();
  await page.getByText('步骤完成').waitFor();

  await page.getByRole('button', { name: '响应终止' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('理由').fill('演练结束');
  await sheet.getByLabel('照样输入', { exact: false }).fill(community.name);
  await sheet.getByRole('button', { name: '终止响应' }).focus();
  await hold(commanding, () => page.getByText('正在收尾').first().waitFor());
  await page.getByText('演练评分').waitFor();
  await page.getByRole('button', { name: '起草并签发' }).first().click();
  await page.getByRole('button', { name: '签发报送' }).click();
  await page.getByText('✓ 已报送').first().waitFor();
  await commanding.shot('67-standing-down');
  expect([...commanding.faults, ...called.faults]).toEqual([]);
});

test('the link of a message opens the card once, is taken out of the address, and the code at the meeting point then takes one press', async () => {
  const { id, leads, members: [one] } = await calledTeam();
  const page = await phone();
  await page.goto(`${place.url}/a/${id}#${one.token}`);
  await page.getByRole('button', { name: '我已收到' }).waitFor();
  expect(page.url()).toBe(`${place.url}/a/${id}`);

  const code = await Screen.of(browser, leader.account);
  await code.page.goto(`${place.url}/activations/${id}`);
  await code.page.getByRole('link', { name: '到岗码' }).first().waitFor();
  await code.page.goto(`${place.url}/activations/${id}/teams/${leads.teamNo}/qr`);
  const square = code.page.getByRole('img', { name: '二维码' });
  await square.waitFor();
  await code.shot('68-team-code');
  const scanned = (await square.getAttribute('aria-label'))?.replace('二维码：', '') ?? '';

  // No place is asked for, and none was allowed.
  await page.goto(scanned);
  await page.getByRole('button', { name: '到岗报到' }).click();
  await page.getByText(/已到岗$/).waitFor();
  const stranger = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await stranger.goto(scanned);
  await stranger.getByText('打不开这张任务卡').waitFor();

  // The leader shows one from the card, without an account.
  const leading = await phone();
  await leading.goto(`${place.url}/a/${id}#${leads.token}`);
  await leading.getByRole('button', { name: '出示到岗码' }).click();
  await leading.getByRole('img', { name: '二维码' }).waitFor();
  expect(code.faults).toEqual([]);
});

test('who scanned an old code and allows no place hears what to do, can say 我已收到, and reports in once the place is allowed', async () => {
  const { id, leads, members: [, one], key } = await calledTeam();
  const page = await phone();
  await page.goto(`${place.url}/a/${id}#${one.token}`);
  await page.getByRole('button', { name: '我已收到' }).waitFor();
  await page.goto(`${place.url}/a/${id}?at=${teamCode(key, leads.teamNo, Date.now() - TEAM_CODE_MS - 1).code}`);
  await page.getByRole('button', { name: '到岗报到' }).click();
  const trouble = page.getByRole('alert').filter({ hasText: '还没有报到' });
  await trouble.filter({ hasText: '到岗码已过期' }).waitFor();
  await page.getByRole('button', { name: '定位并报到' }).click();
  await trouble.filter({ hasText: '没有定位权限' }).waitFor();
  await page.getByRole('button', { name: '先确认：我已收到' }).click();
  await page.getByText(/已收到$/).waitFor();
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ latitude: 31.2, longitude: 107.5, accuracy: 30 });
  await page.getByRole('button', { name: '到岗报到' }).click();
  await page.getByText(/已到岗$/).waitFor();
});

interface CalledTeam {
  id: string;
  key: Buffer;
  leads: Called;
  members: [Called, Called];
}

/** A team with a leader and two more of a drill in force, pressed where it is not. */
async function calledTeam(): Promise<CalledTeam> {
  const pressed = await leader.post<{ activation: HttpActivation }>('/api/activations', {
    planId: (await leader.get<{ items: { code: string; hazard: string }[] }>('/api/plans')).body.items.find(({ hazard }) => hazard === 'relief')?.code,
    areas: [community.code],
    responseLevel: 'III',
    reason: '演练',
    drill: true,
    breakGlass: true,
  });
  const { id } = pressed.body.activation;
  await until('the roster', async () => (await leader.get<HttpActivation>(`/api/activations/${id}`)).body.tally.people > 0);
  const { people, key } = await rosterOf(id);
  const of = (led: Called): Called[] => people.filter(({ team, leads }) => team === led.team && !leads);
  const leads = people.find((one) => one.leads && of(one).length > 1);
  const [first, second] = leads === undefined ? [] : of(leads);
  if (leads === undefined || first === undefined || second === undefined) throw new Error('the plan calls no team of three with a leader');
  return { id, key, leads, members: [first, second] };
}

async function phone(): Promise<Page> {
  return (await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })).newPage();
}
