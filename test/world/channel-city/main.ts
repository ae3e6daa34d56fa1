import { parseArgs } from 'node:util';
import { ChannelCity } from './city.js';

/** The city as a process of its own: `--port <port> --receipts <address of the gateway>`. Runs until SIGTERM, or until whoever started it is gone. */
const { values } = parseArgs({ options: { port: { type: 'string' }, receipts: { type: 'string' } } });
const city = new ChannelCity({ port: Number(values.port), receipts: values.receipts ?? null });
await city.start();
process.stdout.write(`the channel city is up: ${city.url}\n`);
process.once('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0));
