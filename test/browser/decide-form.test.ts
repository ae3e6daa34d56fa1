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

test('a wish that somebody else decides meanwhile is not answered by the next one: the decision must be aimed anew', async () => {
  const cast = await castOf(await person('gridWorker'), person);
  const other = await person('departmentDuty', 0, (one) => one.departmentId !== cast.officer.account.departmentId);
  const [first, second] = [cast.officer, other].map(({ account }) => account.departmentId);
  const { id } = await report(cast.worker);
  const subdistrict = await person('subdistrictDuty', 0, (one) => cast.worker.account.areaCode.startsWith(one.areaCode));
  await order(cast.worker, id, { command: 'accept' });
  const departments = [{ departmentId: first, part: 'lead' }, { departmentId: second, part: 'assist' }];
  await order(subdistrict, id, { command: 'whistle', kind: 'advance', departments, reason: '请到场' });
  await order(cast.officer, id, { command: 'requestExtension', limit: { unit: 'workDay', days: 3 }, reason: '管件须定制' });
  await order(other, id, { command: 'requestExtension', limit: { unit: 'workDay', days: 1 }, reason: '人手不足' });

  const shift = await Screen.of(browser, (await person('shiftLeader')).account, 390);
  const { page } = shift;
  await shift.open(id);
  await shift.press('审批延期');
  await shift.pick('延期 3');
  await shift.pick(/^同意/);
  const reason = page.getByRole('dialog').getByLabel(/理由/);
  await reason.fill('情况属实');
  await order(await person('centreLeader'), id, { command: 'decideExtension', departmentId: first, granted: true, reason: '同意' });
  await page.getByRole('alert').getByText('这项申请已经有人决定').waitFor();
  await shift.shot('47-wish-gone-phone');

  await page.getByRole('button', { name: '确认审批延期' }).click();
  await page.getByText('请选择要决定的申请').waitFor();
  expect(await reason.inputValue()).toBe('情况属实');
  const { body } = await other.get<{ tasks: { departmentId: string; extensionAsked: object | null }[] }>(`/api/cases/${id}`);
  expect(body.tasks.find(({ departmentId }) => departmentId === second)?.extensionAsked).not.toBeNull();

  await shift.pick('延期 1');
  await shift.confirm('审批延期');
  expect(shift.faults).toEqual([]);
});
