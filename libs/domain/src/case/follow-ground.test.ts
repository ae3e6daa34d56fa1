import { DAY_MS, HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { accountableOf } from '@shaodao/domain/case/accountable';
import { settleDue } from '@shaodao/domain/case/clock';
import { Dice } from '@shaodao/domain/case/fixture/dice';
import { fullPolicy, GRID, NOON, person, place } from '@shaodao/domain/case/fixture/district';
import { randomWorld } from '@shaodao/domain/case/fixture/random-input';
import { told } from '@shaodao/domain/case/fixture/replays';
import { accepted, called, chief, closed, leader, of, reportedIn, secretary, suspended, targets } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { followGround, type NewGround } from '@shaodao/domain/case/follow-ground';
import { whomToTell } from '@shaodao/domain/case/tell';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

const PART = `${GRID.slice(0, 12)}011`;
const NEIGHBOUR = '511703001002011';
const to = (gridCode: string) => ({ fromCode: GRID, place: { gridId: `grid-${gridCode}`, gridCode, attachedDepartmentIds: ['water'] } });
const newChief = { ...person('gridWorker', 'new'), areaCode: PART };
const tellOfLast = ({ events, state }: Walk) => whomToTell(events.at(-1) as (typeof events)[0], state, fullPolicy);

describe('a case whose grid is split', () => {
  test('lies in the part, with every deadline where it was, and the chief of the part may act while the old one may not', () => {
    const walk = new Walk().until(NOON + HOUR / 4);
    const { deadlines } = walk.state;
    walk.followGround(to(PART));
    expect(walk.state.place).toEqual(to(PART).place);
    expect(walk.state.deadlines).toBe(deadlines);
    expect(walk.refused(chief, { command: 'accept' }).code).toBe('FORBIDDEN');
    walk.give(newChief, { command: 'accept' });
    expect(accountableOf(walk.state)).toEqual({ seat: 'gridWorker', areaCode: PART });
  });

  test('keeps its departments at work', () => {
    const walk = reportedIn(called({ water: 'lead', power: 'assist' }), 'water');
    const { tasks, deadlines } = walk.state;
    walk.followGround(to(PART));
    expect([walk.state.tasks, walk.state.deadlines]).toEqual([tasks, deadlines]);
    walk.give(of('water'), { command: 'finish' });
  });

  test('rests on where it rested, with what was left of each clock', () => {
    const walk = suspended(called(), NOON + 50 * HOUR);
    const { suspended: rest } = walk.state;
    walk.followGround(to(PART));
    expect(walk.state.suspended).toEqual(rest);
  });

  test('tells whoever has it anew; where the level has it as before nobody is told', () => {
    expect(tellOfLast(new Walk().followGround(to(PART)))).toEqual([{ seat: 'gridWorker', areaCode: PART }]);
    const lifted = accepted().give(chief, { command: 'escalate' });
    expect(tellOfLast(lifted.followGround(to(PART)))).toEqual([]);
  });

  test('calls the cadres of the part where the whistle of the grid is out', () => {
    const whistled = accepted().give(chief, { command: 'whistle', kind: 'grid', departments: targets({ water: 'lead' }) });
    expect(tellOfLast(whistled.followGround(to(PART)))).toContainEqual({ seat: 'attachedCadre', areaCode: PART });
  });

  test('keeps what its grid lies in', () => {
    const nesting = [{ gridId: 'grid-1', kind: 'building' as const }, { gridId: 'grid-yard', kind: 'courtyard' as const }];
    const walk = new Walk({ place: { ...place, nesting } }).followGround(to(PART));
    expect(walk.state.place.nesting).toEqual([{ gridId: `grid-${PART}`, kind: 'building' }, nesting[1]]);
  });
});

test('a case whose grid moves to the next community is that community’s from then on', () => {
  const walk = accepted().give(chief, { command: 'escalate' });
  walk.followGround(to(NEIGHBOUR));
  expect(tellOfLast(walk)).toEqual([{ seat: 'communitySecretary', areaCode: NEIGHBOUR.slice(0, 12) }]);
  expect(walk.refused(secretary, { command: 'escalate' }).code).toBe('FORBIDDEN');
  walk.give({ ...secretary, areaCode: NEIGHBOUR.slice(0, 12) }, { command: 'escalate' });
});

describe('nothing happens to a case', () => {
  test('that has ended, until it is reopened', () => {
    const walk = closed();
    const { length } = walk.events;
    walk.followGround(to(PART));
    expect(walk.events.length).toBe(length);
    walk.give(leader, { command: 'reopen' }).followGround(to(PART));
    expect(walk.state.place.gridCode).toBe(PART);
  });

  test('that lies elsewhere, or went already', () => {
    const walk = new Walk().followGround({ ...to(NEIGHBOUR), fromCode: NEIGHBOUR });
    expect(walk.events.length).toBe(1);
    walk.followGround(to(PART)).followGround(to(PART));
    expect(walk.facts('groundFollowed').length).toBe(1);
  });
});

test('whatever a case has gone through, following its ground changes its place alone, now and in all that its clocks do later', () => {
  fc.assert(
    fc.property(fc.noBias(fc.integer()), fc.array(fc.noBias(fc.integer()), { minLength: 1, maxLength: 25 }), (beginning, steps) => {
      const { state, session, now } = told(randomWorld(new Dice(beginning)), steps.map((one) => new Dice(one)));
      const { rules } = session;
      const next: NewGround = { ...to(PART), fromCode: state.place.gridCode, commandId: 'follow', actor: person('districtLeader'), reshapeId: 'reshape' };
      const stayed = settleDue(state, rules, now).state;
      const went = followGround(state, rules, next, now).state;
      const expected = state.closedAt === null && stayed.closedAt === null ? PART : state.place.gridCode;
      expect(went.place.gridCode).toBe(expected);
      expect({ ...went, place: null, seq: 0, modeEpoch: 0 }).toEqual({ ...stayed, place: null, seq: 0, modeEpoch: 0 });
      for (const later of [HOUR, 3 * DAY_MS, 30 * DAY_MS]) {
        expect(settleDue(went, rules, now + later).state.deadlines).toEqual(settleDue(stayed, rules, now + later).state.deadlines);
      }
    }),
    { numRuns: 400 },
  );
});
