import { writeFileSync } from 'node:fs';
import { nationalCalendar } from './national-calendar.js';

/** Run by hand when a newer `chinese-days` knows more: writes data/calendar-2024-2027.json. Raise its version with it. */
const target = new URL('../../data/calendar-2024-2027.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(nationalCalendar(), null, 2)}\n`);
process.stdout.write(`${target.pathname} written\n`);
