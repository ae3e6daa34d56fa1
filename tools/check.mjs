/** `npm run check`: types, lint, import rules, unused code. Ends with the first failure's code. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = `${root}node_modules/.bin/node`;
const steps = [
  ['types', 'node_modules/.bin/tsc', '-b'],
  ['types of the console', 'node_modules/.bin/tsc', '-p', 'apps/console', '--noEmit'],
  ['lint', 'node_modules/.bin/oxlint', '--type-aware', '--deny-warnings'],
  ['import rules', 'node_modules/.bin/depcruise', 'libs', 'apps', 'workflows', 'test'],
  ['unused code', 'node_modules/.bin/knip'],
];

export function check() {
  for (const [name, program, ...args] of steps) {
    const startedAt = Date.now();
    const { status } = spawnSync(node, [program, ...args], { cwd: root, stdio: 'inherit' });
    console.error(`${status === 0 ? 'ok' : 'FAILED'}  ${name}  ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(check());
