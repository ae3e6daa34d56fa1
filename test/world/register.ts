import { setTimeout as pause } from 'node:timers/promises';
import { person, type Person } from './people.js';
import { query } from './records.js';

/** Says an entry of the register in the name of the centre's leader, or ends it (`entry` null). Throws when refused. */
export async function say(list: string, key: string, entry: object | null, by?: Person): Promise<void> {
  const leader = by ?? (await person('centreLeader'));
  const path = `/api/register/${list}/${encodeURIComponent(key)}`;
  const answer = entry === null ? await leader.post(`${path}/end`, { reason: '测试登记' }) : await leader.put(path, { entry, reason: '测试登记' });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** The number of a person in the register. */
export async function numberOf(personId: string): Promise<string> {
  const [row] = await query<{ key: string }>(`SELECT key FROM registry.standing WHERE list = 'people' AND body->>'id' = $1`, [personId]);
  if (row === undefined) throw new Error(`nobody is ${personId}`);
  return row.key;
}

/** Messages of a kind about nothing but the register, told since an instant. */
export function toldSince(kind: string, since: number): Promise<{ person_id: string; text: string; fact_id: string }[]> {
  const sql = 'SELECT person_id, text, fact_id FROM notification.notice WHERE kind = $1 AND at >= $2 AND case_id IS NULL ORDER BY at, person_id';
  return query(sql, [kind, new Date(since)]);
}

/** Until an instant lies behind. */
export async function pass(at: number): Promise<void> {
  await pause(Math.max(0, at - Date.now()) + 5);
}
