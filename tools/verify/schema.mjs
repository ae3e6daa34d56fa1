/** Does values.schema.json refuse what it should, and does every key it allows do something? */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { chart, inPairs } from './helm.mjs';

const schema = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8'));
const defaults = parse(readFileSync(join(chart, 'values.yaml'), 'utf8'));
const open = /^(passed to Kubernetes as it is|open: )/;

const resolved = (node) => (node.$ref ? schema.definitions[node.$ref.replace('#/definitions/', '')] : node);
const isOurs = (node) => node.type === 'object' && node.properties !== undefined && !open.test(node.$comment ?? '');

/** Every place in the values with its schema, outermost first: `path` of keys, `node` without $ref. */
function places(node = schema, path = []) {
  const here = resolved(node);
  const passed = here.$comment?.startsWith('passed') ?? false;
  const below = passed
    ? []
    : Object.entries(here.properties ?? {}).flatMap(([key, child]) => places(child, [...path, key]));
  return [{ path, node: here }, ...below];
}

const nested = (path, value) => path.reduceRight((inner, key) => ({ [key]: inner }), value);
const at = (path, values = defaults) => path.reduce((inner, key) => inner?.[key], values);
const name = (path) => `/${path.join('/')}`.replace(/^\/$/, '');

function merged(a, b) {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const one = (key) => (!(key in b) ? a[key] : isMap(a[key]) && isMap(b[key]) ? merged(a[key], b[key]) : b[key]);
  return Object.fromEntries([...keys].map((key) => [key, one(key)]));
}

/** Faults of the schema itself: an open object that does not say why, a remote reference, a default it does not know. */
export function schemaFaults() {
  const faults = [];
  const text = JSON.stringify(schema);
  for (const [, target] of text.matchAll(/"\$ref":"([^"]*)"/g)) {
    if (!target.startsWith('#/definitions/')) faults.push(`reference ${target} leaves the file`);
  }
  const objects = (node, where) => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'object' && node.additionalProperties !== false && !open.test(node.$comment ?? '')) {
      faults.push(`${where} is open without a $comment that says why`);
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'examples') objects(child, `${where}/${key}`);
  };
  objects(schema, '#');
  for (const { path, node } of places()) {
    if (at(path) === undefined) faults.push(`${name(path)} has no default in values.yaml`);
    if (isOurs(node) && !isDeepStrictEqual(node.required, Object.keys(node.properties))) {
      faults.push(`${name(path) || 'the root'} does not require each of its keys: null would remove one`);
    }
  }
  return faults;
}

const wrong = (node) =>
  node.type === 'string' || node.enum ? 7 : node.type === 'object' || node.type === 'array' ? 'x' : 'wrong';

/** Sends helm one batch of bad values after another; each must be refused by name. */
export async function refusals(helm, values) {
  const batches = [];
  const all = places();
  const unknown = all.filter(({ node }) => isOurs(node));
  batches.push(
    unknown.map(({ path }) => ({
      path: [...path, 'notAKey'],
      value: 1,
      says: `at '${name(path)}': additional properties 'notAKey'`,
    })),
  );
  const inList = {
    path: ['global', 'imagePullSecrets'],
    value: [{ name: 'x', notAKey: 1 }],
    says: `at '/global/imagePullSecrets/0'`,
  };
  batches.push([inList]);
  for (let depth = 1; depth <= Math.max(...all.map(({ path }) => path.length)); depth++) {
    const level = all.filter(({ path }) => path.length === depth);
    batches.push(level.map(({ path, node }) => ({ path, value: wrong(node), says: `at '${name(path)}': ` })));
    const ours = level.filter(({ path }) => path[0] !== 'global');
    const missing = new RegExp(`missing propert(y|ies) `);
    batches.push(
      ours.map(({ path }) => ({ path, value: null, says: missing, key: path.at(-1), where: name(path.slice(0, -1)) })),
    );
  }
  batches.push([{ path: ['nats', 'url'], value: 'nats://user:password@nats:4222', says: `at '/nats/url': ` }]);
  batches.push([{ path: ['networkPolicy', 'dns', 'to'], value: [], says: `at '/networkPolicy/dns/to': ` }]);
  batches.push([
    {
      path: ['podLabels'],
      value: { 'app.kubernetes.io/name': 'x' },
      says: `invalid propertyName 'app.kubernetes.io/name'`,
    },
  ]);
  const faults = await inPairs(batches, async (batch) => {
    const more = batch.reduce((sum, { path, value }) => merged(sum, nested(path, value)), {});
    const { refused } = await helm.template({ values, more });
    const lines = (refused ?? '').split('\n');
    const isSaid = ({ says, key, where }) =>
      typeof says === 'string'
        ? refused?.includes(says)
        : lines.some((line) => line.includes(`at '${where}': `) && says.test(line) && line.includes(`'${key}'`));
    return batch
      .filter((bad) => !isSaid(bad))
      .map(({ path, value }) => `${name(path)} = ${JSON.stringify(value)} is not refused`);
  });
  const tried = batches.reduce((sum, batch) => sum + batch.length, 0);
  return { tried, faults: faults.flat() };
}

/** What the templates must refuse by themselves, each with a word that must be said. */
export async function contradictions(helm, values) {
  const bad = [
    [{ database: { existingSecret: '' } }, 'database.existingSecret'],
    [{ channels: { drill: { existingSecret: 'a' } } }, 'channels.publicUrl'],
    [{ channels: { publicUrl: 'https://a', live: { existingSecret: 'a' } } }, 'networkPolicy.channels.to'],
    [
      { channels: { publicUrl: 'https://a', live: { existingSecret: 'a' }, drill: { existingSecret: 'a' } }, networkPolicy: { channels: { to: [{ podSelector: {} }] } } },
      'channels.drill.existingSecret',
    ],
    [{ temporal: { address: 'temporal-frontend:7999' } }, 'networkPolicy.temporal.port'],
    [{ nats: { url: 'nats://a:4222,nats://b:4999' } }, 'networkPolicy.nats.port'],
    [{ attachments: { store: 's3' } }, 'attachments.s3.url'],
    [{ attachments: { store: 's3', s3: { url: 'http://minio:9000/b' } } }, 'attachments.s3.existingSecret'],
    [{ attachments: { store: 's3', s3: { url: 'https://s3.example/b', existingSecret: 'x' } } }, 'networkPolicy.attachments.port'],
    [{ alerts: { signingKey: 'cap.pem' } }, 'alerts.signingKey'],
    [{ gateway: { service: { nodePort: 30080 } } }, 'gateway.service.nodePort'],
    [{ gateway: { terminationGracePeriodSeconds: 35 } }, 'must be more than 35'],
    [{ worker: { terminationGracePeriodSeconds: 70 } }, 'must be more than 70'],
  ];
  const answers = await inPairs(bad, ([more]) => helm.template({ values, more }));
  const faults = bad
    .filter(([, word], i) => !answers[i].refused?.includes(word))
    .map(([more]) => `${JSON.stringify(more)} is not refused`);
  return { tried: bad.length, faults };
}

function another(node, value) {
  if (node.examples) return node.examples[0];
  if (node.enum) return node.enum.find((one) => one !== value);
  if (node.type === 'boolean') return !value;
  if (node.type === 'integer') return value + 1;
  throw new Error(`values.schema.json: a ${node.type} without examples: ${JSON.stringify(node)}`);
}

/** Every key changes what is rendered from at least one of `bases`, or is contradicted by a template. */
export async function deadKeys(helm, bases) {
  const plain = await inPairs(bases, (values) => helm.template({ values }));
  const leaves = places().filter(({ path, node }) => path.length > 0 && path.join('.') !== 'global' && !isOurs(node));
  const faults = await inPairs(leaves, async ({ path, node }) => {
    const more = nested(path, another(node, at(path)));
    for (const [i, values] of bases.entries()) {
      const { text, refused } = await helm.template({ values, more });
      if (refused?.includes('schema')) return `${name(path)}: its own example is refused: ${refused}`;
      if (refused !== null || text !== plain[i].text) return null;
    }
    return `${name(path)} changes nothing`;
  });
  return { tried: leaves.length, faults: faults.filter((fault) => fault !== null) };
}
