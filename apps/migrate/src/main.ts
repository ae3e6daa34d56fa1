import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { settings } from './config.js';
import { applyMigrations, readMigrations } from './migrations.js';

const client = new pg.Client({ connectionString: settings.DATABASE_URL, connectionTimeoutMillis: 5_000 });
await client.connect();
const applied = await applyMigrations(client, readMigrations(fileURLToPath(new URL('../../', import.meta.url))));
for (const { service, name } of applied) process.stdout.write(`applied ${service}/${name}\n`);
await client.end();
