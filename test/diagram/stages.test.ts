import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { stagesPage } from './stages.js';

test('docs/case-stages.md is what the tables say: `npm run diagram` writes it', () => {
  expect(readFileSync(new URL('../../../docs/case-stages.md', import.meta.url), 'utf8')).toBe(stagesPage());
});
