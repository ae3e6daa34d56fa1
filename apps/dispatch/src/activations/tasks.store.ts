import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** A team with tasks that nobody has reported. */
export interface TeamBehind {
  teamNo: number;
  areaCode: string;
  leaderId: string | null;
  missing: number;
}

@Injectable()
export class TasksStore {
  constructor(private readonly database: Database) {}

  /** Of a coordinator's people who are called and not excused: how many of these tasks have no report, by team. */
  async missing(activationId: string, coordinatorNo: number, codes: readonly string[]): Promise<TeamBehind[]> {
    return this.database.$queryRaw<TeamBehind[]>`
      SELECT t.team_no AS "teamNo", t.area_code AS "areaCode", t.leader_id::text AS "leaderId", count(*)::int AS missing
      FROM activation_person p
        JOIN activation_team t ON t.activation_id = p.activation_id AND t.team_no = p.team_no
        CROSS JOIN LATERAL unnest(p.tasks) AS own (code)
      WHERE p.activation_id = ${activationId}::uuid AND p.coordinator_no = ${coordinatorNo}::int AND p.released_at IS NULL AND p.state <> 'excused'
        AND own.code = ANY(${[...codes]}::text[])
        AND NOT EXISTS (SELECT 1 FROM activation_task_done d WHERE d.activation_id = p.activation_id AND d.person_id = p.person_id AND d.round = p.round AND d.code = own.code)
      GROUP BY 1, 2, 3 ORDER BY 1`;
  }
}
