import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Account } from '../world/people.js';
import { place, resultsFolder } from '../world/place.js';

const shots = `${resultsFolder}screenshots/`;

/** Debian's Chromium without the traffic of its own. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
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
}

/** A person signed in before a screen of their own. `faults` gathers every error the page throws. */
export class Screen {
  private constructor(
    readonly page: Page,
    readonly faults: string[],
  ) {}

  static async of(browser: Browser, account: Account, width = 1280): Promise<Screen> {
    const viewport = { width, height: width < 600 ? 844 : 900 };
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(place.url)) faults.push(`asked outside: ${request.url()}`);
    });
    await page.goto(place.url);
    await page.getByLabel('账号').fill(account.account);
    await page.getByLabel('密码').fill(account.password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: '退出' }).waitFor();
    return new Screen(page, faults);
  }

  async open(caseId: string): Promise<void> {
    await this.page.goto(`${place.url}/cases/${caseId}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Presses a button of the case; fills the fields of its form, if it has one, and confirms. Waits for the word of success. */
  async give(word: string, fields: Record<string, string> | null = null): Promise<void> {
    await this.page.getByRole('button', { name: word, exact: true }).click();
    if (fields !== null) {
      for (const [label, value] of Object.entries(fields)) await this.page.getByLabel(label).fill(value);
      await this.page.getByRole('button', { name: `确认${word}` }).click();
    }
    await this.page.getByText(`${word}：已完成`).first().waitFor();
  }

  async shot(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: `${shots}${name}.png` });
  }
}
