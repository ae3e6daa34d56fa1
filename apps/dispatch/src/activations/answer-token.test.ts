import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerToken, newAnswerKey, personNoOf } from './answer-token.js';

test('a token opens its own number under its own key, and nothing but that', () => {
  fc.assert(
    fc.property(fc.nat(99_999), fc.nat(25), fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '_', '-', '.'), (personNo, at, letter) => {
      const key = newAnswerKey();
      const token = answerToken(key, personNo);
      expect(personNoOf(key, token)).toBe(personNo);
      expect(personNoOf(newAnswerKey(), token)).toBeNull();
      const other = token.slice(0, at % token.length) + letter + token.slice((at % token.length) + 1);
      if (other !== token) expect(personNoOf(key, other)).toBeNull();
    }),
  );
});

test.each(['', '.', '1', '1.', 'x'.repeat(64), `1.${'A'.repeat(21)}`, `1.${'A'.repeat(23)}`])('what is none opens nothing: %j', (token) => {
  expect(personNoOf(newAnswerKey(), token)).toBeNull();
});
