import { expect, test } from '@jest/globals';
import { cursorOf, readCursor } from './notice-cursor.js';

const place = { at: 1_795_000_000_000, id: '0190a000-0000-7000-8000-000000000001' };

test('a cursor leads back to its place', () => expect(readCursor(cursorOf(place))).toEqual(place));

test.each(['', '1', `x.${place.id}`, `${place.at}.${place.id}x`, `${'9'.repeat(16)}.${place.id}`])(
  'what we did not make is refused: %j',
  (cursor) => expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID' })),
);
