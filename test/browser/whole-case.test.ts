import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { command, gridOf, history, order, typesOf, type Case } from '../world/case-road.js';
import { accounts, person, type Account, type Person } from '../world/people.js';
import { place } from '../world/place.js';
import { openBrowser, Screen } from './screen.js';

/** The second road: everything that keeps a case from its straight way, by the screens of those who decide it. */
let browser: Browser;
let worker: Person;
let names: Map<string, string>;

beforeAll(async () => {
  browser = await openBrowser();
  worker = await person('gridWorker');
  const departments = await worker.get<{ items: { id: string; name: string }[] }>('/api/departments');
  names = new Map(departments.body.items.map(({ id, name }) => [id, name]));
});

afterAll(async () => {
  await browser.close();
});

const over = (one: Account): boolean => worker.account.areaCode.startsWith(one.areaCode);

function account(seat: Account['seat'], where: (one: Account) => boolean = () => true): Account {
  const one = accounts.find((each) => each.seat === seat && where(each));
  if (one === undefined) throw new Error(`no demo account of ${seat}`);
  return one;
}

/** A burst pipe, whose category has stages, called to the first department of its grid. */
async function called(title: string): Promise<{ id: string; departments: [string, string] }> {
  const gridId = await gridOf(worker);
  const grid = await worker.get<{ attachedDepartmentIds: string[] }>(`/api/grids/${gridId}`);
  const [first = '', second = ''] = grid.body.attachedDepartmentIds;
  const report = { title, description: '小区东门主管破裂，路面积水。', categoryCode: 'I05001', grade: 'routine', gridId };
  const { body } = await worker.post<Case>('/api/cases', report);
  await order(worker, body.id, { command: 'accept' });
  const departments = [{ departmentId: first, part: 'lead' }];
  await order(worker, body.id, { command: 'whistle', kind: 'grid', departments, reason: '主管破裂，请到场' });
  return { id: body.id, departments: [first, second] };
}

test('returned to another department, suspended and resumed, extended, called back and reopened', async () => {
  const title = `自来水管破裂 ${Date.now()}`;
  const { id, departments } = await called(title);
  const [wrong, right] = departments;
  const of = (departmentId: string) => (one: Account): boolean => one.departmentId === departmentId;

  const mistaken = await Screen.of(browser, account('departmentDuty', of(wrong)), 390);
  await mistaken.open(id);
  await mistaken.shot('21-called-phone');
  await mistaken.press('申请退单');
  await mistaken.choose('应由哪个部门办理（可不填）', names.get(right) ?? '');
  await mistaken.fill({ 退单理由: '供水管网不归本局管理' });
  await mistaken.shot('22-return-asked-phone');
  await mistaken.confirm('申请退单');

  const leader = await Screen.of(browser, account('subdistrictDuty', over));
  await leader.open(id);
  await leader.page.getByText('理由：供水管网不归本局管理').first().waitFor();
  await leader.press('审核退单');
  await leader.pick(/^同意$/);
  await leader.fill({ 理由: '确属派错，改派' });
  await leader.shot('23-return-decided');
  await leader.confirm('审核退单');
  await leader.page.getByText('已退单', { exact: true }).waitFor();

  const officer = await Screen.of(browser, account('departmentDuty', of(right)), 390);
  await officer.page.goto(`${place.url}/?view=sign&q=${encodeURIComponent(title)}`);
  await officer.page.getByText(title).waitFor();
  await officer.shot('24-list-to-sign-phone');
  await officer.open(id);
  await officer.give('签收');
  await officer.press('更多');
  await officer.shot('25-more-phone');
  await officer.press('申请挂账');
  await officer.fill({ 挂账理由: '须等上游停水，预计三日' });
  await officer.shot('26-suspension-asked-phone');
  await officer.confirm('申请挂账');

  const shift = await Screen.of(browser, account('shiftLeader'));
  await shift.open(id);
  await shift.shot('27-wishes');
  await shift.press('审批挂账');
  await shift.pick(/^不同意$/);
  await shift.page.getByRole('button', { name: '确认审批挂账' }).click();
  await shift.page.getByText('请填写不同意的理由').waitFor();
  await shift.pick(/^同意$/);
  await shift.shot('28-suspension-decided');
  await shift.confirm('审批挂账');
  await shift.page.getByText('挂账中：全部时限暂停').waitFor();
  await shift.page.getByRole('list', { name: '暂停的时限' }).getByText('办结时限').waitFor();
  await shift.shot('29-suspended');
  await officer.page.getByText('挂账中：全部时限暂停').waitFor();
  await officer.shot('30-suspended-phone');
  await officer.longShot('30-suspended-phone');
  await officer.page.goto(`${place.url}/?view=suspended&q=${encodeURIComponent(title)}`);
  await officer.page.getByText(title).waitFor();
  await officer.shot('31-list-suspended-phone');
  await officer.page.goto(`${place.url}/?view=reportIn&q=${encodeURIComponent(title)}`);
  await officer.page.getByText('没有待报到的案件。').waitFor();
  await shift.give('解除挂账', { 解除挂账理由: '上游已停水' });
  await shift.page.getByText('挂账中：全部时限暂停').waitFor({ state: 'detached' });

  await officer.open(id);
  await officer.press('申请延期');
  await officer.page.getByRole('spinbutton', { name: '延长' }).fill('2');
  await officer.fill({ 延期理由: '管件须定制' });
  await officer.page.getByText('申请延长 2 个工作日').waitFor();
  await officer.shot('32-extension-asked-phone');
  await officer.confirm('申请延期');
  await shift.press('审批延期');
  await shift.pick(/^同意$/);
  await shift.shot('33-extension-decided');
  await shift.confirm('审批延期');
  await shift.page.getByText('已延期 1 次').waitFor();

  const colleague = await person('departmentDuty', 1, of(right));
  const { name } = (await colleague.get<{ name: string }>('/api/me')).body;
  await officer.press('交接');
  await officer.choose('交给', name);
  await officer.fill({ 交接理由: '下班交班' });
  await officer.confirm('交接');
  await shift.page.getByText(`负责人 ${name}`).waitFor();

  await officer.give('联系', { 联系对象: '水务公司', 拟采取的措施: '停水抢修' });
  await officer.give('报到', {});
  await officer.page.getByRole('button', { name: '完成围挡' }).click();
  await officer.confirm('完成分段');
  await officer.page.getByText('✓ 已完成').waitFor();
  await officer.shot('34-phases-phone');
  await officer.give('办结', { 办理结果: '已换管，恢复供水' });
  const secretary = await Screen.of(browser, account('communitySecretary', over));
  await secretary.open(id);
  await secretary.give('核查通过');
  await leader.give('结案');

  const reporter = await Screen.of(browser, worker.account, 390);
  await reporter.open(id);
  await reporter.press('回访');
  await reporter.pick(/^未解决$/);
  await reporter.pick(/^不满意$/);
  await reporter.fill({ '备注（可不填）': '水压仍然不足' });
  await reporter.shot('35-callback-phone');
  await reporter.confirm('回访');
  await leader.page.getByText('未解决').first().waitFor();
  await leader.press('评价');
  await leader.page.getByText('建议为“差”').waitFor();
  await leader.pick(/^一般$/);
  await leader.fill({ 与建议不同的理由: '水压为上游原因' });
  await leader.shot('36-rating');
  await leader.confirm('评价');
  await reporter.give('重新办理', { 重新办理理由: '水压仍然不足' });
  await leader.page.getByText('返工 1 次').first().waitFor();
  await leader.page.getByText('相加等于案件用时').waitFor();
  await leader.shot('37-reopened');
  await leader.longShot('37-reopened');
  await reporter.longShot('38-reopened-phone');

  expect(typesOf(await history(worker, id)).filter((type) => type !== 'stepMissed')).toEqual([
    'reported', 'accepted', 'filed', 'whistled', 'returnRequested', 'returnGranted', 'signed', 'suspensionRequested', 'suspended',
    'resumed', 'extensionRequested', 'extensionGranted', 'handedOver', 'contacted', 'reportedIn', 'phaseCompleted', 'taskFinished', 'verified',
    'closed', 'calledBack', 'rated', 'reopened',
  ]);
  for (const screen of [mistaken, leader, officer, shift, secretary, reporter]) expect(screen.faults).toEqual([]);
}, 300_000);

test('a refusal is told in Chinese, and what was typed stays', async () => {
  const { id } = await called(`供水管漏水 ${Date.now()}`);
  const shift = await Screen.of(browser, account('shiftLeader'));
  await shift.open(id);
  await shift.press('督办');
  await shift.fill({ 督办理由: '群众反映强烈' });
  // Meanwhile the case is taken back.
  const secretary = await person('communitySecretary', 0, over);
  const answer = await command(secretary, id, { command: 'cancel', reason: '重复登记' });
  expect(answer.status).toBe(200);
  await shift.page.getByText('案件已有变化，此项操作现在不能办理').waitFor();
  expect(await shift.page.getByLabel('督办理由').inputValue()).toBe('群众反映强烈');
  expect(await shift.page.getByRole('button', { name: '确认督办' }).isDisabled()).toBe(true);
  await shift.shot('39-gone');
  expect(shift.faults).toEqual([]);
});
