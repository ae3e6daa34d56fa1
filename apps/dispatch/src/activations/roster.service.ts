import { planRoster, type RosterPerson } from '@shaodao/contracts/plans';
import { form } from '@shaodao/domain/activation/formation';
import { areaCodeAt } from '@shaodao/domain/tier';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { KeptActivation } from './activations.store.js';
import { RosterStore, STEP_CAUSE, type FirstNumbers, type NewRoster, type Part } from './roster.store.js';

const PAGE = 2_000;
/** A roster of 15,000 is computed once and read in pages. */
const ROSTER_MS = 15_000;

export interface Parts {
  people: number;
  teams: number;
  coordinators: Part[];
}

/** Who is called: asked of registry once per cause, frozen in rows before the first message. */
@Injectable()
export class RosterService {
  constructor(
    private readonly bus: Bus,
    private readonly store: RosterStore,
  ) {}

  /** Everybody the plan calls, as of the press. */
  async freeze(kept: KeptActivation, beginsAt: number): Promise<Parts> {
    const { activationId, frozenAt } = kept;
    if (frozenAt === null) await this.add(kept, { cause: null, beginsAt }, await this.ask(kept, null, kept.press.at));
    return partsOf(await this.store.parts(activationId, null));
  }

  /** Volunteer teams with the skills a step asks for. */
  async volunteers(kept: KeptActivation, stepCode: string): Promise<Part[]> {
    const step = kept.plan.steps.find(({ code }) => code === stepCode);
    const cause = STEP_CAUSE + stepCode;
    const known = await this.store.parts(kept.activationId, cause);
    if (step === undefined || known.length > 0) return known;
    await this.add(kept, { cause, beginsAt: Date.now() }, await this.ask(kept, step.skills, Date.now()));
    return this.store.parts(kept.activationId, cause);
  }

  /** People somebody named, as teams of an area, also who was let go before; `cause` is what they are kept under. */
  async named(kept: KeptActivation, cause: string): Promise<Part[]> {
    const asked = await this.store.named(kept.activationId, cause);
    if (asked !== null) {
      const { areaCode, personIds, askedAt } = asked;
      const teamName = `${kept.names[areaCode] ?? areaCode}增援`;
      const people = personIds.map((personId): RosterPerson => ({ personId, teamCode: `added:${areaCode}`, teamName, areaCode, ...ADDED }));
      await this.add(kept, { cause, beginsAt: Date.now(), backAt: askedAt ?? Date.now() }, people);
    }
    return this.store.parts(kept.activationId, cause);
  }

  private async ask({ plan, areas }: KeptActivation, skills: string[] | null, at: number): Promise<RosterPerson[]> {
    const people: RosterPerson[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await this.bus.request(planRoster, { planId: plan.code, areas, at, skills, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }, { timeoutMs: ROSTER_MS });
      people.push(...page.items);
      if (page.nextCursor === null) return people;
      cursor = page.nextCursor;
    }
  }

  private async add({ activationId, rules }: KeptActivation, { cause, beginsAt, backAt = null }: { cause: string | null; beginsAt: number; backAt?: number | null }, asked: readonly RosterPerson[]): Promise<void> {
    const given = { activationId, cause, asked: asked.map(({ personId }) => personId), at: Date.now(), answerBy: beginsAt + rules.answerWithinMs, backAt };
    await this.store.add(given, (first, known) => rosterOf(asked.filter(({ personId }) => !known.has(personId)), first));
  }
}

const ADDED = { meetingPoint: null, leader: false, via: 'team', departmentId: null, excused: false, tasks: [] } satisfies Partial<RosterPerson>;

/** People in the order they come, shared out to teams and coordinators. */
export function rosterOf(people: readonly RosterPerson[], first: FirstNumbers): NewRoster {
  const groups: RosterPerson[][] = [];
  for (const person of people) {
    const group = groups.at(-1);
    if (group?.[0]?.teamCode === person.teamCode && group[0].areaCode === person.areaCode) group.push(person);
    else groups.push([person]);
  }
  const called = groups.map((group) => ({ teamCode: group[0]?.teamCode ?? '', areaCode: group[0]?.areaCode ?? '', people: group.length }));
  const { teams, coordinators } = form(called, first);
  const leaders = new Map(people.filter(({ leader }) => leader).map(({ teamCode, areaCode, personId }) => [`${teamCode} ${areaCode}`, personId]));
  return {
    coordinators,
    teams: teams.map((team) => {
      const one = people[team.from - first.person];
      return { ...team, name: one?.teamName ?? team.teamCode, meetingPoint: one?.meetingPoint ?? null, leaderId: leaders.get(`${team.teamCode} ${team.areaCode}`) ?? null };
    }),
    people: teams.flatMap(({ teamNo, coordinatorNo, areaCode, from, until }) =>
      people.slice(from - first.person, until - first.person).map((person, index) => ({
        ...person,
        personNo: from + index,
        teamNo,
        coordinatorNo,
        subdistrictCode: areaCodeAt(areaCode, 'subdistrict'),
      })),
    ),
  };
}

function partsOf(coordinators: Part[]): Parts {
  return {
    people: coordinators.reduce((sum, { from, until }) => sum + until - from, 0),
    teams: coordinators.reduce((sum, { teams }) => sum + teams.length, 0),
    coordinators,
  };
}
