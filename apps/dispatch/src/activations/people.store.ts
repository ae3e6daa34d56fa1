import type { PersonState, Tally } from '@shaodao/domain/activation/person-state';
import type { calledPerson } from '@shaodao/contracts/activations';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';
import { STEP_CAUSE } from './roster.store.js';

type CalledPerson = z.output<typeof calledPerson>;

/** A called person with the codes of their tasks, and when each was reported. */
export interface CalledRow extends Omit<CalledPerson, 'tasksDone' | 'tasksLate' | 'tasksOverdue' | 'tasksTotal'> {
  answerBy: number;
  tasks: string[];
  done: Record<string, number>;
}

export interface ToCall {
  personId: string;
  personNo: number;
  /** How often they were put back after they had been let go. */
  round: number;
  /** Until when an answer of theirs is in time. */
  answerBy: number;
}

interface KeptTeam {
  /** Of the plan. */
  teamCode: string;
  name: string;
  areaCode: string;
  meetingPoint: string | null;
  leaderId: string | null;
}

export interface PeopleQuestion {
  state?: PersonState | undefined;
  areaCode?: string | undefined;
  teamNo?: number | undefined;
  departmentId?: string | undefined;
  personId?: string | undefined;
  /** The number of the last one seen. */
  after: number;
  limit: number;
}

/** Sums of the five states with their marks, over whatever rows of `p` they are taken. */
const SUMS = Prisma.sql`count(*)::int AS people, ${Prisma.join(
  ['pending', 'confirmed', 'late', 'unreachable', 'excused'].map((state) => Prisma.sql`count(*) FILTER (WHERE p.state = ${state})::int AS ${Prisma.raw(state)}`),
)}, count(*) FILTER (WHERE p.state = 'pending' AND p.called_at IS NOT NULL)::int AS called,
  count(*) FILTER (WHERE p.state = 'pending' AND p.reached_at IS NOT NULL)::int AS reached, count(p.on_site_at)::int AS "onSite"`;

/** A {@link ToCall} of each row. */
const TO_CALL = Prisma.sql`SELECT person_id::text AS "personId", person_no AS "personNo", round, answer_by::float8 AS "answerBy" FROM activation_person p`;
/** Something of a row `r` is of the round of a row `p`; vendors tell the second in which it was. */
const IS_OF_ROUND = Prisma.sql`r.at >= coalesce(p.added_at, 0) - 1000`;

/** Where everybody who is called stands. Every change is one statement that changes nothing the second time. */
@Injectable()
export class PeopleStore {
  constructor(private readonly database: Database) {}

  /** Those of a part that are waited for; with `everybodyIn` all of these areas who were not let go. */
  async toCall(activationId: string, { from, until, everybodyIn }: { from: number; until: number; everybodyIn: readonly string[] | null }): Promise<ToCall[]> {
    const areas = everybodyIn === null ? null : [...everybodyIn];
    return this.database.$queryRaw<ToCall[]>`
      ${TO_CALL}
      WHERE activation_id = ${activationId}::uuid AND person_no >= ${from}::int AND person_no < ${until}::int AND released_at IS NULL
        AND CASE WHEN ${areas}::text[] IS NULL THEN state = 'pending'
          ELSE state <> 'excused' AND EXISTS (SELECT 1 FROM unnest(${areas}::text[]) AS a (code) WHERE starts_with(area_code, a.code)) END
      ORDER BY person_no`;
  }

  /** The vendor has taken a message to them. */
  async called(activationId: string, personIds: readonly string[], at: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE activation_person p SET called_at = ${at}::bigint WHERE ${isAmong(activationId, personIds)} AND p.called_at IS NULL AND p.released_at IS NULL`;
  }

  /** A message is known to have arrived: who had been given up is waited for again. One of an earlier round says nothing of this. */
  async reached(activationId: string, people: readonly { personId: string; at: number }[]): Promise<void> {
    await this.database.$executeRaw`
      UPDATE activation_person p SET reached_at = r.at, state = CASE WHEN p.state = 'unreachable' THEN 'pending' ELSE p.state END
      FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS r ("personId" uuid, at bigint)
      WHERE ${isAmong(activationId, people.map(({ personId }) => personId))} AND p.person_id = r."personId" AND p.reached_at IS NULL AND p.answered_at IS NULL
        AND p.released_at IS NULL AND ${IS_OF_ROUND}`;
  }

  async pendingOfTeam(activationId: string, teamNo: number): Promise<ToCall[]> {
    return this.database.$queryRaw<ToCall[]>`
      ${TO_CALL}
      WHERE activation_id = ${activationId}::uuid AND team_no = ${teamNo}::int AND state = 'pending' AND released_at IS NULL ORDER BY person_no`;
  }

  async pendingAmong(activationId: string, personIds: readonly string[]): Promise<ToCall[]> {
    return this.pending(activationId, personIds, Prisma.sql`true`);
  }

  /** Those whom what failed at these instants was sent in this round. */
  async pendingSince(activationId: string, people: readonly { personId: string; at: number }[]): Promise<ToCall[]> {
    const since = Prisma.sql`EXISTS (
      SELECT 1 FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS r ("personId" uuid, at bigint) WHERE r."personId" = p.person_id AND ${IS_OF_ROUND})`;
    return this.pending(activationId, people.map(({ personId }) => personId), since);
  }

  private async pending(activationId: string, personIds: readonly string[], which: Prisma.Sql): Promise<ToCall[]> {
    return this.database.$queryRaw<ToCall[]>`
      ${TO_CALL}
      WHERE activation_id = ${activationId}::uuid AND person_id = ANY(${[...personIds]}::uuid[]) AND state IN ('pending', 'unreachable')
        AND released_at IS NULL AND ${which} ORDER BY person_no`;
  }

  /** How many of them have not answered, where, and of which team if it is one. */
  async waitedFor(activationId: string, personIds: readonly string[]): Promise<{ people: number; subdistricts: string[]; teamNo: number | null }> {
    const [row] = await this.database.$queryRaw<{ people: number; subdistricts: string[]; teamNo: number | null }[]>`
      SELECT count(*)::int AS people, coalesce(array_agg(DISTINCT subdistrict_code), '{}') AS subdistricts,
        CASE WHEN count(DISTINCT team_no) = 1 THEN min(team_no) END AS "teamNo"
      FROM activation_person
      WHERE activation_id = ${activationId}::uuid AND person_id = ANY(${[...personIds]}::uuid[]) AND state IN ('pending', 'unreachable') AND released_at IS NULL`;
    return row ?? { people: 0, subdistricts: [], teamNo: null };
  }

  async teamNames(activationId: string, teamNos: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.database.$queryRaw<{ teamNo: number; name: string }[]>`
      SELECT team_no AS "teamNo", name FROM activation_team WHERE activation_id = ${activationId}::uuid AND team_no = ANY(${[...teamNos]}::int[])`;
    return new Map(rows.map(({ teamNo, name }) => [teamNo, name]));
  }

  async tookRung(activationId: string, personIds: readonly string[], rung: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE activation_person p SET rung = greatest(p.rung, ${rung}::int) WHERE ${isAmong(activationId, personIds)}`;
  }

  /** The ladder is through: those no message is known to have reached are unreachable. Answers how many are still waited for. */
  async giveUp(activationId: string, teamNo: number): Promise<number> {
    const pending = await this.pendingOfTeam(activationId, teamNo);
    await this.database.$executeRaw`
      UPDATE activation_person p SET state = 'unreachable'
      WHERE ${isAmong(activationId, pending.map(({ personId }) => personId))} AND p.state = 'pending' AND p.reached_at IS NULL`;
    return (await this.pendingOfTeam(activationId, teamNo)).length;
  }

  /** How many of them are in the count. */
  async countIn(activationId: string, personIds: readonly string[]): Promise<number> {
    const [row] = await this.database.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM activation_person WHERE activation_id = ${activationId}::uuid AND person_id = ANY(${[...personIds]}::uuid[]) AND released_at IS NULL`;
    return row?.count ?? 0;
  }

  /** Excused they stay in the count, let go they leave it. Who has answered is not excused any more. Once for a command: they may have been added anew since. */
  async letGo(activationId: string, personIds: readonly string[], { commandId, excuse, at }: { commandId: string; excuse: boolean; at: number }): Promise<void> {
    const change = excuse ? Prisma.sql`state = CASE WHEN p.answered_at IS NULL THEN 'excused' ELSE p.state END` : Prisma.sql`released_at = ${at}::bigint`;
    await this.database.$executeRaw`
      WITH once AS (UPDATE activation_command SET carried_out_at = ${at}::bigint WHERE command_id = ${commandId}::uuid AND carried_out_at IS NULL RETURNING command_id)
      UPDATE activation_person p SET ${change} FROM once WHERE ${isAmong(activationId, personIds)} AND p.released_at IS NULL`;
  }

  /** By subdistrict; of one unit's people where it is named. */
  async tallies(activationId: string, departmentId: string | null): Promise<(Tally & { areaCode: string })[]> {
    return this.database.$queryRaw`
      SELECT p.subdistrict_code AS "areaCode", ${SUMS} FROM activation_person p
      WHERE p.activation_id = ${activationId}::uuid AND p.released_at IS NULL AND ${isOf(departmentId)} GROUP BY 1 ORDER BY 1`;
  }

  /** Of one unit's people where it is named: teams without any are left out. */
  async talliesOfTeams(activationId: string, departmentId: string | null = null): Promise<{ teamNo: number; coordinatorNo: number; tally: Tally }[]> {
    const rows = await this.database.$queryRaw<(Tally & { teamNo: number; coordinatorNo: number })[]>`
      SELECT p.team_no AS "teamNo", p.coordinator_no AS "coordinatorNo", ${SUMS} FROM activation_person p
      WHERE p.activation_id = ${activationId}::uuid AND p.released_at IS NULL AND ${isOf(departmentId)} GROUP BY 1, 2 ORDER BY 1`;
    return rows.map(({ teamNo, coordinatorNo, ...tally }) => ({ teamNo, coordinatorNo, tally }));
  }

  /**
   * Who is missing in the open areas of a coordinator's subdistrict, of all whom its cause brought there, in so many teams;
   * `firstNo` is the first of the coordinators who share them.
   */
  async missingUnder(activationId: string, coordinatorNo: number, open: readonly string[]): Promise<{ areaCode: string; firstNo: number; people: number; teams: number } | null> {
    const [row] = await this.database.$queryRaw<{ areaCode: string; firstNo: number; people: number; teams: number }[]>`
      WITH own AS (
        SELECT area_code, cause FROM activation_coordinator WHERE activation_id = ${activationId}::uuid AND coordinator_no = ${coordinatorNo}::int
      ), sharing AS (
        SELECT c.area_code, c.coordinator_no FROM activation_coordinator c JOIN own ON c.area_code = own.area_code AND c.cause IS NOT DISTINCT FROM own.cause
        WHERE c.activation_id = ${activationId}::uuid
      )
      SELECT s.area_code AS "areaCode", min(s.coordinator_no) AS "firstNo", count(p.person_no)::int AS people, count(DISTINCT p.team_no)::int AS teams
      FROM sharing s LEFT JOIN activation_person p ON p.activation_id = ${activationId}::uuid AND p.coordinator_no = s.coordinator_no
        AND p.state IN ('pending', 'unreachable') AND p.released_at IS NULL
        AND EXISTS (SELECT 1 FROM unnest(${[...open]}::text[]) AS a (code) WHERE starts_with(p.area_code, a.code))
      GROUP BY 1`;
    return row ?? null;
  }

  /** Of those whom each step called: how many have answered, by the step's code. */
  async volunteers(activationId: string): Promise<Map<string, number>> {
    const rows = await this.database.$queryRaw<{ code: string; come: number }[]>`
      SELECT substr(c.cause, ${STEP_CAUSE.length + 1}::int) AS code, count(p.answered_at)::int AS come
      FROM activation_coordinator c JOIN activation_person p ON p.activation_id = c.activation_id AND p.coordinator_no = c.coordinator_no
      WHERE c.activation_id = ${activationId}::uuid AND starts_with(c.cause, ${STEP_CAUSE}) AND p.released_at IS NULL GROUP BY 1`;
    return new Map(rows.map(({ code, come }) => [code, come]));
  }

  async team(activationId: string, teamNo: number): Promise<KeptTeam | null> {
    const [row] = await this.database.$queryRaw<KeptTeam[]>`
      SELECT team_code AS "teamCode", name, area_code AS "areaCode", meeting_point AS "meetingPoint", leader_id::text AS "leaderId" FROM activation_team WHERE activation_id = ${activationId}::uuid AND team_no = ${teamNo}::int`;
    return row ?? null;
  }

  async teams(activationId: string, areaCode: string): Promise<{ teamNo: number; name: string; areaCode: string; leaderId: string | null; meetingPoint: string | null; armedAt: bigint | null }[]> {
    return this.database.$queryRaw`
      SELECT team_no AS "teamNo", name, area_code AS "areaCode", leader_id::text AS "leaderId", meeting_point AS "meetingPoint", armed_at AS "armedAt"
      FROM activation_team WHERE activation_id = ${activationId}::uuid AND starts_with(area_code, ${areaCode}) ORDER BY team_no`;
  }

  async page(activationId: string, { state, areaCode, teamNo, departmentId, personId, after, limit }: PeopleQuestion): Promise<{ personNo: number; row: CalledRow }[]> {
    const rows = await this.database.$queryRaw<Record<string, unknown>[]>`
      SELECT p.person_no AS "personNo", p.person_id::text AS "personId", p.team_no AS "teamNo", t.name AS "teamName", p.area_code AS "areaCode",
        p.department_id::text AS "departmentId", p.leader, p.via, p.state, p.called_at AS "calledAt", p.reached_at AS "reachedAt",
        p.answered_at AS "answeredAt", p.on_site_at AS "onSiteAt", p.place_proof AS "placeProof", p.rung, p.answer_by AS "answerBy", p.tasks,
        coalesce((SELECT jsonb_object_agg(d.code, d.done_at) FROM activation_task_done d WHERE d.activation_id = p.activation_id AND d.person_id = p.person_id AND d.round = p.round), '{}') AS done
      FROM activation_person p JOIN activation_team t ON t.activation_id = p.activation_id AND t.team_no = p.team_no
      WHERE p.activation_id = ${activationId}::uuid AND p.released_at IS NULL AND p.person_no > ${after}::int
        AND (${state ?? null}::text IS NULL OR p.state = ${state ?? null}) AND starts_with(p.area_code, ${areaCode ?? ''})
        AND (${teamNo ?? null}::int IS NULL OR p.team_no = ${teamNo ?? null}::int)
        AND (${departmentId ?? null}::uuid IS NULL OR p.department_id = ${departmentId ?? null}::uuid)
        AND (${personId ?? null}::uuid IS NULL OR p.person_id = ${personId ?? null}::uuid)
      ORDER BY p.person_no LIMIT ${limit}::int`;
    return rows.map(({ personNo, ...row }) => ({ personNo: personNo as number, row: plain(row) as CalledRow }));
  }
}

/** A row `p` of this unit; null: of whichever. */
function isOf(departmentId: string | null): Prisma.Sql {
  return departmentId === null ? Prisma.sql`true` : Prisma.sql`p.department_id = ${departmentId}::uuid`;
}

/**
 * Rows `p` of these people, held in one order first, the one in which answers are taken: two who write the same people never wait for
 * each other. Never a join of the held: of an activation that is younger than its statistics the planner expects one row, and goes through
 * all held for each of 15,000 (3.5 s for 500).
 */
function isAmong(activationId: string, personIds: readonly string[]): Prisma.Sql {
  const theirs = Prisma.sql`p.activation_id = ${activationId}::uuid AND p.person_id = ANY(${[...personIds]}::uuid[])`;
  return Prisma.sql`${theirs} AND (SELECT count(*) FROM (SELECT 1 FROM activation_person p WHERE ${theirs} ORDER BY p.person_id FOR UPDATE) held) > 0`;
}

/** Instants come as bigint. */
function plain(row: Record<string, unknown>): unknown {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]));
}
