import { SEATS } from '@shaodao/domain/case/actor';
import { inForce, maySetRules, ruleState } from '@shaodao/domain/rule-version';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

const one = { version: 1, effectiveAt: 0 };
const two = { version: 2, effectiveAt: 100 };
const three = { version: 3, effectiveAt: 50 };

describe('the version in force', () => {
  test('is the newest whose effect has come, to the millisecond', () => {
    expect([0, 99, 100].map((at) => inForce([two, one], at)?.version)).toEqual([1, 1, 2]);
  });

  test('is none before the first', () => {
    expect(inForce([two], 99)).toBeNull();
  });

  test('is the one published later where that takes effect before a lower one', () => {
    expect([49, 50, 100].map((at) => inForce([one, two, three], at)?.version)).toEqual([1, 3, 3]);
    expect([one, two, three].map((version) => ruleState(version, [one, two, three], 10))).toEqual(['inForce', 'past', 'scheduled']);
  });

  test('never goes back as time passes', () => {
    const versions = fc.uniqueArray(fc.record({ version: fc.integer({ min: 1, max: 9 }), effectiveAt: fc.nat(100) }), {
      selector: ({ version }) => version,
    });
    fc.assert(
      fc.property(versions, fc.nat(100), fc.nat(100), (all, at, later) => {
        expect(inForce(all, at + later)?.version ?? 0).toBeGreaterThanOrEqual(inForce(all, at)?.version ?? 0);
        expect(all.filter((version) => ruleState(version, all, at) === 'inForce').length).toBe(inForce(all, at) === null ? 0 : 1);
      }),
    );
  });
});

test('rules are set by those who answer for the whole district', () => {
  expect(SEATS.filter((seat) => maySetRules({ seat }))).toEqual(['centreLeader', 'districtLeader']);
});
