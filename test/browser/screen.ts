import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Account } from '../world/people.js';
import { place, resultsFolder } from '../world/place.js';
import { wrongWith } from './look.js';

const shots = `${resultsFolder}screenshots/`;

/** Debian's Chromium without the traffic of its own. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--lang=zh-CN',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A person signed in before a screen of their own. `faults` gathers every error the page throws, whatever it asks of others,
 * and what is wrong with each screen that was photographed.
 */
export class Screen {
  private constructor(
    readonly page: Page,
    readonly faults: string[],
  ) {}

  static async of(browser: Browser, account: Account, width = 1280): Promise<Screen> {
    const viewport = { width, height: width < 600 ? 844 : 900 };
    // Without motion a form stands where it will stay as soon as it is there.
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport, reducedMotion: 'reduce' });
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

  /** Presses a button of the case, behind 更多 where it stands there. */
  async press(word: string): Promise<void> {
    const button = this.page.getByRole('button', { name: word, exact: true });
    const more = this.page.getByRole('button', { name: '更多', exact: true });
    await button.or(more).first().waitFor();
    if (!(await button.isVisible())) await more.click();
    await button.click();
  }

  /** Chooses one of the lines of a form. */
  async pick(words: string | RegExp): Promise<void> {
    await this.page.getByRole('dialog').locator('label').filter({ hasText: words }).first().click();
  }

  /** Types into a field with a list and takes what it offers first. */
  async choose(label: string, typed: string): Promise<void> {
    await this.page.getByLabel(label).click();
    await this.page.keyboard.type(typed);
    await this.page.locator('.ant-select-item-option').filter({ hasText: typed }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  async fill(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.page.getByLabel(label).fill(value);
  }

  /** Sends the form that is open and waits for the word of success. */
  async confirm(word: string): Promise<void> {
    await this.page.getByRole('button', { name: `确认${word}` }).click();
    await this.isDone(word);
  }

  /** Presses a button of the case; fills the fields of its form, if it has one, and confirms. Waits for the word of success. */
  async give(word: string, fields: Record<string, string> | null = null): Promise<void> {
    await this.press(word);
    if (fields === null) return this.isDone(word);
    await this.fill(fields);
    await this.confirm(word);
  }

  private async isDone(word: string): Promise<void> {
    await this.page.getByText(`${word}：已完成`).first().waitFor();
  }

  /** Keeps a picture of the screen, and what is wrong with it among the faults. */
  async shot(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: `${shots}${name}.png` });
    for (const fault of await wrongWith(this.page)) {
      // What is wrong with the page under every form is said once.
      if (!this.faults.some((known) => known.endsWith(fault))) this.faults.push(`${name}: ${fault}`);
    }
  }

  /** The whole page, as far as it goes down. */
  async longShot(name: string): Promise<void> {
    await this.page.screenshot({ path: `${shots}${name}-whole.png`, fullPage: true });
  }
}
