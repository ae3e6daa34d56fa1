import { describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Addressee } from '@shaodao/domain/case/tell';
import { peopleToTell, type DutyQuestion, type ToldFact } from './addressees.js';

// What is left out on purpose is logged; the report of a test run stays readable.
Logger.overrideLogger(false);

const id = (last: string): string => `0190a000-0000-7000-8000-0000000000${last}`;
const [REPORTER, SECRETARY, OFFICER, WATER] = [id('01'), id('02'), id('03'), id('0a')];
const COMMUNITY: Addressee = { seat: 'communitySecretary', areaCode: '511703001001' };
const DEPARTMENT: Addressee = { seat: 'departmentDuty', departmentId: WATER };

function fact(given: Partial<ToldFact>): ToldFact {
  return { factId: `${id('ff')}:3`, recordedAt: 77, actorId: null, tell: [], onDuty: [], ...given };
}

/** A registry with these people on every duty, and what it was asked. */
function registry(...personIds: string[]) {
  const asked: DutyQuestion[] = [];
  return { asked, ask: (question: DutyQuestion) => (asked.push(question), Promise.resolve(personIds)) };
}

describe('who is told of a fact', () => {
  test('seats are asked for at the instant the fact was recorded, area and department apart', async () => {
    const { asked, ask } = registry(OFFICER);
    expect(await peopleToTell(fact({ tell: [COMMUNITY, DEPARTMENT] }), ask)).toEqual([OFFICER]);
    expect(asked).toEqual([
      { seat: 'communitySecretary', areaCode: '511703001001', departmentId: null, at: 77 },
      { seat: 'departmentDuty', areaCode: null, departmentId: WATER, at: 77 },
    ]);
  });

  test('the district’s liaison to a community is asked for like a seat, though it is none', async () => {
    const { asked, ask } = registry(OFFICER);
    expect(await peopleToTell(fact({ tell: [{ seat: 'districtLiaison', areaCode: '511703001001' }] }), ask)).toEqual([OFFICER]);
    expect(asked).toMatchObject([{ seat: 'districtLiaison', areaCode: '511703001001' }]);
  });

  test('evidence of the fact itself answers for its own seat and area only', async () => {
    const { asked, ask } = registry(OFFICER);
    const entry = { seat: 'communitySecretary', departmentId: null, via: 'roster' as const };
    const onDuty = [
      { ...entry, areaCode: '511703001002', personIds: [id('09')] },
      { ...entry, areaCode: '511703001001', personIds: [SECRETARY] },
    ];
    expect(await peopleToTell(fact({ tell: [COMMUNITY, DEPARTMENT], onDuty }), ask)).toEqual([SECRETARY, OFFICER]);
    expect(asked).toHaveLength(1);
  });

  test('evidence that nobody was there stands', async () => {
    const { asked, ask } = registry(OFFICER);
    const onDuty = [
      { seat: 'departmentDuty', areaCode: null, departmentId: WATER, personIds: [], via: 'nobody' as const },
    ];
    expect(await peopleToTell(fact({ tell: [DEPARTMENT], onDuty }), ask)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('one person in two roles is told once, and nobody of his own act', async () => {
    const { ask } = registry(OFFICER, SECRETARY);
    const tell = [{ personId: REPORTER }, COMMUNITY, DEPARTMENT];
    expect(await peopleToTell(fact({ tell, actorId: SECRETARY }), ask)).toEqual([REPORTER, OFFICER]);
  });

  test('an addressee of an unknown shape keeps the others from nothing', async () => {
    const { ask } = registry();
    const tell = [JSON.parse('{"seat":"king"}') as Addressee, { personId: REPORTER }];
    expect(await peopleToTell(fact({ tell }), ask)).toEqual([REPORTER]);
  });

  test('a registry that is away is not the same as nobody', async () => {
    const away = () => Promise.reject(new Error('away'));
    await expect(peopleToTell(fact({ tell: [DEPARTMENT] }), away)).rejects.toThrow('away');
  });
});
