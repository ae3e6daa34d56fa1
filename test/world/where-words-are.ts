import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { place } from './place.js';

/** Everything the engine keeps of a case, as one text of bytes. */
export async function engineHistory(caseId: string): Promise<Buffer> {
  const connection = await Connection.connect({ address: place.temporalAddress });
  const client = new Client({ connection, namespace: 'shaodao' });
  const { events } = await client.workflow.getHandle(`case:${caseId}`).fetchHistory();
  await connection.close();
  return Buffer.concat((events ?? []).flatMap((event) => payloadsOf(event)));
}

/** Files under a folder of the stack's data (`nats`, `logs`, `attachments`) that hold a text. */
export function filesHolding(folder: string, text: string): string[] {
  return readdirSync(join(place.data, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // A file of a running broker may be gone by the time it is read.
    .filter((file) => existsSync(file) && readFileSync(file).includes(text));
}

/** Every payload of an event, however deep it stands. */
function payloadsOf(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(payloadsOf);
}
