import { readFileSync } from 'node:fs';

/** The text of a file in `apps/registry/data`. */
export function dataFile(name: string): string {
  return readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');
}
