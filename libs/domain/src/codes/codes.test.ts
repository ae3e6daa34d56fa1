import {
  buildComponentCode,
  COMPONENT_CODE_EDITIONS,
  isLocalSubclass,
  nextLocalSubclass,
  parseComponentCode,
  type ComponentCodeEdition,
} from '@shaodao/domain/codes/component-code';
import { buildGridCode, gridCodeIn, parseGridCode } from '@shaodao/domain/codes/grid-code';
import { isFault } from '@shaodao/domain/codes/layout';
import { buildProfessionalGridCode, parseProfessionalGridCode } from '@shaodao/domain/codes/professional-grid-code';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

/** Digits of this length that are not all zeros. */
function digits(length: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'));
}

const area = { district: digits(6), subdistrict: digits(3), community: digits(3) };
const gridCode = fc.record({ ...area, sequence: fc.integer({ min: 1, max: 999 }) });
const professional = fc.record({ object: digits(6), ...area, sequence: fc.integer({ min: 0, max: 99 }) });
const component = (edition: ComponentCodeEdition) =>
  fc.record({
    district: digits(6),
    class: digits(2),
    subclass: digits(edition === '2013' ? 2 : 3),
    sequence: fc.integer({ min: 1, max: edition === '2013' ? 999_999 : 99_999 }),
  });

/** Texts near a code: its digits with one character changed, put in or taken out. */
function nearly(code: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(code, fc.nat(25), fc.nat(1), fc.constantFrom('', '0', '000000', 'x', '９', '-', ' '))
    .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
}

const codecs = [
  { name: '15-digit grid code', parts: gridCode, build: buildGridCode, parse: parseGridCode, length: 15 },
  {
    name: '20-digit grid code',
    parts: professional,
    build: buildProfessionalGridCode,
    parse: parseProfessionalGridCode,
    length: 20,
  },
  ...COMPONENT_CODE_EDITIONS.map((edition) => ({
    name: `component code, edition ${edition}`,
    parts: component(edition),
    build: (parts: Parameters<typeof buildComponentCode>[0]) => buildComponentCode(parts, edition),
    parse: (text: string) => parseComponentCode(text, edition),
    length: 16,
  })),
] as {
  name: string;
  parts: fc.Arbitrary<object>;
  build: (parts: object) => string;
  parse: (text: string) => object;
  length: number;
}[];

describe.each(codecs)('a $name', ({ parts, build, parse, length }) => {
  test('comes apart into what it was put together from', () => {
    fc.assert(
      fc.property(parts, (one) => {
        expect(build(one)).toHaveLength(length);
        expect(parse(build(one))).toEqual(one);
      }),
    );
  });

  test('is the same text again when its parts are put together, or was refused in both languages', () => {
    fc.assert(
      fc.property(fc.oneof(nearly(parts.map(build)), fc.string()), (text) => {
        const parsed = parse(text);
        if (isFault(parsed)) expect(parsed).toMatchObject({ reason: expect.stringMatching(/./), reasonZh: expect.stringMatching(/[一-龥]/) });
        else expect(build(parsed)).toBe(text);
      }),
    );
  });

  test('is refused when a digit is missing or too many', () => {
    fc.assert(
      fc.property(parts.map(build), (code) => {
        expect(isFault(parse(code.slice(0, -1)))).toBe(true);
        expect(parse(`${code}0`)).toMatchObject({ part: 'code' });
      }),
    );
  });
});

describe('the part at fault', () => {
  test.each([
    ['', 'district'],
    ['51170x001001001', 'district'],
    ['511703000001001', 'subdistrict'],
    ['511703001000001', 'community'],
    ['5117030010', 'community'],
    ['511703001001000', 'sequence'],
    ['51170300100100', 'sequence'],
    ['51170300100100１', 'sequence'],
    ['5117030010010010', 'code'],
  ])('of the grid code %j is %s', (text, part) => {
    expect(parseGridCode(text)).toMatchObject({ part });
  });

  test('is named in both languages', () => {
    expect(parseGridCode('511703001000001')).toEqual({ part: 'community', reason: 'is all zeros', reasonZh: '社区代码不能全为0' });
  });
});

describe('a code', () => {
  test('is not built from parts that do not fit', () => {
    const parts = { district: '511703', subdistrict: '001', community: '001', sequence: 1 };
    expect(gridCodeIn('511703001001', 1)).toBe(buildGridCode(parts));
    for (const sequence of [0, 1_000, -1, 1.5]) expect(() => buildGridCode({ ...parts, sequence })).toThrow(RangeError);
    expect(() => buildGridCode({ ...parts, community: '1' })).toThrow(RangeError);
    expect(() => gridCodeIn('511703001', 1)).toThrow(RangeError);
    expect(() => gridCodeIn('5117030010011', 1)).toThrow(RangeError);
  });

  test('of a community that is not split ends with 00', () => {
    expect(parseProfessionalGridCode('01010051170300100100')).toEqual({
      object: '010100',
      district: '511703',
      subdistrict: '001',
      community: '001',
      sequence: 0,
    });
  });

  test('of a component means other things in the two editions', () => {
    const text = '5117030101200345';
    expect(parseComponentCode(text, '2013')).toMatchObject({ class: '01', subclass: '01', sequence: 200_345 });
    expect(parseComponentCode(text, 'threeDigit')).toMatchObject({ class: '01', subclass: '012', sequence: 345 });
  });
});

describe('a local subclass', () => {
  test('is one from 080 up', () => {
    expect(['079', '080', '999', '80', '0999'].map(isLocalSubclass)).toEqual([false, true, true, false, false]);
  });

  test('is counted backwards from 999 and never given twice', () => {
    expect(nextLocalSubclass(['001', '079'])).toBe('999');
    expect(nextLocalSubclass(['999', '997'])).toBe('996');
    const given: string[] = [];
    for (let next = nextLocalSubclass(given); next !== null; next = nextLocalSubclass(given)) given.push(next);
    expect(given.at(-1)).toBe('080');
    expect(new Set(given).size).toBe(999 - 80 + 1);
  });
});
