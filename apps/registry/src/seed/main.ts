import { readFileSync } from 'node:fs';
import { casePolicy, workingCalendar } from '@shaodao/contracts/rules';
import { Database } from '../database.store.js';
import { openDemoAccounts } from './accounts.js';
import { readCategories } from './categories.js';
import { seedSettings } from './config.js';
import { dataFile } from './data-file.js';
import { digestOf, growDistrict } from './district.js';
import { loadDistrict } from './district.store.js';

const settings = seedSettings();
const began = Date.now();
const policy = casePolicy.parse(JSON.parse(textOf(settings.POLICY_FILE, 'policy.json')));
const calendar = workingCalendar.parse(JSON.parse(textOf(settings.CALENDAR_FILE, 'calendar-2024-2027.json')));
const categories = readCategories(textOf(settings.CATEGORIES_FILE, 'categories.json'));
const district = growDistrict();
tell(`district ${district.code} grown: ${district.grids.length} grids, ${district.people.length} people`);

const database = Database.forLoading(settings);
try {
  const digest = digestOf(district, categories);
  const loaded = await loadDistrict(database, { district, categories, policy, calendar, digest });
  tell(`district ${loaded.district}; policy ${policy.id}@${policy.version}, calendar ${calendar.id}@${calendar.version}`);
  if (loaded.own.length > 0) tell(`the district publishes its own ${loaded.own.join(', ')}: ours are left aside`);
  const accounts = await openDemoAccounts(database, district.seats, settings.ACCOUNTS_FILE);
  tell(`demo accounts ${accounts}: ${settings.ACCOUNTS_FILE}`);
} finally {
  await database.$disconnect();
}

function textOf(path: string | undefined, ours: string): string {
  return path === undefined ? dataFile(ours) : readFileSync(path, 'utf8');
}

function tell(line: string): void {
  process.stdout.write(`${line} (${((Date.now() - began) / 1_000).toFixed(1)} s)\n`);
}
