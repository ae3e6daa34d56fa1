/** `npm test`: everything, from a fresh clone. Plain Node without packages; see each step for what it needs. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildAll, root } from './build.mjs';
import { install } from './install.mjs';
import { programs } from './runtime/programs.mjs';
import { s3Server } from './s3/program.mjs';
import { startTestStack } from './stack.mjs';

const node = join(root, 'node_modules/.bin/node');
const results = join(root, 'test-results');
const startedAt = Date.now();
const say = (line) => console.log(`[${Math.round((Date.now() - startedAt) / 1000)} s] ${line}`);
let passed = 0;
let failed = 0;

function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function must(what, command, args) {
  say(what);
  const code = await run(command, args);
  if (code !== 0) throw new Error(`${what} failed`);
}

async function jest(what, args, env) {
  say(what);
  const file = join(results, `${what.replaceAll(/\W+/g, '-')}.json`);
  const program = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const code = await run(node, [...program, ...args, '--json', `--outputFile=${file}`], env);
  const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  if (code !== 0 || numPassedTests !== numTotalTests) throw new Error(`${what}: ${numPassedTests} of ${numTotalTests} passed`);
}

/** In a story nothing may go wrong unseen: an error in a log fails the run as a failed expectation does. */
function assertQuietLogs(data) {
  const logs = join(data, 'logs');
  const errors = readdirSync(logs).flatMap((name) =>
    readFileSync(join(logs, name), 'utf8').split('\n').filter((line) => /"level":[56]0/.test(line)).map((line) => `${name}: ${line.slice(0, 400)}`),
  );
  if (errors.length > 0) throw new Error(`errors in the logs of the stories:\n${errors.join('\n')}`);
}

/** Whatever the tests did to them: every case's record is what its history says, and every open case runs. */
async function verifyRecord(place) {
  const env = { DATABASE_URL: place.databaseUrl, TEMPORAL_ADDRESS: place.temporalAddress };
  const code = await run(node, ['tools/verify-record.mjs', '--engine'], env);
  if (code !== 0) throw new Error('the record differs from its history');
}

async function everything() {
  mkdirSync(results, { recursive: true });
  await install({ say });
  ensureBrowser({ say });
  const [found] = await Promise.all([programs({ say }), buildAll({ say })]);
  const s3 = await s3Server({ say });
  await must('types, lint, import rules, unused code', node, ['tools/check.mjs']);
  await must('chart and manifests', node, ['tools/verify/verify.mjs']);
  await jest('rules and rooms', ['--config', 'jest.config.mjs'], { ...found, ...s3 });
  await must('policy of the tests', node, ['test/dist/world/policy-file.js', join(results, 'policy.json')]);
  say('the whole stack comes up');
  const stack = await startTestStack({ name: 'stack', ports: 27_000, found, env: { POLICY_FILE: join(results, 'policy.json') } });
  try {
    const env = { TEMPORAL_ADDRESS: stack.place.temporalAddress };
    await jest('workflows, stories, replay, browser', ['--config', 'test/jest.config.mjs', '--runInBand', '--testPathIgnorePatterns', '/chaos/', '/standalone/'], env);
    assertQuietLogs(stack.place.data);
    await verifyRecord(stack.place);
    await jest('chaos', ['--config', 'test/jest.config.mjs', '--runInBand', '/chaos/'], env);
    await verifyRecord(stack.place);
    await jest('stopping and starting', ['--config', 'test/jest.config.mjs', '--runInBand', '/test/dist/standalone/'], { ...found, POLICY_FILE: join(results, 'policy.json') });
  } finally {
    await stack.stop();
  }
}

try {
  await everything();
} catch (error) {
  console.error(error.message);
  failed = Math.max(failed, 1);
}
say('done');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
