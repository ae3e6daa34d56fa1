import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { csv, table, workbook, type OfficeFile } from '../world/office.js';
import { accounts, person, type Account } from '../world/people.js';
import { openBrowser, Screen } from './screen.js';

/** 导入 in real Chromium: a file with faults is shown where it is wrong, the mended one is tried and then imported with a reason. */
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

const run = Date.now();
const leader = accounts.find(({ seat }) => seat === 'centreLeader') as Account;

function asFile({ name, bytes }: OfficeFile) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
}

async function openImports(screen: Screen, onPhone: boolean): Promise<void> {
  const { page } = screen;
  if (onPhone) await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('link', { name: '登记' }).click();
  await page.getByRole('link', { name: '导入导出' }).click();
  await page.getByRole('heading', { name: '导入文件' }).waitFor();
}

const people = (department: string) => table('people', [{ number: `B${run}`, name: '试导入', phone: '13800001234', status: '在岗', department }]);

test('a fault is told with sheet, row, column and words; the mended file is tried, imported and stands in the history', async () => {
  const { body } = await (await person('centreLeader')).get<{ items: { key: string }[] }>('/api/register/departments?limit=1');
  const department = body.items[0]?.key ?? '';
  const screen = await Screen.of(browser, leader);
  const { page } = screen;
  await openImports(screen, false);
  await screen.shot('50-imports');
  await page.locator('input[type=file]').setInputFiles(asFile(await workbook({ 人员: people('没有这个部门') }, '人员.xlsx')));
  await page.getByRole('button', { name: '预检' }).click();
  await page.getByText(/共 \d+ 处错误/).waitFor({ timeout: 60_000 });
  const fault = page.getByRole('region', { name: '错误列表' }).getByRole('row').nth(1);
  expect(await fault.getByRole('cell').allInnerTexts()).toEqual(['人员.xlsx', '人员', '2', expect.stringMatching(/^[A-Z] 单位代码$/), expect.stringMatching(/\p{Script=Han}/u)]);
  expect(await page.getByRole('button', { name: '正式导入' }).count()).toBe(0);
  await screen.shot('51-import-fault');
  await screen.longShot('51-import-fault');

  await page.locator('input[type=file]').setInputFiles(asFile(await workbook({ 人员: people(department) }, '人员.xlsx')));
  await page.getByRole('button', { name: '预检' }).click();
  await page.getByText('预检通过，还没有写入').waitFor({ timeout: 60_000 });
  await page.getByText(/逐条查看变化/).click();
  await page.getByText('试导入').waitFor();
  await screen.longShot('52-import-tried');
  await page.getByLabel('理由').fill('新到岗人员');
  // The network breaks once: the reason stays, and pressing again is enough.
  await page.route('**/api/imports?dryRun=false', (route) => route.abort(), { times: 1 });
  await page.getByRole('button', { name: '正式导入' }).click();
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByLabel('理由').inputValue()).toBe('新到岗人员');
  await page.getByRole('button', { name: '正式导入' }).click();
  await page.getByText('导入完成').waitFor({ timeout: 60_000 });
  await screen.longShot('53-imported');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载全部模板' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByRole('list', { name: '历次导入' }).getByRole('link').filter({ hasText: '新到岗人员' }).first().click();
  await page.getByRole('heading', { name: '导入：已完成' }).waitFor();
  await screen.shot('54-one-import');
  await page.goto(`${new URL(page.url()).origin}/register/people/entries/B${run}`);
  await page.getByText('理由：新到岗人员').waitFor();

  await page.goto(`${new URL(page.url()).origin}/register/people`);
  await page.getByText('导出和模板').click();
  await page.getByRole('button', { name: '导出完整信息' }).click();
  await page.getByRole('button', { name: '确认导出' }).click();
  await page.getByText('请填写导出理由').waitFor();
  await page.getByLabel('导出理由').fill('年度核对');
  await screen.shot('56-full-export');
  const [full] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '确认导出' }).click()]);
  expect(full.suggestedFilename()).toMatch(/^人员-.*\.xlsx$/);
  expect(screen.faults).toEqual([]);
}, 240_000);

test('faults are read from top to bottom on a phone', async () => {
  const screen = await Screen.of(browser, leader, 390);
  const { page } = screen;
  await openImports(screen, true);
  const wrong = csv('人员', [['人员编号', '姓名', '状态'], [`B${run}-1`, '甲', '在岗'], ['有 空格', '乙', '不详']]);
  await page.locator('input[type=file]').setInputFiles(asFile(wrong));
  await page.getByRole('button', { name: '预检' }).click();
  await page.getByText(/共 \d+ 处错误/).waitFor({ timeout: 60_000 });
  await page.getByText(/共 \d+ 处错误/).scrollIntoViewIfNeeded();
  await screen.shot('55-import-fault-phone');
  await screen.longShot('55-import-fault-phone');
  expect(screen.faults).toEqual([]);
}, 120_000);

test('routing is tried: whom a case would go to, and why no other rule was it', async () => {
  const screen = await Screen.of(browser, leader, 390);
  const { page } = screen;
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('link', { name: '登记' }).click();
  await page.getByRole('link', { name: '派遣试算' }).click();
  await screen.choose('类别', '暴露垃圾');
  await page.getByLabel('网格', { exact: true }).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('heading', { name: '派给谁' }).waitFor();
  await page.getByText(/^类别不符或已停用的规则/).click();
  await page.getByRole('list', { name: '逐条对照' }).last().getByText('类别不符').first().waitFor();
  expect(await page.locator('.routing-chosen').count()).toBe(1);
  await screen.shot('60-routing-phone');
  await screen.longShot('60-routing-phone');
  expect(screen.faults).toEqual([]);
}, 120_000);
