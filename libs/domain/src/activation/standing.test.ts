import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_TALLY, tallyOf, type RosterMark, type Tally } from '@shaodao/domain/activation/person-state';
import { addsUp, answeredShare, groundTally, missing, standingOf, worstFirst } from '@shaodao/domain/activation/standing';

const tally = (some: Partial<Tally>): Tally => ({ ...EMPTY_TALLY, ...some });
const mark = fc.record<RosterMark>({
  state: fc.constantFrom('pending', 'confirmed', 'late', 'unreachable', 'excused'),
  calledAt: fc.option(fc.nat()),
  reachedAt: fc.option(fc.nat()),
  answeredAt: fc.option(fc.nat()),
  onSiteAt: fc.option(fc.nat()),
  placeProof: fc.constant(null),
  releasedAt: fc.constant(null),
  addedAt: fc.option(fc.nat()),
});

describe('the sum', () => {
  test('of any people adds up, and of any two of them who are missing and who answered is everybody', () => {
    fc.assert(
      fc.property(fc.array(mark), (marks) => {
        const counted = tallyOf(marks);
        expect(addsUp(counted)).toBe(true);
        expect(missing(counted) + counted.confirmed + counted.late + counted.excused).toBe(marks.length);
      }),
    );
  });

  test('that lost somebody does not', () => {
    expect(addsUp(tally({ people: 3, pending: 1, confirmed: 1 }))).toBe(false);
  });
});

describe('how far a call has come', () => {
  test.each([
    [{ people: 10, confirmed: 8, late: 1, pending: 1 }, 'good'],
    [{ people: 10, confirmed: 6, pending: 4 }, 'partly'],
    [{ people: 10, confirmed: 5, unreachable: 5 }, 'poor'],
    [{ people: 10, confirmed: 5, excused: 5 }, 'good'],
    [{ people: 2, excused: 2 }, 'good'],
    [{}, 'none'],
  ] as const)('%o is %s', (some, standing) => {
    expect(standingOf(tally(some))).toBe(standing);
  });

  test('nobody left to answer has no share', () => {
    expect(answeredShare(tally({ people: 2, excused: 2 }))).toBeNull();
  });

  test('the worst stands first, among equals where most are missing, the empty last', () => {
    const rows = [
      { name: 'empty', tally: tally({}) },
      { name: 'excused', tally: tally({ people: 4, excused: 4 }) },
      { name: 'half of two', tally: tally({ people: 2, confirmed: 1, pending: 1 }) },
      { name: 'half of ten', tally: tally({ people: 10, confirmed: 5, unreachable: 5 }) },
      { name: 'nobody', tally: tally({ people: 1, pending: 1 }) },
    ];
    expect(worstFirst(rows).map(({ name }) => name)).toEqual(['nobody', 'half of ten', 'half of two', 'excused', 'empty']);
  });
});

test('a grid stands as its own teams do, else as those around it, else as nobody', () => {
  const teams = [
    { areaCode: '511703001', tally: tally({ people: 9, pending: 9 }) },
    { areaCode: '511703001001', tally: tally({ people: 5, confirmed: 5 }) },
    { areaCode: '511703001001001', tally: tally({ people: 2, confirmed: 1, late: 1 }) },
    { areaCode: '511703001001001', tally: tally({ people: 1, excused: 1 }) },
  ];
  expect(groundTally('511703001001001', teams)).toEqual(tally({ people: 3, confirmed: 1, late: 1, excused: 1 }));
  expect(groundTally('511703001001002', teams).people).toBe(5);
  expect(groundTally('511703001002001', teams).people).toBe(9);
  expect(groundTally('511703002001001', teams)).toEqual(EMPTY_TALLY);
});
