import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the stack under test is; written by the set-up, read by every test. */
export interface Place {
  url: string;
  data: string;
  accountsFile: string;
  childrenFile: string;
  databaseUrl: string;
  natsUrl: string;
  temporalAddress: string;
  /** The channel city beside it; not where a test runs its own stack. */
  cityUrl: string;
}

/** In the git-ignored results folder, beside screenshots. */
export const resultsFolder = fileURLToPath(new URL('../../../test-results/', import.meta.url));
/** SHAODAO_PLACE: another stack than the one all tests share, for a test that runs its own. */
export const placeFile = process.env['SHAODAO_PLACE'] ?? `${resultsFolder}place.json`;

function read(): Place {
  try {
    return JSON.parse(readFileSync(placeFile, 'utf8')) as Place;
  } catch (error) {
    throw new Error('no stack runs for the tests: start them by `npm test`', { cause: error });
  }
}

export const place: Place = read();
