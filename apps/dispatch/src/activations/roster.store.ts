import type { FormedCoordinator, FormedTeam } from '@shaodao/domain/activation/formation';
import type { RosterPerson } from '@shaodao/contracts/plans';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

export interface NewTeam extends FormedTeam {
  name: string;
  meetingPoint: string | null;
  leaderId: string | null;
}

export interface NewPerson extends RosterPerson {
  personNo: number;
  teamNo: number;
  coordinatorNo: number;
  subdistrictCode: string;
}

/** People with the teams and coordinators they are in; `cause` names what brought them, null for the press. */
export interface NewRoster {
  activationId: string;
  cause: string | null;
  people: NewPerson[];
  teams: NewTeam[];
  coordinators: FormedCoordinator[];
  at: number;
  /** Until when an answer of theirs is in time. */
  answerBy: number;
}

export interface Part {
  coordinatorNo: number;
  from: number;
  until: number;
  teams: number[];
}

/** The frozen roster: who is called, in which team. Rows are added, never taken away. */
@Injectable()
export class RosterStore {
  constructor(private readonly database: Database) {}

  /**
   * All of it in one transaction, once per cause. Whoever is in the roster already keeps the place they have. Answers false
   * where the cause has brought its people before.
   */
  async add({ activationId, cause, people, teams, coordinators, at, answerBy }: NewRoster): Promise<boolean> {
    return this.database.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${activationId}, 7))`;
      const [before] = await tx.$queryRaw<{ known: boolean }[]>`
        SELECT CASE WHEN ${cause}::text IS NULL THEN (SELECT frozen_at IS NOT NULL FROM activation WHERE activation_id = ${activationId}::uuid)
          ELSE EXISTS (SELECT 1 FROM activation_coordinator WHERE activation_id = ${activationId}::uuid AND cause = ${cause}) END AS known`;
      if (before?.known === true) return false;
      await tx.$executeRaw`
        INSERT INTO activation_coordinator SELECT ${activationId}::uuid, "coordinatorNo", "areaCode", "from", until, teams, ${cause}
        FROM jsonb_to_recordset(${JSON.stringify(coordinators)}::jsonb) AS c ("coordinatorNo" int, "areaCode" text, "from" int, until int, teams int[])`;
      await tx.$executeRaw`
        INSERT INTO activation_team SELECT ${activationId}::uuid, "teamNo", "coordinatorNo", "teamCode", name, "areaCode", "meetingPoint", "leaderId"
        FROM jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) AS t ("teamNo" int, "coordinatorNo" int, "teamCode" text, name text, "areaCode" text, "meetingPoint" text, "leaderId" uuid)`;
      await tx.$executeRaw`
        INSERT INTO activation_person (activation_id, person_no, person_id, team_no, coordinator_no, area_code, subdistrict_code, department_id, leader, via, tasks, state, answer_by)
        SELECT ${activationId}::uuid, "personNo", "personId", "teamNo", "coordinatorNo", "areaCode", "subdistrictCode", "departmentId", leader, via, tasks,
          CASE WHEN excused THEN 'excused' ELSE 'pending' END, ${answerBy}::bigint
        FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS p (
          "personNo" int, "personId" uuid, "teamNo" int, "coordinatorNo" int, "areaCode" text, "subdistrictCode" text, "departmentId" uuid, leader boolean, via text, tasks text[], excused boolean)`;
      if (cause === null) await tx.$executeRaw`UPDATE activation SET frozen_at = ${at}::bigint WHERE activation_id = ${activationId}::uuid`;
      return true;
    });
  }

  /** Of one cause, or by their numbers. */
  async parts(activationId: string, which: { cause: string | null } | { numbers: number[] }): Promise<Part[]> {
    const cause = 'cause' in which ? which.cause : null;
    const numbers = 'numbers' in which ? which.numbers : null;
    return this.database.$queryRaw<Part[]>`
      SELECT coordinator_no AS "coordinatorNo", from_no AS "from", until_no AS until, teams FROM activation_coordinator
      WHERE activation_id = ${activationId}::uuid
        AND (${numbers}::int[] IS NULL AND cause IS NOT DISTINCT FROM ${cause}::text OR coordinator_no = ANY(${numbers}::int[]))
      ORDER BY coordinator_no`;
  }

  /** The first numbers that are free. */
  async next(activationId: string): Promise<{ person: number; team: number; coordinator: number }> {
    const [row] = await this.database.$queryRaw<{ person: number; team: number; coordinator: number }[]>`
      SELECT coalesce((SELECT max(person_no) + 1 FROM activation_person WHERE activation_id = ${activationId}::uuid), 0)::int AS person,
        coalesce((SELECT max(team_no) + 1 FROM activation_team WHERE activation_id = ${activationId}::uuid), 0)::int AS team,
        coalesce((SELECT max(coordinator_no) + 1 FROM activation_coordinator WHERE activation_id = ${activationId}::uuid), 0)::int AS coordinator`;
    return row ?? { person: 0, team: 0, coordinator: 0 };
  }

  async known(activationId: string, personIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      SELECT person_id::text AS id FROM activation_person WHERE activation_id = ${activationId}::uuid AND person_id = ANY(${[...personIds]}::uuid[])`;
    return new Set(rows.map(({ id }) => id));
  }

  async armed(activationId: string, teams: readonly number[], at: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE activation_team SET armed_at = coalesce(armed_at, ${at}::bigint) WHERE activation_id = ${activationId}::uuid AND team_no = ANY(${[...teams]}::int[])`;
  }
}
