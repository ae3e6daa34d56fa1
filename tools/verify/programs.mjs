/** Where helm and kubectl-validate come from: a variable, PATH, or built once from the pins in go.mod. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/bin/', import.meta.url));
const goMod = readFileSync(join(here, 'go.mod'), 'utf8');

/** `variable`: names another file of the same version; `package`: what go.mod's tool line says; `module`: whose version is pinned. */
const programs = {
  helm: { variable: 'HELM', package: 'helm.sh/helm/v4/cmd/helm', module: 'helm.sh/helm/v4' },
  'kubectl-validate': {
    variable: 'KUBECTL_VALIDATE',
    package: 'sigs.k8s.io/kubectl-validate',
    module: 'sigs.k8s.io/kubectl-validate',
  },
};

/** Paths of both programs at the pinned versions; builds what is missing. Throws with what to install or set. */
export async function findPrograms() {
  const found = {};
  for (const [name, program] of Object.entries(programs)) found[name] = present(name, program);
  const missing = Object.keys(programs).filter((name) => found[name] === null);
  if (missing.length > 0) await build(missing);
  for (const name of missing) found[name] = join(cache, name);
  return { helm: found.helm, kubectlValidate: found['kubectl-validate'] };
}

function present(name, program) {
  const given = process.env[program.variable];
  if (given) {
    if (!isProgram(given)) throw new Error(`${program.variable}=${given}: no executable file there`);
    if (!isPinned(given, name)) {
      throw new Error(`${program.variable}=${given}: not ${name} ${pin(name)}, the version of tools/verify/go.mod`);
    }
    return given;
  }
  const places = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...places.map((place) => join(place, name)), join(cache, name)].filter(isProgram);
  return candidates.find((path) => isPinned(path, name)) ?? null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function pin(name) {
  const { module } = programs[name];
  const version = new RegExp(`^\\s*${module.replaceAll('.', '[.]')} (v\\S+)`, 'm').exec(goMod)?.[1];
  if (version === undefined) throw new Error(`tools/verify/go.mod pins no version of ${module}`);
  return version;
}

/** Go writes module and version into every program it builds; a released helm may say it only by itself. */
function isPinned(path, name) {
  const built = readFileSync(path);
  if (['mod', 'dep'].some((kind) => built.includes(`\n${kind}\t${programs[name].module}\t${pin(name)}\t`))) return true;
  if (name !== 'helm') return false;
  const said = spawnSync(path, ['version', '--template', '{{.Version}}'], { encoding: 'utf8', timeout: 10_000 });
  return said.stdout?.trim() === pin(name);
}

async function build(names) {
  const wanted = names.map((name) => `${name} ${pin(name)}`).join(' and ');
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOBIN: cache };
  const least = /^go (\S+)$/m.exec(goMod)?.[1];
  const ways = `install Go >= ${least} (https://go.dev/dl), or set ${names.map((name) => programs[name].variable).join(' and ')} to ${wanted}`;
  const go = spawnSync('go', ['env', 'GOVERSION'], { cwd: here, env, encoding: 'utf8' });
  if (go.error) throw new Error(`${wanted} not found, and no Go to build from: ${ways}`);
  if (go.status !== 0)
    throw new Error(`${wanted} not found, and this Go cannot build it: ${go.stderr.trim()}\n${ways}`);
  console.error(
    `building ${wanted} from tools/verify into .cache/bin, once; about 4 minutes on two cores with nothing cached`,
  );
  const packages = names.map((name) => programs[name].package);
  const status = await install(packages, env);
  if (status !== 0)
    throw new Error(`building ${wanted} failed (go ended with ${status}); its words are above. Otherwise ${ways}`);
  const lost = names.filter((name) => !existsSync(join(cache, name)) || !isPinned(join(cache, name), name));
  if (lost.length > 0) throw new Error(`go built no pinned ${lost.join(' and ')} in .cache/bin`);
}

/** `go install -v` names each package it compiles: shown as a count every 5 s, everything else as it is. */
async function install(packages, env) {
  const startedAt = Date.now();
  const child = spawn('go', ['install', '-mod=readonly', '-v', ...packages], {
    cwd: here,
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let compiled = 0;
  let rest = '';
  const show = (line) => {
    if (/^[\w.~/-]+$/.test(line)) compiled++;
    else if (!line.startsWith('go: downloading ')) console.error(line);
  };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) show(line);
  });
  const ticking = setInterval(() => {
    console.error(`  ${compiled} packages compiled, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }, 5_000);
  try {
    return await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  } finally {
    clearInterval(ticking);
    if (rest !== '') show(rest);
  }
}
