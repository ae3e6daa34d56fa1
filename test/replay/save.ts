import { writeFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { place } from '../world/place.js';

/**
 * Keeps the history of a case of the running stack, or of another workflow by its whole id, for the replay test:
 * `node test/dist/replay/save.js <release>-<what it shows> <case id> [run id]`.
 */
const [, , name = '', id = '', runId] = process.argv;
const connection = await Connection.connect({ address: place.temporalAddress });
const client = new Client({ connection, namespace: 'shaodao' });
const history = await client.workflow.getHandle(id.includes(':') ? id : `case:${id}`, runId).fetchHistory();
writeFileSync(new URL(`../../replay/histories/${name}.json`, import.meta.url), `${JSON.stringify(JSON.parse(historyToJSON(history)), withoutMachine, 1)}\n`);
await connection.close();

/** Where it ran and what its stack looked like are nobody's business and nothing to a replay. */
function withoutMachine(name: string, value: unknown): unknown {
  return name === 'stackTrace' || name === 'identity' ? '' : value;
}
