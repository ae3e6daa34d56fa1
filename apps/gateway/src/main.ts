import 'reflect-metadata';
import { Bus } from '@shaodao/platform/bus';
import { startHealth, type ReadyChecks } from '@shaodao/platform/health';
import { settings } from './config.js';
import { makeGateway } from './gateway.js';

/** Requests end by themselves within their budget of 5 s; what is not done by then never will be. */
const GRACE_MS = 8_000;

const notYet = (why: string) => (): Promise<never> => Promise.reject(new Error(why));

const checks: ReadyChecks = { starting: notYet('starting') };
await startHealth({ host: settings.HEALTH_HOST, port: settings.HEALTH_PORT, checks });
const bus = await Bus.connect({ url: settings.NATS_URL, name: 'gateway' });
const app = await makeGateway(bus, settings);
await app.listen(settings.PORT, settings.HOST);
checks['nats'] = () => bus.ping();
delete checks['starting'];

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

/** Stops accepting, ends the streams, lets the others finish. */
async function stop(): Promise<void> {
  checks['stopping'] = notYet('stopping');
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await app.close();
  process.exit(0);
}
