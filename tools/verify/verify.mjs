/**
 * `node tools/verify/verify.mjs`: the chart and what is rendered from it, without a cluster and without a network.
 * `--write` renders k8s/overlays anew first. Ends with 1 and a list of sentences when something does not hold.
 * Programs: HELM and KUBECTL_VALIDATE name them, else PATH, else built once from go.mod beside this file.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { chart, Helm, inPairs } from './helm.mjs';
import { drift, overlayFiles, overlays, writeOverlays } from './overlays.mjs';
import { podFaults } from './pods.mjs';
import { demoFaults, imageFaults, networkFaults, secretFaults } from './policies.mjs';
import { findPrograms } from './programs.mjs';
import { contradictions, deadKeys, refusals, schemaFaults } from './schema.mjs';

/** The oldest the chart's kubeVersion allows, the middle, the newest kubectl-validate holds. */
const kubernetesVersions = ['1.31', '1.33', '1.35'];
const registry = 'registry.example:5000/some/path';
const digest = `sha256:${'a'.repeat(64)}`;

const write = process.argv.includes('--write');
const scratch = mkdtempSync(join(tmpdir(), 'shaodao-verify-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

let failed = 0;
async function step(title, work) {
  const startedAt = Date.now();
  const { tried, faults } = await work();
  const took = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  console.error(
    `${faults.length === 0 ? 'ok' : 'FAILED'}  ${title}${tried === undefined ? '' : `, ${tried} tried`}  ${took}`,
  );
  for (const fault of faults) console.error(`    ${fault}`);
  failed += faults.length;
}

const { helm: helmProgram, kubectlValidate } = await findPrograms().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const helm = new Helm(helmProgram, scratch);
const values = readdirSync(join(chart, 'ci'))
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => join(chart, 'ci', file));
const ci = (name) => join(chart, 'ci', `${name}-values.yaml`);

/** Renders and reads; a rendering that fails is a fault and has no objects. */
async function render(options) {
  const { text, refused } = await helm.template(options);
  if (refused !== null) return { text: '', objects: [], faults: [refused] };
  const documents = parseAllDocuments(text, { uniqueKeys: true });
  const faults = documents.flatMap(({ errors }) => errors.map(String));
  return {
    text,
    objects: faults.length > 0 ? [] : documents.map((document) => document.toJS()).filter(Boolean),
    faults,
  };
}

const structureFaults = (objects) => [...podFaults(objects), ...networkFaults(objects), ...secretFaults(objects)];

await step('schema is closed and complete', async () => ({ faults: schemaFaults() }));
await step('helm lint', async () => {
  const answers = await inPairs(values, (file) => helm.lint(file));
  return {
    tried: values.length,
    faults: answers.flatMap(({ refused }, i) => (refused === null ? [] : [`${basename(values[i])}: ${refused}`])),
  };
});
await step('values that must be refused by the schema', () => refusals(helm, ci('minimal')));
await step('values that must be refused by a template', () => contradictions(helm, ci('minimal')));
await step('every key has an effect', () => deadKeys(helm, [ci('minimal'), ci('closed-network')]));

const rendered = new Map();
await step('pods, network and secrets', async () => {
  const faults = await inPairs(values, async (file) => {
    const plain = await render({ values: file });
    rendered.set(file, plain.text);
    const moved = await render({ values: file, more: { global: { imageRegistry: registry }, image: { digest } } });
    const images = imageFaults(moved.objects, { registry, digest });
    const found = [
      ...plain.faults,
      ...moved.faults,
      ...(plain.objects.length > 0 ? structureFaults(plain.objects) : []),
      ...images,
    ];
    return found.map((fault) => `${basename(file)}: ${fault}`);
  });
  // A release with the longest name: every name still fits, and none is the other release's.
  const longest = await render({
    values: values[0],
    more: { migrate: { useHelmHooks: false } },
    release: 'a'.repeat(53),
  });
  const shared = longest.objects.filter(({ metadata }) => !metadata.name.startsWith('aaaa'));
  const foreign = shared.map(({ kind, metadata }) => `${kind}/${metadata.name} does not carry the name of its release`);
  return {
    tried: values.length,
    faults: [...faults.flat(), ...longest.faults, ...structureFaults(longest.objects), ...foreign],
  };
});
await step('migration: hook, or a name that follows its content', async () => {
  const job = (objects) => objects.find(({ kind }) => kind === 'Job')?.metadata;
  const hook = 'helm.sh/hook';
  const base = { values: ci('minimal') };
  const hooked = await render(base);
  const [plain, same, other] = await inPairs([{}, {}, { image: { tag: 'another' } }], (more) =>
    render({ ...base, more: { ...more, migrate: { useHelmHooks: false } } }),
  );
  const faults = [];
  const hooks = hooked.objects.filter(({ metadata }) => metadata.annotations?.[hook]);
  const isWhole = ['Job', 'NetworkPolicy'].every((kind) => hooks.some((object) => object.kind === kind));
  if (!isWhole || hooks.length !== 2) faults.push('the Job and its NetworkPolicy, and nothing else, must be hooks');
  if (hooks.some(({ metadata }) => metadata.annotations[hook] !== 'pre-install,pre-upgrade'))
    faults.push('hooks must run before install and upgrade');
  if (plain.text.includes(hook)) faults.push('useHelmHooks=false still renders hooks');
  if (job(plain.objects)?.name !== job(same.objects)?.name)
    faults.push('the Job has another name for the same content');
  if (job(plain.objects)?.name === job(other.objects)?.name) faults.push('the Job keeps its name with another image');
  return { faults: [...hooked.faults, ...plain.faults, ...other.faults, ...faults] };
});
await step('nothing of the demo in the chart', async () => {
  const files = readdirSync(chart, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const faults = files.flatMap((entry) =>
    demoFaults(readFileSync(join(entry.parentPath, entry.name), 'utf8')).map((fault) => `${entry.name}: ${fault}`),
  );
  return { tried: files.length, faults };
});

const files = overlays.flatMap(({ name, values: file }) => overlayFiles(name, rendered.get(file) ?? ''));
if (write && failed === 0) writeOverlays(files);
await step('k8s/overlays are what the chart renders', async () => {
  const faults = drift(files);
  const hint = 'render them anew: node tools/verify/verify.mjs --write';
  return { tried: files.length, faults: faults.length > 0 ? [...faults, hint] : [] };
});

const manifests = join(scratch, 'manifests');
mkdirSync(manifests);
for (const [file, text] of rendered) writeFileSync(join(manifests, basename(file)), text);
writeFileSync(join(manifests, 'namespace.yaml'), files.find(({ path }) => path.endsWith('namespace.yaml')).text);
const wrong = join(scratch, 'wrong.yaml');
writeFileSync(wrong, (rendered.get(ci('minimal')) ?? '').replaceAll('enableServiceLinks:', 'enableServiceLink:'));
for (const version of kubernetesVersions) {
  await step(`manifests fit Kubernetes ${version}`, async () => {
    const validate = (path) =>
      spawnSync(kubectlValidate, ['--version', version, path], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: scratch },
        timeout: 120_000,
      });
    const { status, stdout, stderr } = validate(manifests);
    const faults = status === 0 ? [] : [`${stdout}${stderr}`.trim()];
    // A validator that finds nothing wrong with a mistyped key proves nothing.
    if (validate(wrong).status === 0) faults.push('kubectl-validate lets a mistyped key pass');
    return { tried: rendered.size + 1, faults };
  });
}
process.exit(failed === 0 ? 0 : 1);
