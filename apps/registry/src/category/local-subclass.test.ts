import { describe, expect, test } from '@jest/globals';
import { subclassFault } from './local-subclass.js';

const known = new Set(['C01001', 'C01050', 'C01999', 'I04001', 'Z-own']);

describe('a subclass of the district', () => {
  test('is counted backwards from the last one of its class, several at once too', () => {
    expect(subclassFault([...known, 'C01998', 'C01997', 'I04999'], known)).toBeNull();
  });

  test('is refused with the number it should have', () => {
    expect(subclassFault([...known, 'C01500'], known)).toMatchObject({ index: 5, reasonZh: expect.stringContaining('下一个为C01998') });
    expect(subclassFault(['I04020', ...known], known)).toMatchObject({ index: 0, reasonZh: expect.stringContaining('080以下为国家标准小类') });
  });

  test('that stood before stays, and codes of other forms are free', () => {
    expect(subclassFault(['C01050', 'Z-own', 'Y-new'], known)).toBeNull();
  });

  test('past 080 is refused: the class is full', () => {
    expect(subclassFault(['C01079'], new Set(['C01080']))?.reasonZh).toContain('已用完');
  });
});
