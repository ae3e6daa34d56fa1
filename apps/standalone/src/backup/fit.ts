import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { StartError } from '../ports.js';
import { DESCRIPTION, FORMAT, type Description } from './contents.js';

/** What would run over a restored backup. */
export interface Here {
  shaodao: string;
  postgres: string;
  engine: string;
}

/** Refuses a backup that this installation could not carry on with; says what could. */
export function assertFits({ format, ...made }: Description, here: Here): void {
  const refuse = (what: string): never => {
    throw new StartError(`${DESCRIPTION}: ${what}`);
  };
  if (format !== FORMAT) refuse(`format ${format}, and this Shaodao reads format ${FORMAT}`);
  if (majorOf(made.postgres) !== majorOf(here.postgres)) {
    refuse(`made under PostgreSQL ${made.postgres}, and a cluster starts under its own major only: this one is ${here.postgres}`);
  }
  if (compare(made.shaodao, here.shaodao) > 0) refuse(`made by Shaodao ${made.shaodao}, newer than this ${here.shaodao}: restore with that one`);
  const steps = minorOf(here.engine) - minorOf(made.engine);
  if (majorOf(made.engine) !== majorOf(here.engine) || steps < 0 || steps > 1) {
    refuse(`its engine is Temporal ${made.engine}, which goes on with itself and the next minor only: this one is ${here.engine}`);
  }
  for (const { service, name, checksum } of made.migrations) {
    const file = `apps/${service}/prisma/migrations/${name}/migration.sql`;
    const known = existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === checksum;
    if (!known) refuse(`its database has seen ${service}/${name}, which this Shaodao does not know: restore with the one that made it`);
  }
}

const numbers = (version: string): number[] => version.split('.').map(Number);
const majorOf = (version: string): number => numbers(version)[0] ?? 0;
const minorOf = (version: string): number => numbers(version)[1] ?? 0;

function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  return left.map((part, at) => part - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
