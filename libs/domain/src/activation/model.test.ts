import { expect, test } from '@jest/globals';
import { apply, press } from '@shaodao/domain/activation/apply';
import { nextDue, settle } from '@shaodao/domain/activation/clock';
import type { ActivationAct } from '@shaodao/domain/activation/command';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import { evolve } from '@shaodao/domain/activation/evolve';
import { form, COORDINATOR_MOST, TEAM_MOST } from '@shaodao/domain/activation/formation';
import { leader, MORNING, pressOf, rules as usual, STREET } from '@shaodao/domain/activation/fixture/activation';
import { PLACE_PROOFS } from '@shaodao/domain/activation/on-site';
import { addTallies, EMPTY_TALLY, marked, onTimeRate, PERSON_STATES, tallyOf, UNCALLED, type PersonEvent } from '@shaodao/domain/activation/person-state';
import { isOver, type ActivationRules, type ActivationState } from '@shaodao/domain/activation/state';
import { counted } from '@shaodao/domain/activation/volunteers';
import fc from 'fast-check';

/** A plan that calls volunteers besides: three of them are enough. */
const ENOUGH = 3;
const rules: ActivationRules = { ...usual, steps: [...usual.steps, { code: 'call', wave: 2, kind: 'callVolunteers', limitMs: 3_600_000, needs: ['muster'], hasUndo: true, people: ENOUGH }] };

const areas = fc.subarray([STREET, '511703002'], { minLength: 1 });
const level = fc.constantFrom('I', 'II', 'III', 'IV' as const);
const act: fc.Arbitrary<ActivationAct> = fc.oneof(
  fc.record({ command: fc.constant('confirm' as const), approvalId: fc.constantFrom('approval', 'older') }),
  fc.record({ command: fc.constant('cancel' as const) }),
  fc.record({ command: fc.constant('changeLevel' as const), areas, level: level as fc.Arbitrary<'I' | 'II' | 'III' | 'IV'> }),
  fc.record({ command: fc.constant('standDown' as const), areas: fc.option(areas) }),
  fc.record({ command: fc.constant('finishStep' as const), code: fc.constantFrom('muster', 'patrol', 'move', 'feed', 'call', 'none') }),
  fc.record({ command: fc.constant('fileReport' as const), kind: fc.constantFrom('first', 'further', 'final' as const) as fc.Arbitrary<'first' | 'further' | 'final'>, nth: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ command: fc.constant('callNow' as const), people: fc.nat(9), channel: fc.constantFrom('sms' as const, 'voice' as const), subdistricts: areas, teamNo: fc.option(fc.nat(9)) }),
  fc.record({ command: fc.constant('addPeople' as const), people: fc.nat(9), cause: fc.constant('command') }),
  fc.record({ command: fc.constant('releasePeople' as const), people: fc.nat(9) }),
);
const who = fc.constantFrom(leader('centreLeader'), leader('districtLeader'), leader('subdistrictSecretary', STREET), leader('gridWorker', `${STREET}001001`));
/** Somebody commands, or a count of volunteers is told. */
const turn = fc.oneof({ arbitrary: fc.record({ act, who }), weight: 4 }, { arbitrary: fc.record({ code: fc.constantFrom('call', 'feed', 'none'), come: fc.nat(2 * ENOUGH) }), weight: 1 });
const life = fc.array(fc.record({ turn, afterMs: fc.integer({ min: 0, max: 12 * 3_600_000 }) }), { maxLength: 30 });

test('whatever is commanded whenever: history and state agree, nothing is due in the past, no life is without an end or a next instant', () => {
  fc.assert(
    fc.property(life, fc.boolean(), (steps, breakGlass) => {
      const events: ActivationEvent[] = [];
      let now = MORNING;
      let state: ActivationState | null = null;
      const keep = (applied: { state: ActivationState; events: ActivationEvent[] }): void => {
        events.push(...applied.events);
        ({ state } = applied);
      };
      keep(press(pressOf({ breakGlass, areas: [STREET, '511703002'] }), rules));
      for (const [index, { turn: next, afterMs }] of steps.entries()) {
        now += afterMs;
        const before = state as unknown as ActivationState;
        if ('come' in next) {
          keep(counted(before, rules, next, now));
          continue;
        }
        const answer = apply(before, rules, { commandId: String(index), actor: next.who, at: now, act: next.act, textId: null }, now);
        keep('code' in answer ? settle(before, rules, now) : answer);
      }
      const last = state as unknown as ActivationState;
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).toBe(true);
      expect(events.reduce<ActivationState | null>((rebuilt, event) => evolve(rebuilt, event, rules), null)).toEqual(last);
      const due = nextDue(last);
      expect(due === null || due.at > now).toBe(true);
      expect(isOver(last) || due !== null || last.phase === 'active').toBe(true);
      // A step ends by itself where enough volunteers have come, and nowhere else; it ends once.
      const ends = events.filter(({ fact }) => fact.type === 'stepDone');
      expect(new Set(ends.map(({ fact }) => 'code' in fact && fact.code)).size).toBe(ends.length);
      for (const { actor, fact } of ends) expect(actor === null).toBe(fact.type === 'stepDone' && fact.code === 'call' && (fact.come ?? 0) >= ENOUGH);
      // What was stood down is never in force again, what was never in force called nobody.
      const effect = events.findIndex(({ fact }) => fact.type === 'tookEffect');
      expect(events.some(({ fact }, index) => fact.type === 'stepStarted' && (effect < 0 || index < effect))).toBe(false);
    }),
    { numRuns: 500 },
  );
});

/** Further apart than the second a vendor may be off by. */
const at = fc.integer({ min: 0, max: 100 }).map((nth) => nth * 1_001);
const LIMIT = 50_000;
const happening: fc.Arbitrary<PersonEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('called' as const, 'reached' as const), at }),
  fc.record({ type: fc.constant('answered' as const), at }),
  fc.record({ type: fc.constant('onSite' as const), at, placeProof: fc.constantFrom(...PLACE_PROOFS) }),
  fc.record({ type: fc.constantFrom('excused' as const, 'givenUp' as const), at }),
  fc.record({ type: fc.constantFrom('released' as const, 'added' as const), at }),
);

test('the five states add up to all who are not let go after every event, doubled and crossed ones too; a late answer never counts as one in time', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ person: fc.nat(9), event: happening, twice: fc.boolean() }), { maxLength: 80 }), (events) => {
      const marks = Array.from({ length: 10 }, () => UNCALLED);
      for (const { person, event, twice } of events) {
        const before = marks[person] ?? UNCALLED;
        const once = marked(before, event, LIMIT);
        marks[person] = once;
        if (twice) expect(marked(once, event, LIMIT)).toEqual(once);
        const tally = tallyOf(marks);
        expect(PERSON_STATES.reduce((sum, name) => sum + tally[name], 0)).toBe(marks.filter(({ releasedAt }) => releasedAt === null).length);
        expect(tally.called <= tally.pending && tally.reached <= tally.pending && tally.onSite <= tally.confirmed + tally.late).toBe(true);
        const putBack = event.type === 'added' && before.releasedAt !== null;
        if (putBack) expect(once).toEqual({ ...UNCALLED, addedAt: event.at });
        if (before.state === 'late' && !putBack) expect(once.state).toBe('late');
        if (before.answeredAt !== null && !putBack) expect(once.answeredAt).toBe(before.answeredAt);
        if (before.releasedAt !== null && !putBack) expect(once).toEqual(before);
        // Nothing from before a round counts in it.
        if (once.addedAt !== null) for (const mark of [once.reachedAt, once.answeredAt, once.onSiteAt]) expect(mark === null || mark >= once.addedAt).toBe(true);
        // Nobody is on site without what showed it, and what showed it first stands.
        expect(once.placeProof !== null).toBe(once.onSiteAt !== null);
        if (before.placeProof !== null && !putBack) expect(once.placeProof).toBe(before.placeProof);
      }
      const counted = marks.filter(({ releasedAt }) => releasedAt === null);
      const inTime = counted.filter(({ answeredAt }) => answeredAt !== null && answeredAt <= LIMIT).length;
      const { excused, people } = tallyOf(marks);
      expect(people).toBe(counted.length);
      expect(onTimeRate(tallyOf(marks))).toBe(excused === people ? null : inTime / (people - excused));
    }),
  );
});

const crowd = fc.array(fc.record({ street: fc.integer({ min: 1, max: 4 }), people: fc.integer({ min: 1, max: 160 }) }), { minLength: 1, maxLength: 80 });

test('everybody is in one team of one coordinator of the own street; none is too large, and each team is split evenly', () => {
  fc.assert(
    fc.property(crowd, fc.nat(9), (teams, first) => {
      const called = teams.toSorted((a, b) => a.street - b.street).map(({ street, people }, index) => ({ teamCode: `B${index}`, areaCode: `51170300${street}001001`, people }));
      const { teams: formed, coordinators } = form(called, { person: first, team: first, coordinator: first });
      const people = called.reduce((sum, one) => sum + one.people, 0);
      expect(formed.map(({ from }) => from)).toEqual([first, ...formed.slice(0, -1).map(({ until }) => until)]);
      expect(formed.at(-1)?.until).toBe(first + people);
      expect(formed.every(({ from, until }) => until - from >= 1 && until - from <= TEAM_MOST)).toBe(true);
      for (const { teamCode, people: all } of called) {
        const sizes = formed.filter((team) => team.teamCode === teamCode).map(({ from, until }) => until - from);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(all);
      }
      expect(coordinators.flatMap((one) => one.teams)).toEqual(formed.map(({ teamNo }) => teamNo));
      for (const { coordinatorNo, areaCode, from, until, teams: own } of coordinators) {
        expect(until - from).toBeLessThanOrEqual(COORDINATOR_MOST);
        const mine = formed.filter((team) => own.includes(team.teamNo));
        expect(mine.every((team) => team.coordinatorNo === coordinatorNo && team.areaCode.startsWith(areaCode))).toBe(true);
        expect([mine[0]?.from, mine.at(-1)?.until]).toEqual([from, until]);
      }
    }),
  );
});

test('tallies of parts add up to the tally of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.array(happening, { maxLength: 5 }), { maxLength: 20 }), fc.nat(20), (lives, cut) => {
      const marks = lives.map((events) => events.reduce((mark, event) => marked(mark, event, LIMIT), UNCALLED));
      expect(addTallies(tallyOf(marks.slice(0, cut)), tallyOf(marks.slice(cut)))).toEqual(tallyOf(marks));
      expect(addTallies(EMPTY_TALLY, tallyOf(marks))).toEqual(tallyOf(marks));
    }),
  );
});
