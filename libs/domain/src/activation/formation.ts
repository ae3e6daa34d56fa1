import { areaCodeAt } from '../tier.js';

/** Teams of at most this many (D: 20 to 50). */
export const TEAM_MOST = 50;
/** People of one coordinator at most. */
export const COORDINATOR_MOST = 2_000;

/** A registered team as it is called, in the order of its area. */
export interface CalledTeam {
  teamCode: string;
  areaCode: string;
  people: number;
}

/** A team's part that one workflow answers for: people `from` up to before `until` of the roster. */
export interface FormedTeam {
  teamNo: number;
  coordinatorNo: number;
  teamCode: string;
  areaCode: string;
  from: number;
  until: number;
}

export interface FormedCoordinator {
  coordinatorNo: number;
  /** The subdistrict, 9 digits; the district where a team stands for all of it. */
  areaCode: string;
  from: number;
  until: number;
  teams: number[];
}

export interface Formation {
  teams: FormedTeam[];
  coordinators: FormedCoordinator[];
}

/**
 * 编队: who answers for whom. Teams of more than {@link TEAM_MOST} are split evenly; a coordinator has teams of one subdistrict,
 * in the order of their areas, of at most {@link COORDINATOR_MOST} people. `first`: where the numbers go on.
 */
export function form(called: readonly CalledTeam[], first: { person: number; team: number; coordinator: number } = { person: 0, team: 0, coordinator: 0 }): Formation {
  const teams: FormedTeam[] = [];
  const coordinators: FormedCoordinator[] = [];
  let person = first.person;
  for (const { teamCode, areaCode, people } of called) {
    for (const size of split(people)) {
      const coordinator = coordinatorFor(coordinators, areaCode, { size, from: person, first: first.coordinator });
      const teamNo = first.team + teams.length;
      teams.push({ teamNo, coordinatorNo: coordinator.coordinatorNo, teamCode, areaCode, from: person, until: person + size });
      person += size;
      coordinator.until = person;
      coordinator.teams.push(teamNo);
    }
  }
  return { teams, coordinators };
}

function split(people: number): number[] {
  const parts = Math.ceil(people / TEAM_MOST);
  return Array.from({ length: parts }, (_, part) => Math.floor((people * (part + 1)) / parts) - Math.floor((people * part) / parts));
}

/** The one under way, where it is of the same subdistrict and has room. */
function coordinatorFor(coordinators: FormedCoordinator[], areaCode: string, { size, from, first }: { size: number; from: number; first: number }): FormedCoordinator {
  const own = areaCodeAt(areaCode, 'subdistrict');
  const last = coordinators.at(-1);
  if (last?.areaCode === own && last.until - last.from + size <= COORDINATOR_MOST) return last;
  const next = { coordinatorNo: first + coordinators.length, areaCode: own, from, until: from, teams: [] };
  coordinators.push(next);
  return next;
}
