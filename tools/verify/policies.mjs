/** Network, images and secrets of a rendering. Each check answers with faults as sentences. */
import { component, podsOf, processes } from './processes.mjs';

const both = (policy) => ['Ingress', 'Egress'].every((type) => policy.spec.policyTypes?.includes(type));
const selects = (policy, labels) =>
  Object.entries(policy.spec.podSelector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);

/** What each process may reach; DNS (53) is everybody's. */
const reaches = {
  gateway: ['nats'],
  registry: ['nats', 'database'],
  dispatch: ['nats', 'database', 'temporal'],
  notification: ['nats', 'database'],
  assessment: ['nats', 'database'],
  worker: ['nats', 'temporal'],
  migrate: ['database'],
};

/** A bucket is reached over the network, a volume is not. */
const usesBucket = ({ spec }) =>
  spec.containers.some(({ env }) => env?.some(({ name, value }) => name === 'BLOB_STORE' && value?.startsWith('s3:')));

/** Whoever has the Secret of a realm calls its vendors. */
const usesVendors = ({ spec }) => spec.containers.some(({ envFrom }) => envFrom?.length > 0);

/** Default-deny both ways, one policy per component, no rule to or from everywhere but the gateway's front door. */
export function networkFaults(objects) {
  const faults = [];
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const deny = policies.filter((policy) => !(component in (policy.spec.podSelector.matchLabels ?? {})));
  if (deny.length !== 1 || !both(deny[0]) || deny[0].spec.ingress?.length || deny[0].spec.egress?.length) {
    faults.push('there must be one default-deny NetworkPolicy, both ways and without rules');
  }
  for (const { where, labels } of podsOf(objects)) {
    const matching = policies.filter((policy) => selects(policy, labels));
    if (matching.length !== 2)
      faults.push(`${where}: ${matching.length} NetworkPolicies select its pods, must be default-deny and its own`);
  }
  for (const name of Object.keys(processes)) {
    const own = policies.filter((policy) => policy.spec.podSelector.matchLabels?.[component] === name);
    if (own.length !== 1) faults.push(`${own.length} NetworkPolicies for ${name}, must be 1`);
    const pods = podsOf(objects).filter((pod) => pod.name === name);
    const reached = [...reaches[name], ...(pods.some(usesBucket) ? ['attachments'] : []), ...(pods.some(usesVendors) ? ['channels'] : [])];
    for (const policy of own)
      faults.push(...ruleFaults(policy, name, reached).map((fault) => `NetworkPolicy/${policy.metadata.name}: ${fault}`));
  }
  return faults;
}

function ruleFaults(policy, name, reached) {
  const faults = both(policy) ? [] : ['must speak of Ingress and Egress'];
  const { egress = [], ingress = [] } = policy.spec;
  if (egress.length !== reached.length + 1)
    faults.push(`${egress.length} egress rules, must be DNS and ${reached.join(', ')}`);
  for (const rule of egress) {
    if (!rule.to?.length || !rule.ports?.length) faults.push(`egress without to or ports: ${JSON.stringify(rule)}`);
  }
  for (const rule of ingress) {
    if (!rule.ports?.length) faults.push(`ingress without ports: ${JSON.stringify(rule)}`);
    const isFrontDoor = name === 'gateway' && rule.ports?.every(({ port }) => port === 8080);
    if (!rule.from?.length && !isFrontDoor) faults.push(`ingress from everywhere: ${JSON.stringify(rule)}`);
  }
  if (name !== 'gateway' && ingress.some(({ ports }) => ports.some(({ port }) => port !== 8081)))
    faults.push('only the health port takes calls');
  const peers = [...egress.flatMap(({ to }) => to ?? []), ...ingress.flatMap(({ from }) => from ?? [])];
  for (const peer of peers) {
    const isEverything =
      peer.ipBlock?.cidr?.endsWith('/0') ||
      (!peer.ipBlock &&
        [peer.podSelector, peer.namespaceSelector].every((one) => !one || Object.keys(one).length === 0));
    if (isEverything) faults.push(`a peer that is everybody: ${JSON.stringify(peer)}`);
  }
  return faults;
}

/** Every image under `registry`, the value of global.imageRegistry of this rendering, and pinned when `digest` is given. */
export function imageFaults(objects, { registry, digest }) {
  const all = podsOf(objects).flatMap(({ where, spec }) =>
    [...(spec.initContainers ?? []), ...spec.containers].map(({ image }) => ({ where, image })),
  );
  const outside = all
    .filter(({ image }) => !image.startsWith(`${registry}/`))
    .map(({ where, image }) => `${where}: image ${image} is not under ${registry}`);
  const loose = all
    .filter(({ image }) => digest && !image.endsWith(`@${digest}`))
    .map(({ where, image }) => `${where}: image ${image} is not at ${digest}`);
  return [...outside, ...loose];
}

const kinds = new Set(['Deployment', 'Job', 'NetworkPolicy', 'PersistentVolumeClaim', 'PodDisruptionBudget', 'Service']);

/** Secrets only by reference; demo accounts and seed nowhere; no kinds the chart has no business with. */
export function secretFaults(objects) {
  const faults = objects
    .filter(({ kind }) => !kinds.has(kind))
    .map(({ kind, metadata }) => `${kind}/${metadata.name}: the chart renders no ${kind}`);
  for (const { metadata } of objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')) {
    if (metadata.annotations?.['helm.sh/resource-policy'] !== 'keep') faults.push(`${metadata.name}: goes with its release`);
  }
  for (const { where, spec } of podsOf(objects)) {
    for (const { name, value, valueFrom } of spec.containers.flatMap(({ env }) => env ?? [])) {
      if (/PASSWORD|SECRET|ACCESS_KEY|TOKEN|CREDENTIAL|DATABASE_URL/.test(name) && !valueFrom?.secretKeyRef)
        faults.push(`${where}: ${name} must come from a Secret`);
      if (/:\/\/[^/\s]*@/.test(value ?? '')) faults.push(`${where}: ${name} carries credentials`);
    }
    for (const { prefix, secretRef } of spec.containers.flatMap(({ envFrom }) => envFrom ?? [])) {
      if (!secretRef || !['', 'DRILL_'].includes(prefix ?? '')) faults.push(`${where}: envFrom must be the Secret of a realm`);
    }
    const sources = spec.containers.flatMap(({ envFrom }) => envFrom ?? []).map(({ secretRef }) => secretRef?.name);
    if (new Set(sources).size !== sources.length) faults.push(`${where}: both realms have the same Secret`);
    if (spec.containers.some(({ env }) => (env ?? []).some(({ name }) => name === 'ACCOUNTS_FILE')))
      faults.push(`${where}: demo accounts`);
  }
  return [...faults, ...demoFaults(JSON.stringify(objects))];
}

/** Words of the demo that may stand nowhere in the chart. */
export function demoFaults(text) {
  const found = /dist\/seed|ACCOUNTS_FILE|accounts[.]json/.exec(text);
  return found ? [`“${found[0]}” belongs to the demo`] : [];
}
