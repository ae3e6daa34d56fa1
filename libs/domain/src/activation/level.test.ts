import { expect, test } from '@jest/globals';
import { moreSevere, RESPONSE_LEVELS } from './level.js';

test('a level is more severe than each that comes after it, and than no other', () => {
  RESPONSE_LEVELS.forEach((a, i) => {
    RESPONSE_LEVELS.forEach((b, j) => expect(moreSevere(a, b)).toBe(i < j));
  });
});
