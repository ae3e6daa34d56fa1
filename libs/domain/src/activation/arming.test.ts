import { describe, expect, test } from '@jest/globals';
import { armingWords, heldShare, HOLD_MS, isArmed } from '@shaodao/domain/activation/arming';

describe('the key is armed by what it will be in force over', () => {
  test('one area by its name, several by what lies around them and how many they are', () => {
    expect(armingWords(['翠屏街道'], '达川区')).toBe('翠屏街道');
    expect(armingWords(['翠屏街道', '三里坪街道', '杨柳街道'], '达川区')).toBe('达川区3处');
    expect(armingWords([], '达川区')).toBe('达川区0处');
  });

  test('and by nothing else: no part of it, no other case of it, no empty words', () => {
    expect(isArmed(' 翠屏街道 ', '翠屏街道')).toBe(true);
    expect(isArmed('达川区３处', '达川区3处')).toBe(true);
    for (const typed of ['', '翠屏', '翠屏街道办', '翠 屏街道', '翠屏街 道']) expect(isArmed(typed, '翠屏街道')).toBe(false);
    expect(isArmed('', '')).toBe(false);
  });
});

test('a hold fires after its time and not before, whatever the clock does', () => {
  expect([heldShare(0, 0), heldShare(0, HOLD_MS / 2), heldShare(0, HOLD_MS), heldShare(0, 2 * HOLD_MS), heldShare(9_000, 0)]).toEqual([0, 0.5, 1, 1, 0]);
});
