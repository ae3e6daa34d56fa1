import type { onDuty } from '@shaodao/contracts/registry';
import { tierOfSeat, type Seat } from '@shaodao/domain/case/actor';
import { areaCodeAt } from '@shaodao/domain/tier';
import type { z } from 'zod';
import type { Atlas, RosterPlace } from '../atlas/atlas.js';
import { turnAt } from './rotation.js';

/** A question about a seat; cadres are no seat and have no ladder. */
export type DutyQuestion = Omit<z.output<typeof onDuty.input>, 'seat'> & { seat: Seat };
export type DutyAnswer = z.output<typeof onDuty.output>;

/** Who answers where a seat has nobody; operations have nobody above them. */
const SEAT_ABOVE: Record<Seat, Seat | null> = {
  gridWorker: 'communitySecretary',
  communityOfficer: 'communitySecretary',
  communitySecretary: 'subdistrictDuty',
  subdistrictDuty: 'districtLeader',
  subdistrictSecretary: 'districtLeader',
  departmentDuty: 'departmentHead',
  departmentHead: 'districtLeader',
  shiftLeader: 'centreLeader',
  centreLeader: 'districtLeader',
  districtLeader: null,
  operations: null,
};

/** The turn of the seat's own roster; else its fallback; else the same one level above, and so on; else nobody. */
export function answerDuty(atlas: Pick<Atlas, 'data' | 'roster' | 'isPresent'>, question: DutyQuestion): DutyAnswer {
  for (let seat: Seat | null = question.seat; seat !== null; seat = SEAT_ABOVE[seat]) {
    const roster = atlas.roster(placeOf(seat, question, atlas.data.district.code));
    const own = seat === question.seat;
    const turn = (roster === undefined ? [] : turnAt(roster, question.at)).filter((id) => atlas.isPresent(id));
    if (turn.length > 0) return { personIds: turn, via: own ? 'roster' : 'levelAbove' };
    const fallback = (roster?.fallback ?? []).filter((id) => atlas.isPresent(id));
    if (fallback.length > 0) return { personIds: fallback, via: own ? 'fallback' : 'levelAbove' };
  }
  return { personIds: [], via: 'nobody' };
}

/** Departments are asked by themselves, tiers by the area that holds the question's, everybody else by the district. */
function placeOf(seat: Seat, { areaCode, departmentId }: DutyQuestion, districtCode: string): RosterPlace {
  if (seat === 'departmentDuty' || seat === 'departmentHead') return { seat, areaCode: districtCode, departmentId };
  const tier = tierOfSeat(seat);
  return { seat, areaCode: tier === null ? districtCode : areaCodeAt(areaCode ?? districtCode, tier), departmentId: null };
}
