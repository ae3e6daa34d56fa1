import { answerToken } from '@shaodao/dispatch/activations/answer-token';
import { query } from './records.js';

/** One of the roster with what a message to them would hold. */
export interface Called {
  personNo: number;
  personId: string;
  teamNo: number;
  /** One for all parts of a large team. */
  team: string;
  leads: boolean;
  token: string;
}

export interface Roster {
  /** What tokens and codes of the activation are signed with. */
  key: Buffer;
  people: Called[];
}

/** Everybody who is called and not let go, by their numbers. */
export async function rosterOf(activationId: string): Promise<Roster> {
  const [activation] = await query<{ key: Buffer }>('SELECT answer_key AS key FROM dispatch.activation WHERE activation_id = $1', [activationId]);
  if (activation === undefined) throw new Error('the activation is not recorded');
  const { key } = activation;
  const rows = await query<Omit<Called, 'token'>>(
    `SELECT p.person_no AS "personNo", p.person_id::text AS "personId", p.team_no AS "teamNo", t.team_code || ' ' || t.area_code AS team,
       t.leader_id IS NOT NULL AND t.leader_id = p.person_id AS leads
     FROM dispatch.activation_person p JOIN dispatch.activation_team t ON t.activation_id = p.activation_id AND t.team_no = p.team_no
     WHERE p.activation_id = $1 AND p.released_at IS NULL AND p.state <> 'excused' ORDER BY p.person_no`,
    [activationId],
  );
  return { key, people: rows.map((row) => ({ ...row, token: answerToken(key, row.personNo) })) };
}
