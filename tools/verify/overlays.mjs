/** k8s/overlays: what the chart renders for two kinds of cluster, committed so that a change is read before it is applied. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chart } from './helm.mjs';

const folder = fileURLToPath(new URL('../../k8s/overlays', import.meta.url));
const head = (name) =>
  `# Rendered from helm/shaodao with ci/${name}-values.yaml by \`node tools/verify/verify.mjs --write\`. Not edited by hand.\n`;

const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: shaodao
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: latest
`;
const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shaodao
resources:
  - namespace.yaml
  - shaodao.yaml
`;

/** Values files whose renderings are kept, by the overlay's name. */
export const overlays = ['single-node', 'ha'].map((name) => ({
  name,
  values: join(chart, 'ci', `${name}-values.yaml`),
}));

/** Path and text of every file of an overlay, from its rendering. */
export function overlayFiles(name, rendering) {
  const files = { 'kustomization.yaml': kustomization, 'namespace.yaml': namespace, 'shaodao.yaml': rendering };
  return Object.entries(files).map(([file, text]) => ({ path: join(folder, name, file), text: head(name) + text }));
}

/** Writes the files, removes all others. */
export function writeOverlays(files) {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of files) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
}

/** A sentence for each file that is missing, left over or not as rendered, with the first line that differs. */
export function drift(files) {
  const expected = new Map(files.map(({ path, text }) => [path, text]));
  const present = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
  const paths = present.map((entry) => join(entry.parentPath, entry.name));
  const faults = paths
    .filter((path) => !expected.has(path))
    .map((path) => `${short(path)} is not rendered from the chart`);
  for (const [path, text] of expected) {
    if (!existsSync(path)) faults.push(`${short(path)} is missing`);
    else faults.push(...differences(short(path), readFileSync(path, 'utf8').split('\n'), text.split('\n')));
  }
  return faults;
}

const short = (path) => path.slice(path.indexOf('k8s/overlays'));

function differences(path, kept, rendered) {
  const line = rendered.findIndex((text, i) => text !== kept[i]);
  if (line === -1 && kept.length === rendered.length) return [];
  const at = line === -1 ? rendered.length : line;
  return [`${path}:${at + 1} has “${kept[at] ?? 'nothing'}”, the chart renders “${rendered[at] ?? 'nothing'}”`];
}
