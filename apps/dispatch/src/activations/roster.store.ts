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

/** People with the teams and coordinators they are in. */
export interface NewRoster {
  people: NewPerson[];
  teams: NewTeam[];
  coordinators: FormedCoordinator[];
}

/** Where the numbers of what is added go on. */
export interface FirstNumbers {
  person: number;
  team: number;
  coordinator: number;
}

/** Before the code of a step, the cause of those whom it called. */
export const STEP_CAUSE = 'step ';

/** `cause` names what brought people, null for the press; `answerBy`: until when an answer of theirs is in time; `backAt`: who was let go by then joins anew; null: nobody. */
export interface Addition {
  activationId: string;
  cause: string | null;
  asked: readonly string[];
  at: number;
  answerBy: number;
  backAt: number | null;
}

/** People of one statement: it must end well inside the limit of a statement. */
const ROWS = 2_000;
const ADD_MS = 20_000;

export interface Part {
  coordinatorNo: number;
  from: number;
  until: number;
  teams: number[];
}

/** The frozen roster: who is called, in which team. Rows are added, never taken away; who was let go joins anew in their own. */
@Injectable()
export class RosterStore {
  constructor(private readonly database: Database) {}

  /**
   * All of it in one transaction, once per cause, one cause after another: `make` gets the numbers that are free and who is in
   * the roster already.
   */
  async add({ activationId, cause, asked, at, answerBy, backAt }: Addition, make: (first: FirstNumbers, known: ReadonlySet<string>) => NewRoster): Promise<void> {
    await this.database.$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${activationId}, 7))`;
        if (await isAdded(tx, activationId, cause)) return;
        const { people, teams, coordinators } = make(await next(tx, activationId), await known(tx, activationId, { asked, backAt }));
        await tx.$executeRaw`
          INSERT INTO activation_coordinator SELECT ${activationId}::uuid, "coordinatorNo", "areaCode", "from", until, teams, ${cause}
          FROM jsonb_to_recordset(${JSON.stringify(coordinators)}::jsonb) AS c ("coordinatorNo" int, "areaCode" text, "from" int, until int, teams int[])`;
        await tx.$executeRaw`
          INSERT INTO activation_team SELECT ${activationId}::uuid, "teamNo", "coordinatorNo", "teamCode", name, "areaCode", "meetingPoint", "leaderId"
          FROM jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) AS t ("teamNo" int, "coordinatorNo" int, "teamCode" text, name text, "areaCode" text, "meetingPoint" text, "leaderId" uuid)`;
        for (let from = 0; from < people.length; from += ROWS) {
          await tx.$executeRaw`
            INSERT INTO activation_person AS kept (activation_id, person_no, person_id, team_no, coordinator_no, area_code, subdistrict_code, department_id, leader, via, tasks, state, answer_by)
            SELECT ${activationId}::uuid, "personNo", "personId", "teamNo", "coordinatorNo", "areaCode", "subdistrictCode", "departmentId", leader, via, tasks,
              CASE WHEN excused THEN 'excused' ELSE 'pending' END, ${answerBy}::bigint
            FROM jsonb_to_recordset(${JSON.stringify(people.slice(from, from + ROWS))}::jsonb) AS p (
              "personNo" int, "personId" uuid, "teamNo" int, "coordinatorNo" int, "areaCode" text, "subdistrictCode" text, "departmentId" uuid, leader boolean, via text, tasks text[], excused boolean)
            ON CONFLICT (activation_id, person_id) DO UPDATE SET
              person_no = excluded.person_no, team_no = excluded.team_no, coordinator_no = excluded.coordinator_no, area_code = excluded.area_code,
              subdistrict_code = excluded.subdistrict_code, leader = excluded.leader, via = excluded.via, state = excluded.state, answer_by = excluded.answer_by,
              called_at = NULL, reached_at = NULL, answered_at = NULL, on_site_at = NULL, place_proof = NULL, lng = NULL, lat = NULL, accuracy_metres = NULL, rung = 0,
              released_at = NULL, added_at = ${at}::bigint, round = kept.round + 1
            WHERE kept.released_at <= ${backAt}::bigint`;
        }
        if (cause === null) await tx.$executeRaw`UPDATE activation SET frozen_at = ${at}::bigint WHERE activation_id = ${activationId}::uuid`;
      },
      { timeout: ADD_MS, maxWait: ADD_MS },
    );
  }

  /** What a command asks for, kept before it is put. */
  async keepNamed(activationId: string, named: { cause: string; areaCode: string; personIds: readonly string[]; at: number }): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO activation_named (activation_id, cause, area_code, person_ids, asked_at) VALUES (${activationId}::uuid, ${named.cause}, ${named.areaCode}, ${[...named.personIds]}::uuid[], ${named.at}::bigint) ON CONFLICT DO NOTHING`;
  }

  async named(activationId: string, cause: string): Promise<{ areaCode: string; personIds: string[]; askedAt: number | null } | null> {
    const [row] = await this.database.$queryRaw<{ areaCode: string; personIds: string[]; askedAt: number | null }[]>`
      SELECT area_code AS "areaCode", person_ids::text[] AS "personIds", asked_at::float8 AS "askedAt" FROM activation_named WHERE activation_id = ${activationId}::uuid AND cause = ${cause}`;
    return row ?? null;
  }

  /** Of one cause. */
  async parts(activationId: string, cause: string | null): Promise<Part[]> {
    return this.database.$queryRaw<Part[]>`
      SELECT coordinator_no AS "coordinatorNo", from_no AS "from", until_no AS until, teams FROM activation_coordinator
      WHERE activation_id = ${activationId}::uuid AND cause IS NOT DISTINCT FROM ${cause}::text ORDER BY coordinator_no`;
  }

  async armed(activationId: string, teams: readonly number[], at: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE activation_team SET armed_at = coalesce(armed_at, ${at}::bigint) WHERE activation_id = ${activationId}::uuid AND team_no = ANY(${[...teams]}::int[])`;
  }
}

type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

async function isAdded(tx: Transaction, activationId: string, cause: string | null): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT CASE WHEN ${cause}::text IS NULL THEN (SELECT frozen_at IS NOT NULL FROM activation WHERE activation_id = ${activationId}::uuid)
      ELSE EXISTS (SELECT 1 FROM activation_coordinator WHERE activation_id = ${activationId}::uuid AND cause = ${cause}) END AS known`;
  return row?.known === true;
}

async function next(tx: Transaction, activationId: string): Promise<FirstNumbers> {
  const [row] = await tx.$queryRaw<FirstNumbers[]>`
    SELECT coalesce((SELECT max(person_no) + 1 FROM activation_person WHERE activation_id = ${activationId}::uuid), 0)::int AS person,
      coalesce((SELECT max(team_no) + 1 FROM activation_team WHERE activation_id = ${activationId}::uuid), 0)::int AS team,
      coalesce((SELECT max(coordinator_no) + 1 FROM activation_coordinator WHERE activation_id = ${activationId}::uuid), 0)::int AS coordinator`;
  return row ?? { person: 0, team: 0, coordinator: 0 };
}

/** Who needs no row. Those who are put back are held, in the order in which answers are taken. */
async function known(tx: Transaction, activationId: string, { asked, backAt }: Pick<Addition, 'asked' | 'backAt'>): Promise<Set<string>> {
  const personIds = [...asked];
  await tx.$queryRaw`
    SELECT person_no FROM activation_person WHERE activation_id = ${activationId}::uuid AND person_id = ANY(${personIds}::uuid[]) AND released_at <= ${backAt}::bigint
    ORDER BY person_id FOR UPDATE`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT person_id::text AS id FROM activation_person WHERE activation_id = ${activationId}::uuid AND person_id = ANY(${personIds}::uuid[])
      AND NOT coalesce(released_at <= ${backAt}::bigint, false)`;
  return new Set(rows.map(({ id }) => id));
}
