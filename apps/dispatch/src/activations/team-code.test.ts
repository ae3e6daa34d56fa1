import { expect, test } from '@jest/globals';
import { TEAM_CODE_MS } from '@shaodao/domain/activation/on-site';
import fc from 'fast-check';
import { answerToken, newAnswerKey, personNoOf } from './answer-token.js';
import { readTeamCode, teamCode } from './team-code.js';

const NOW = Date.parse('2026-11-26T20:00:00+08:00');
const team = fc.nat(9_999);

test('a code says its own team, and nothing under the key of another activation', () => {
  fc.assert(
    fc.property(team, fc.nat(TEAM_CODE_MS), (teamNo, afterMs) => {
      const key = newAnswerKey();
      const { code, expiresAt } = teamCode(key, teamNo, NOW);
      expect(expiresAt).toBe(NOW + TEAM_CODE_MS);
      expect(readTeamCode(key, code, NOW + afterMs)).toEqual({ teamNo, expired: false });
      expect(readTeamCode(newAnswerKey(), code, NOW)).toBeNull();
    }),
  );
});

test('behind its time it is known for what it was, and does not open', () => {
  fc.assert(
    fc.property(team, fc.integer({ min: 1, max: 30 * 86_400_000 }), (teamNo, lateMs) => {
      const key = newAnswerKey();
      expect(readTeamCode(key, teamCode(key, teamNo, NOW).code, NOW + TEAM_CODE_MS + lateMs)).toEqual({ teamNo, expired: true });
    }),
  );
});

test('with any letter changed, the team or the time put to another, it is none', () => {
  fc.assert(
    fc.property(team, fc.nat(60), fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '_', '-', '.'), (teamNo, at, letter) => {
      const key = newAnswerKey();
      const { code } = teamCode(key, teamNo, NOW);
      const other = code.slice(0, at % code.length) + letter + code.slice((at % code.length) + 1);
      if (other !== code) expect(readTeamCode(key, other, NOW)).toBeNull();
      const [, until = '', mac = ''] = code.split('.');
      expect(readTeamCode(key, `${(teamNo + 1).toString(36)}.${until}.${mac}`, NOW)).toBeNull();
      expect(readTeamCode(key, `${teamNo.toString(36)}.${(NOW + 2 * TEAM_CODE_MS).toString(36)}.${mac}`, NOW)).toBeNull();
    }),
  );
});

test('a code opens nobody’s card, and the token of a person is no code', () => {
  fc.assert(
    fc.property(team, (no) => {
      const key = newAnswerKey();
      expect(personNoOf(key, teamCode(key, no, NOW).code)).toBeNull();
      expect(readTeamCode(key, answerToken(key, no), NOW)).toBeNull();
    }),
  );
});

test.each(['', '.', '..', '3', '1.1', 'x'.repeat(64), `1.1.${'A'.repeat(21)}`, `1.1.${'A'.repeat(22)}`])('what is none opens nothing: %j', (code) => {
  expect(readTeamCode(newAnswerKey(), code, NOW)).toBeNull();
});
