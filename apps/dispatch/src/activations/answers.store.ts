import type { PlaceProof } from '@shaodao/domain/activation/on-site';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import { Prisma } from '../generated/prisma/client.js';

export interface Answer {
  activation_id: string;
  person_id: string;
  at: number;
  /** `web`, `workApp`, `voice` … */
  via: string;
  /** What shows that the person is on site; null where only the answer is given. */
  place_proof: PlaceProof | null;
  /** Of `location`, else null. */
  lng: number | null;
  lat: number | null;
  accuracy_metres: number | null;
}

/** A called person's own view of an activation. */
export interface PersonRow {
  activationId: string;
  personId: string;
  teamNo: number;
  /** Its code in the plan, one for all parts of a large team. */
  teamCode: string;
  teamName: string;
  areaCode: string;
  meetingPoint: string | null;
  leaderId: string | null;
  state: 'pending' | 'confirmed' | 'late' | 'unreachable' | 'excused';
  answerBy: number;
  answeredAt: number | null;
  onSiteAt: number | null;
  releasedAt: number | null;
  tasks: string[];
  done: Record<string, number>;
}

@Injectable()
export class AnswersStore {
  constructor(private readonly database: Database) {}

  /** Answers of one moment, in one statement. Gives those it found, by activation and coordinator. */
  async take(answers: readonly Answer[]): Promise<{ activationId: string; personId: string; coordinatorNo: number }[]> {
    return this.database.$queryRaw`
      SELECT activation_id::text AS "activationId", person_id::text AS "personId", coordinator_no AS "coordinatorNo" FROM take_answers(${JSON.stringify(answers)}::jsonb)`;
  }

  async find(activationId: string, who: { personId: string } | { personNo: number }): Promise<PersonRow | null> {
    const own = 'personId' in who ? Prisma.sql`p.person_id = ${who.personId}::uuid` : Prisma.sql`p.person_no = ${who.personNo}::int`;
    const [row] = await this.database.$queryRaw<PersonRow[]>`
      SELECT p.activation_id::text AS "activationId", p.person_id::text AS "personId", p.team_no AS "teamNo", t.team_code AS "teamCode", t.name AS "teamName", p.area_code AS "areaCode",
        t.meeting_point AS "meetingPoint", t.leader_id::text AS "leaderId", p.state, p.answer_by::float8 AS "answerBy",
        p.answered_at::float8 AS "answeredAt", p.on_site_at::float8 AS "onSiteAt", p.released_at::float8 AS "releasedAt", p.tasks,
        coalesce((SELECT jsonb_object_agg(d.code, d.done_at) FROM activation_task_done d WHERE d.activation_id = p.activation_id AND d.person_id = p.person_id AND d.round = p.round), '{}') AS done
      FROM activation_person p JOIN activation_team t ON t.activation_id = p.activation_id AND t.team_no = p.team_no
      WHERE p.activation_id = ${activationId}::uuid AND ${own}`;
    return row ?? null;
  }

  /** Activations in force in whose roster a person is. */
  async liveOf(personId: string): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      SELECT p.activation_id::text AS id FROM activation_person p JOIN activation a ON a.activation_id = p.activation_id
      WHERE p.person_id = ${personId}::uuid AND a.live AND a.state->>'effectiveAt' IS NOT NULL AND p.released_at IS NULL ORDER BY a.pressed_at DESC LIMIT 20`;
    return rows.map(({ id }) => id);
  }

  async finishTask(done: { activationId: string; personId: string; code: string; at: number; result: string | null }): Promise<void> {
    await this.database.$executeRaw`
      INSERT INTO activation_task_done (activation_id, person_id, round, code, done_at, result)
      SELECT activation_id, person_id, round, ${done.code}, ${done.at}::bigint, ${done.result} FROM activation_person
      WHERE activation_id = ${done.activationId}::uuid AND person_id = ${done.personId}::uuid ON CONFLICT DO NOTHING`;
  }
}
