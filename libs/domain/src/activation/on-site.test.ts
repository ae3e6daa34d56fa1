import { describe, expect, test } from '@jest/globals';
import { ACCURACY_MOST_METRES, placeProof, type PlaceFault, type PlaceProof, type TeamCodeStanding } from '@shaodao/domain/activation/on-site';
import fc from 'fast-check';

const proof = (named: PlaceProof) => ({ proof: named });
const fault = (named: PlaceFault) => ({ fault: named });
const FINE = 20;
const TOWN = ACCURACY_MOST_METRES + 1;

describe('who reports in', () => {
  test.each<[string, number | null, TeamCodeStanding | null, ReturnType<typeof placeProof>]>([
    ['with neither place nor code is not on site', null, null, fault('none')],
    ['with a place is', FINE, null, proof('location')],
    ['with a place as good as the worst that counts is', ACCURACY_MOST_METRES, null, proof('location')],
    ['with a place that may be anywhere in town is not', TOWN, null, fault('coarse')],
    ['with the code of the own team is, and needs no place', null, 'own', proof('teamCode')],
    ['with both is there by the code', FINE, 'own', proof('teamCode')],
    ['with the code of another team is not', null, 'otherTeam', fault('otherTeam')],
    ['with an old code is not', null, 'expired', fault('expired')],
    ['with a code nobody gave out is not', null, 'forged', fault('forged')],
    ['with an old code and a place is there by the place', FINE, 'expired', proof('location')],
    ['with an old code and a coarse place hears of the code', TOWN, 'expired', fault('expired')],
  ])('%s', (_, accuracyMetres, code, expected) => {
    expect(placeProof({ accuracyMetres, code })).toEqual(expected);
  });

  test('is on site only where one of the two holds by itself', () => {
    fc.assert(
      fc.property(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), fc.option(fc.constantFrom<TeamCodeStanding>('own', 'otherTeam', 'expired', 'forged')), (accuracyMetres, code) => {
        const placed = accuracyMetres !== null && accuracyMetres <= ACCURACY_MOST_METRES;
        expect('proof' in placeProof({ accuracyMetres, code })).toBe(placed || code === 'own');
      }),
    );
  });
});
