/**
 * The S3 server of the tests: variable S3_SERVER, else the cache, else built once from the pin in go.mod beside this file.
 * Plain Node without packages.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cache } from '../runtime/programs.mjs';
import { kept, step } from '../step.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const module = 'github.com/versity/versitygw';

/** @param {{ say: (line: string) => void }} options */
export async function s3Server({ say }) {
  const given = process.env.S3_SERVER;
  if (given) {
    if (!existsSync(given)) throw new Error(`S3_SERVER=${given}: there is no such file`);
    return { S3_SERVER: given };
  }
  const [, version] = new RegExp(`${module} v(\\S+)`).exec(readFileSync(join(here, 'go.mod'), 'utf8')) ?? [];
  // The program does not know its version: the name of its file carries it.
  const path = join(cache, `versitygw-${version}`);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    await step('building the S3 server of the tests with Go, once (2 to 4 minutes on two cores)', () => build(path), say);
  }
  return { S3_SERVER: path };
}

async function build(path) {
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' };
  const child = kept(spawn('go', ['build', '-o', path, `${module}/cmd/versitygw`], { cwd: here, env, stdio: ['ignore', 'ignore', 'pipe'] }));
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4_000)));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`go build in tools/s3 ended with ${code}\n${said}`);
}
