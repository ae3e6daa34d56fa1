import { parseArgs } from 'node:util';
import { databaseSettings, readSettings } from '@shaodao/platform/config';
import { Database } from '../../database.store.js';
import { loadCrowd } from './crowd.store.js';

/**
 * Puts a crowd to be called into a running installation: `node apps/registry/dist/seed/crowd/main.js --people 15000 --plan FX
 * --cancel-seconds 0`
 * with DATABASE_URL. Registry answers with it a second later. Prints one line of JSON: `plan`, `people`, `teams`, `grids`,
 * `areas` (communities) in which
 * the plan calls the crowd and nobody else, `seconds` it took.
 */
const { values } = parseArgs({ options: { people: { type: 'string', default: '15000' }, plan: { type: 'string', default: 'FX' }, 'cancel-seconds': { type: 'string', default: '0' } } });
const size = { people: Number(values.people), plan: values.plan, cancelSeconds: Number(values['cancel-seconds']) };
if (!Number.isInteger(size.people) || size.people < 1 || size.people > 99_999) throw new Error('--people must be a whole number from 1 to 99999');
const startedAt = performance.now();
const database = Database.forLoading(readSettings(databaseSettings));
try {
  const loaded = await loadCrowd(database, size);
  process.stdout.write(`${JSON.stringify({ ...size, ...loaded, seconds: Math.round((performance.now() - startedAt) / 10) / 100 })}\n`);
} finally {
  await database.$disconnect();
}
