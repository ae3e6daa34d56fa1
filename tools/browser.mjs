/** Chromium and Chinese fonts for the browser tests, from the distribution's packages. Plain Node without packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CHROMIUM = '/usr/bin/chromium';
const ADVICE = 'install the packages chromium and fonts-noto-cjk of your distribution (Debian: apt-get install chromium fonts-noto-cjk)';

/** @param {{ say: (line: string) => void }} options */
export function ensureBrowser({ say }) {
  if (isThere()) return;
  if (process.getuid?.() !== 0) throw new Error(`the browser tests need Chromium and Chinese fonts: ${ADVICE}`);
  say('installing chromium and fonts-noto-cjk, once …');
  const apt = (...args) => spawnSync('apt-get', ['-q', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update');
  apt('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  if (!isThere()) throw new Error(`the browser tests need Chromium and Chinese fonts, and they could not be installed: ${ADVICE}`);
}

function isThere() {
  return existsSync(CHROMIUM) && /\S/.test(spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout ?? '');
}
