import { describe, expect, test } from '@jest/globals';
import { category as stamped, policy, rules } from '@shaodao/domain/case/fixture/district';
import { RuleBook, type Category } from './rule-book.js';

const line: Category = { ...stamped, className: '市容环境', kind: 'incident' };
const from = <T>(version: number, effectiveAt: number, content: T) => ({ version, effectiveAt, rules: content });
const book = new RuleBook({
  policies: [from(1, 0, policy), from(2, 100, { ...policy, version: 2 })],
  calendars: [from(1, 0, rules.calendar)],
  categories: [from(1, 0, [line]), from(2, 200, [{ ...line, name: '路面' }])],
});

describe('the rules by the instant asked', () => {
  test('change with the effect time of each kind by itself', () => {
    const seen = [99, 100, 199, 200].map((at) => [book.at(at).policy.version, book.at(at).category(line.code)?.name]);
    expect(seen).toEqual([[1, '道路破损'], [2, '道路破损'], [2, '道路破损'], [2, '路面']]);
  });

  test('know no code that is not in the table in force', () => {
    expect(book.at(0).category('none')).toBeUndefined();
  });

  test('are none before the first: that is a bug, since the first count from the beginning', () => {
    expect(() => new RuleBook({ policies: [], calendars: [], categories: [] }).at(0)).toThrow('no rules');
  });
});
