import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { command, gridOf, order, TOMORROW, type Case } from '../world/case-road.js';
import { accounts, person, type Account, type Person } from '../world/people.js';
import { openBrowser, Screen } from './screen.js';

/** Every form of the whole case stands on a phone and on a desk: it opens, breaks no rule of access, and closes. */
let browser: Browser;
let worker: Person;
let officer: Person;
let other: Person;

beforeAll(async () => {
  browser = await openBrowser();
  worker = await person('gridWorker');
  officer = await person('departmentDuty', 0, (one) => one.departmentId === accounts.find(({ seat }) => seat === 'departmentDuty')?.departmentId);
  other = await person('departmentDuty', 0, (one) => one.departmentId !== officer.account.departmentId);
});

afterAll(async () => {
  await browser.close();
});

const over = (one: Account): boolean => worker.account.areaCode.startsWith(one.areaCode);
const ofOfficer = (one: Account): boolean => one.departmentId === officer.account.departmentId;

function account(seat: Account['seat'], where: (one: Account) => boolean = () => true): Account {
  const one = accounts.find((each) => each.seat === seat && where(each));
  if (one === undefined) throw new Error(`no demo account of ${seat}`);
  return one;
}

async function reported(title: string): Promise<string> {
  const { body } = await worker.post<Case>('/api/cases', {
    title,
    description: '小区东门主管破裂，路面积水。',
    categoryCode: 'I05001',
    grade: 'routine',
    gridId: await gridOf(worker),
  });
  return body.id;
}

async function called(title: string, ...departmentIds: (string | undefined)[]): Promise<string> {
  const id = await reported(title);
  await order(worker, id, { command: 'accept' });
  const departments = departmentIds.map((departmentId, index) => ({ departmentId, part: index === 0 ? 'lead' : 'assist' }));
  await order(worker, id, { command: 'whistle', kind: 'grid', departments, reason: '请到场' });
  return id;
}

/** Opens each form, photographs it and closes it again. */
async function look(screen: Screen, words: string[]): Promise<void> {
  for (const word of words) {
    await screen.press(word);
    await screen.page.getByRole('button', { name: new RegExp(`^确认${word}$`) }).waitFor();
    await screen.shot(`form-${word}-${screen.page.viewportSize()?.width ?? 0}`);
    await screen.page.getByRole('dialog').getByRole('button', { name: /close|关闭/i }).first().click();
    await screen.page.getByRole('dialog').waitFor({ state: 'detached' });
    if (await screen.page.getByRole('button', { name: '收起', exact: true }).isVisible()) {
      await screen.page.getByRole('button', { name: '收起', exact: true }).click();
    }
  }
}

test.each([390, 1280])('at %i px', async (width) => {
  const { departmentId: first } = officer.account;
  const { departmentId: second } = other.account;

  await reported('水管破裂，又报一次');
  const fresh = await reported('水管破裂，待受理');
  const grid = await Screen.of(browser, account('gridWorker'), width);
  await grid.open(fresh);
  await look(grid, ['受理', '不予受理', '提级', '关联从属案件', '并案', '作废']);
  await grid.press('并案');
  await grid.page.getByText('可能重复').first().waitFor();
  await grid.page.getByRole('dialog').getByRole('searchbox').fill('水管破裂');
  await grid.page.getByRole('dialog').getByRole('radio').first().waitFor();
  await grid.shot(`form-并案-found-${width}`);

  const dispatch = await reported('水管破裂，待派遣');
  await order(worker, dispatch, { command: 'accept' });
  const community = await Screen.of(browser, account('communityOfficer', over), width);
  await community.open(dispatch);
  await community.press('吹哨');
  await community.page.getByText('提交后先审批，批准后才哨到部门').waitFor();
  await community.shot(`form-吹哨-${width}`);
  const departments = [{ departmentId: first, part: 'lead' }, { departmentId: second, part: 'assist' }];
  await order(worker, dispatch, { command: 'whistle', kind: 'emergencyResponse', departments, reason: '水漫配电房' });
  const district = await Screen.of(browser, account('districtLeader'), width);
  await district.open(dispatch);
  await look(district, ['审批吹哨', '转派', '增加部门', '解除部门', '催办', '督办']);

  const handled = await called('水管破裂，处置中', first, second);
  await order(officer, handled, { command: 'sign' });
  await order(officer, handled, { command: 'requestExtension', limit: { unit: 'workDay', days: 3 }, reason: '管件须定制' });
  await order(other, handled, { command: 'requestExtension', limit: { unit: 'workHour', ms: 5_400_000 }, reason: '人手不足' });
  const duty = await Screen.of(browser, account('departmentDuty', ofOfficer), width);
  await duty.open(handled);
  await look(duty, ['联系', '完成分段', '申请退单', '交接', '申请挂账']);
  const leader = await person('districtLeader');
  await order(leader, handled, { command: 'supervise', departmentId: first, reason: '群众反映强烈' });
  await order(worker, handled, { command: 'escalate', to: 'subdistrict', reason: '超出网格能力' });
  const shift = await Screen.of(browser, account('centreLeader'), width);
  await shift.open(handled);
  await shift.page.getByRole('button', { name: '更多', exact: true }).click();
  await shift.shot(`more-${width}`);
  await shift.longShot(`handled-${width}`);
  await shift.page.keyboard.press('Escape');
  await look(shift, ['审批延期', '降级']);

  const returned = await called('水管破裂，多次退单', first);
  const subdistrict = await person('subdistrictDuty', 0, over);
  for (const [from, to] of [[officer, second], [other, first]] as const) {
    await order(from, returned, { command: 'requestReturn', reason: '不归本局' });
    await order(subdistrict, returned, { command: 'decideReturn', departmentId: from.account.departmentId, granted: true, toDepartmentId: to, reason: '改派' });
  }
  await order(officer, returned, { command: 'requestReturn', reason: '仍不归本局' });
  await shift.open(returned);
  await look(shift, ['终审']);

  const parent = await called('水管破裂，主案件', first);
  const child = await reported('水管破裂，从属案件');
  await order(subdistrict, parent, { command: 'linkChild', childCaseId: child });
  await order(officer, parent, { command: 'sign' });
  await order(officer, parent, { command: 'contact', whom: '物业', measure: '抢修', plannedFinishAt: TOMORROW() });
  await order(officer, parent, { command: 'reportIn' });
  await order(officer, parent, { command: 'finish', result: '已修复' });
  await order(subdistrict, parent, { command: 'verify', passed: true });
  const closer = await Screen.of(browser, account('subdistrictDuty', over), width);
  await closer.open(parent);
  await look(closer, ['结案', '评价', '并案']);
  await closer.press('并案');
  await closer.page.getByRole('alert').getByText('还有未结的从属案件，不能并案').waitFor();
  expect(await closer.page.getByRole('button', { name: '确认并案' }).isDisabled()).toBe(true);
  await closer.open(parent);
  expect((await command(subdistrict, parent, { command: 'close', children: 'keep' })).status).toBe(200);
  await closer.page.getByText('已结案', { exact: true }).first().waitFor();
  await look(closer, ['回访', '重新办理']);
  await closer.open(child);
  await closer.longShot(`child-${width}`);

  for (const screen of [grid, community, district, duty, shift, closer]) expect(screen.faults).toEqual([]);
}, 300_000);
