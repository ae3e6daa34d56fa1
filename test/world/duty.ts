import { person } from './people.js';
import { query } from './records.js';

/** Everybody on the rosters of a department goes, or comes back: said in the register by the centre's leader. */
export async function setPresent(departmentId: string, present: boolean): Promise<void> {
  const leader = await person('centreLeader');
  for (const { number } of await query<{ number: string }>(PEOPLE, [departmentId])) {
    const path = `/api/register/people/${number}`;
    const { body } = await leader.get<{ entry: object }>(path);
    const entry = { ...body.entry, status: present ? 'present' : 'left' };
    const answer = await leader.put(path, { entry, reason: present ? '返岗' : '离岗' });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

const PEOPLE = `
  WITH department AS (SELECT key FROM registry.standing WHERE list = 'departments' AND body->>'id' = $1::text),
    rosters AS (SELECT s.key, s.body FROM registry.standing s, department d WHERE s.list = 'rosters' AND s.body->>'department' = d.key)
  SELECT jsonb_array_elements_text(r.body->'fallback') AS number FROM rosters r
  UNION SELECT jsonb_array_elements_text(jsonb_path_query_array(s.body->'turns', '$[*][*]')) FROM registry.standing s JOIN rosters r ON s.body->>'roster' = r.key
    WHERE s.list = 'shifts'`;
