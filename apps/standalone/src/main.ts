import { readFileSync } from 'node:fs';
import { settings } from './config.js';
import { StartError } from './ports.js';
import { startStack } from './stack.js';

interface DemoAccount {
  account: string;
  password: string;
  seat: string;
  areaCode: string;
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const seconds = (): string => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
  const telling = setInterval(() => tell(`  ${what} … ${seconds()}`), 2_000);
  try {
    return await work();
  } finally {
    clearInterval(telling);
    if (Date.now() - startedAt > 1_000) tell(`  ${what}: ${seconds()}`);
  }
}

function showAccounts(file: string): void {
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
  tell('\n演示账号 demo accounts (席位 seat, 辖区 area, 账号 account, 密码 password):');
  for (const { seat, areaCode, account, password } of accounts) {
    tell(`  ${seat.padEnd(21)} ${areaCode.padEnd(15)} ${account.padEnd(24)} ${password}`);
  }
}

const startedAt = Date.now();
const stack = startStack(settings, { step, tell, reset: process.argv.includes('--reset') });
let stopping = false;

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  tell('\nstopping …');
  void stack.stop().then(() => {
    tell('stopped');
    process.exit(code);
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
// A terminal that was closed or a pipe that ended must not take the children's keeper away.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`);
  stop(1);
});

try {
  const { url, accountsFile } = await stack.up;
  showAccounts(accountsFile);
  tell(`\n哨到 Shaodao is up after ${((Date.now() - startedAt) / 1_000).toFixed(1)} s: ${url}\n`);
} catch (error) {
  if (!stopping) {
    process.stderr.write(`${error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exit(1);
  }
}
