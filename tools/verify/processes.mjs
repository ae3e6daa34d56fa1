/** The processes of an installation, and where a rendering has them. */

const everywhere = ['HEALTH_HOST', 'HEALTH_PORT', 'LOG_LEVEL'];
const temporal = ['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TASK_QUEUE'];
const service = (name, ...env) => ({
  command: ['node', `apps/${name}/dist/main.js`],
  env: [...everywhere, 'NATS_URL', ...env],
  shutdownSeconds: 20,
  health: true,
});

/** How each process is started, what it must be told, and how long it may take to stop. */
export const processes = {
  gateway: service('gateway', 'HOST', 'PORT', 'REQUESTS_PER_SECOND', 'BLOB_STORE'),
  registry: service('registry', 'DATABASE_URL'),
  dispatch: service('dispatch', 'DATABASE_URL', 'BLOB_STORE', ...temporal),
  notification: service('notification', 'DATABASE_URL', 'CHANNEL_PROCESSES'),
  assessment: service('assessment', 'DATABASE_URL'),
  worker: {
    command: ['node', 'workflows/dist/worker.js'],
    env: [...everywhere, 'NATS_URL', ...temporal, 'SHUTDOWN_GRACE_SECONDS'],
    shutdownSeconds: 60,
    health: true,
  },
  migrate: {
    command: ['node', 'apps/migrate/dist/main.js'],
    env: ['DATABASE_URL'],
    shutdownSeconds: 20,
    health: false,
  },
};

/** The label that says which process a pod runs. */
export const component = 'app.kubernetes.io/component';
const hasTemplate = (object) => object.spec?.template?.spec !== undefined;

/** Objects with a pod template: `where` for messages, labels and spec of their pods. */
export const podsOf = (objects) =>
  objects.filter(hasTemplate).map((object) => ({
    object,
    where: `${object.kind}/${object.metadata.name}`,
    name: object.spec.template.metadata.labels[component],
    labels: object.spec.template.metadata.labels,
    spec: object.spec.template.spec,
  }));
