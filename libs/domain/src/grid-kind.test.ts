import { GRID_KINDS, GRID_KIND_WORDS, isTerritorial, mayNest, nestingDepth } from '@shaodao/domain/grid-kind';
import { describe, expect, test } from '@jest/globals';

describe('a kind of grid', () => {
  test('is ground when it is a micro-grid or one of the three nested ones', () => {
    expect(GRID_KINDS.filter(isTerritorial)).toEqual(['micro', 'community', 'courtyard', 'building']);
    expect(isTerritorial('street')).toBe(false);
  });

  test('lies in a wider one only', () => {
    expect(mayNest('building', 'courtyard')).toBe(true);
    expect(mayNest('micro', 'community')).toBe(true);
    expect(mayNest('courtyard', 'building')).toBe(false);
    expect(mayNest('building', 'building')).toBe(false);
    expect(mayNest('building', 'functional')).toBe(false);
    expect(mayNest('functional', 'community')).toBe(false);
  });

  test('is deeper than all it lies in', () => {
    for (const kind of GRID_KINDS) {
      for (const parent of GRID_KINDS) if (mayNest(kind, parent)) expect(nestingDepth(kind)).toBeGreaterThan(nestingDepth(parent));
    }
  });

  test('has its own Chinese word', () => {
    expect(new Set(Object.values(GRID_KIND_WORDS)).size).toBe(GRID_KINDS.length);
  });
});
