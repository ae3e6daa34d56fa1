/** What every pod of a rendering must be. Each check answers with faults as sentences. */
import { isDeepStrictEqual } from 'node:util';
import { component, podsOf, processes } from './processes.mjs';

/** Faults of all pods, of the set of processes, and of disruption budgets. */
export function podFaults(objects) {
  const pods = podsOf(objects);
  const faults = pods.flatMap((pod) =>
    [...restricted(pod), ...started(pod), ...stopped(pod), ...probed(pod)].map((fault) => `${pod.where}: ${fault}`),
  );
  for (const name of Object.keys(processes)) {
    const kind = name === 'migrate' ? 'Job' : 'Deployment';
    const found = pods.filter((pod) => pod.name === name && pod.object.kind === kind);
    if (found.length !== 1) faults.push(`${found.length} objects of kind ${kind} for ${name}, must be 1`);
  }
  for (const { where, name } of pods) if (!(name in processes)) faults.push(`${where}: ${name} is no process of ours`);
  return [...faults, ...budgets(objects, pods), ...names(objects), ...services(objects)];
}

/** The volume of files of people, by its pods; any other volume is scratch. */
const mountsEvidence = (volume, name) =>
  volume.name === 'attachments' && volume.persistentVolumeClaim !== undefined && ['gateway', 'registry', 'dispatch'].includes(name);

function restricted({ spec, name }) {
  const faults = [];
  const must = (holds, words) => holds || faults.push(words);
  const pod = spec.securityContext ?? {};
  must(
    pod.runAsNonRoot === true && pod.runAsUser === 10001 && pod.runAsGroup === 10001,
    'does not run as 10001, non-root',
  );
  must(pod.seccompProfile?.type === 'RuntimeDefault', 'seccomp is not RuntimeDefault');
  must(spec.automountServiceAccountToken === false, 'automountServiceAccountToken is not false');
  must(spec.enableServiceLinks === false, 'enableServiceLinks is not false');
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'ephemeralContainers'])
    must(!(key in spec), `${key} is set`);
  for (const volume of spec.volumes ?? []) {
    if (mountsEvidence(volume, name)) continue;
    must(isDeepStrictEqual(Object.keys(volume).sort(), ['emptyDir', 'name']), `volume ${volume.name} is not an emptyDir`);
    must(volume.emptyDir?.sizeLimit, `volume ${volume.name} has no sizeLimit`);
  }
  for (const container of containers(spec)) {
    const context = container.securityContext ?? {};
    const expected = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
    must(
      isDeepStrictEqual(context, expected),
      `container ${container.name}: securityContext is not exactly ${JSON.stringify(expected)}`,
    );
    const { requests, limits } = container.resources ?? {};
    must(
      requests?.cpu && requests?.memory && limits?.memory,
      `container ${container.name}: requests of cpu and memory, limit of memory must be set`,
    );
    must(
      container.volumeMounts?.some(({ mountPath }) => mountPath === '/tmp'),
      `container ${container.name}: no /tmp to write to`,
    );
  }
  return faults;
}

const containers = (spec) => [...(spec.initContainers ?? []), ...spec.containers];

function started({ spec, name }) {
  const faults = [];
  const expected = processes[name] ?? { env: [] };
  if (spec.containers.length !== 1 || spec.initContainers) faults.push('must have one container');
  const [container] = spec.containers;
  const store = container.env?.find((variable) => variable.name === 'BLOB_STORE')?.value;
  const mount = container.volumeMounts?.find((one) => one.name === 'attachments')?.mountPath;
  if (store !== undefined && !store.startsWith('s3:') && store !== `file:${mount}`)
    faults.push(`BLOB_STORE is ${store}, the volume is at ${mount}`);
  if (!isDeepStrictEqual(container.command, expected.command))
    faults.push(`command is ${JSON.stringify(container.command)}, must be ${JSON.stringify(expected.command)}`);
  if ('args' in container) faults.push('args beside an exec-form command');
  const given = (container.env ?? []).map((variable) => variable.name);
  for (const variable of expected.env) if (!given.includes(variable)) faults.push(`${variable} is not set`);
  for (const variable of new Set(given))
    if (given.filter((one) => one === variable).length > 1) faults.push(`${variable} is set twice`);
  return faults;
}

function stopped({ spec, name }) {
  const [{ lifecycle, env = [] }] = spec.containers;
  const told = env.find((one) => one.name === 'SHUTDOWN_GRACE_SECONDS')?.value ?? processes[name]?.shutdownSeconds;
  if (Number(told) !== processes[name]?.shutdownSeconds) return [`SHUTDOWN_GRACE_SECONDS is ${told}`];
  const hook = lifecycle?.preStop;
  if (hook !== undefined && !Number.isInteger(hook.sleep?.seconds)) return ['preStop is not a sleep'];
  const preStop = hook?.sleep.seconds ?? 0;
  const least = preStop + (processes[name]?.shutdownSeconds ?? 0) + 10;
  return spec.terminationGracePeriodSeconds > least
    ? []
    : [`terminationGracePeriodSeconds ${spec.terminationGracePeriodSeconds} must be more than ${least}`];
}

function probed({ spec, name }) {
  if (!processes[name]?.health) return [];
  const [container] = spec.containers;
  const faults = [];
  const env = (variable) => container.env?.find((one) => one.name === variable)?.value;
  const health = container.ports?.find((port) => port.name === 'health');
  if (String(health?.containerPort) !== env('HEALTH_PORT')) faults.push('port health is not HEALTH_PORT');
  if (env('HEALTH_PORT') !== '8081') faults.push('HEALTH_PORT is not 8081');
  if (!['0.0.0.0', '::'].includes(env('HEALTH_HOST'))) faults.push('HEALTH_HOST is not an address of the pod');
  // Whatever else a process listens on (SDK_METRICS_PORT) stays on its loopback.
  const own = name === 'gateway' ? [8080, 8081] : [8081];
  const open = (container.ports ?? []).map(({ containerPort }) => containerPort).sort();
  if (!isDeepStrictEqual(open, own)) faults.push(`ports ${open.join(', ')} are open, must be ${own.join(', ')}`);
  for (const [probe, path] of [
    ['startupProbe', '/healthz'],
    ['livenessProbe', '/healthz'],
    ['readinessProbe', '/readyz'],
  ]) {
    const get = container[probe]?.httpGet;
    if (get?.path !== path || get.port !== 'health') faults.push(`${probe} is not httpGet ${path} on port health`);
  }
  return faults;
}

function budgets(objects, pods) {
  const faults = [];
  const found = objects.filter(({ kind }) => kind === 'PodDisruptionBudget');
  for (const { object, name, where } of pods.filter((pod) => pod.object.kind === 'Deployment')) {
    const own = found.filter(({ spec }) => spec.selector.matchLabels[component] === name);
    const wanted = object.spec.replicas > 1 ? 1 : 0;
    if (own.length !== wanted)
      faults.push(
        `${where}: ${own.length} disruption budgets, must be ${wanted} with ${object.spec.replicas} replicas`,
      );
    if (own.some(({ spec }) => spec.unhealthyPodEvictionPolicy !== 'AlwaysAllow'))
      faults.push(`${where}: budget without unhealthyPodEvictionPolicy AlwaysAllow`);
    const spread = object.spec.template.spec.topologySpreadConstraints ?? [];
    for (const key of ['topology.kubernetes.io/zone', 'kubernetes.io/hostname']) {
      if (!spread.some(({ topologyKey }) => topologyKey === key))
        faults.push(`${where}: no topologySpread over ${key}`);
    }
    const { rollingUpdate } = object.spec.strategy ?? {};
    if (
      object.spec.minReadySeconds === undefined ||
      rollingUpdate?.maxSurge === undefined ||
      rollingUpdate.maxUnavailable === undefined
    ) {
      faults.push(`${where}: minReadySeconds, maxSurge and maxUnavailable must be set`);
    }
    const matched = object.spec.selector.matchLabels;
    if (Object.entries(matched).some(([key, value]) => object.spec.template.metadata.labels[key] !== value))
      faults.push(`${where}: selector does not match its pods`);
  }
  return faults;
}

function names(objects) {
  const long = objects
    .filter(({ metadata }) => metadata.name.length > 63)
    .map(({ kind, metadata }) => `${kind}/${metadata.name}: name over 63`);
  const keys = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  return [...long, ...keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `${key} is rendered twice`)];
}

function services(objects) {
  const found = objects.filter(({ kind }) => kind === 'Service');
  return found.length === 1 && found[0].spec.selector[component] === 'gateway'
    ? []
    : ['only the gateway, and it, has a Service'];
}
