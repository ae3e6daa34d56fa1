import { newCalendar, newCategories, newPolicy } from '@shaodao/contracts/rules-publishing';
import { policy } from '@shaodao/domain/case/fixture/district';
import { completePolicy } from '@shaodao/domain/stored-rules';
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';

const hours = { unit: 'workHour', ms: 3_600_000 };
const line = { code: 'I01', name: '暴露垃圾', className: '市容环境', kind: 'incident', closing: { routine: hours, urgent: hours } };
const calendar = {
  id: 'china',
  version: 3,
  offsetMs: 28_800_000,
  weekdays: [1, 2, 3, 4, 5],
  shifts: [{ startMs: 0, endMs: 3_600_000 }],
  holidays: ['2026-11-26'],
  makeUpDays: [],
};

function flaws(schema: z.ZodType, given: unknown): [string, string][] {
  const { error } = schema.safeParse(given);
  return (error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]);
}

describe('rules that are given to be published', () => {
  test('are taken when they are whole, and what an earlier release did not know is completed', () => {
    const { nested: _, returns: __, ...older } = policy;
    expect(newPolicy.parse(older)).toEqual(completePolicy(policy));
    expect(newCalendar.parse(calendar)).toEqual(calendar);
    const [read] = newCategories.parse({ version: 1, items: [line] }).items;
    expect(read).toMatchObject({ code: 'I01', className: '市容环境', phases: [], closing: { emergency: hours } });
  });

  test.each<[string, z.ZodType, unknown, string]>([
    ['at the top', newCalendar, { ...calendar, colour: 'red' }, ''],
    ['inside a list', newCalendar, { ...calendar, shifts: [{ ...calendar.shifts[0], colour: 'red' }] }, 'shifts.0'],
    ['inside a ladder', newPolicy, { ...policy, ladders: { ...policy.ladders, routin: {} } }, 'ladders'],
    ['of a category', newCategories, { version: 1, items: [{ ...line, source: 'D' }] }, 'items.0'],
  ])('with a field nobody reads are refused: %s', (_, schema, given, path) => {
    expect(flaws(schema, given)).toEqual([[path, expect.stringContaining('Unrecognized key')]]);
  });

  test.each<[string, unknown[], [string, string]]>([
    ['no line', [], ['items', expect.any(String) as unknown as string]],
    ['a code twice', [line, line], ['items.1.code', 'I01 stands twice']],
    ['a code with a blank', [{ ...line, code: 'I 01' }], ['items.0.code', '1 to 32 letters, digits, dots, dashes or underscores']],
    ['an empty name', [{ ...line, name: ' ' }], ['items.0.name', '1 to 40 characters']],
    ['no closing limit', [{ ...line, closing: { routine: hours } }], ['items.0.closing.urgent', expect.any(String) as unknown as string]],
  ])('a table with %s is refused', (_, items, flaw) => {
    expect(flaws(newCategories, { version: 1, items })[0]).toEqual(flaw);
  });
});
