import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Case } from './case-road.js';
import type { Answer, Person } from './people.js';

const LIMIT_MS = 60_000;

/** What a good client does: the same request with the same key until it is answered. A refusal is an answer. */
export async function insist<T>(attempt: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const endsAt = Date.now() + LIMIT_MS;
  for (;;) {
    try {
      const answer = await attempt();
      if (answer.status !== 503 && answer.status !== 429) return answer;
      if (Date.now() > endsAt) throw new Error(`still ${answer.status} after ${LIMIT_MS} ms: ${JSON.stringify(answer.body)}`);
    } catch (error) {
      if (Date.now() > endsAt) throw error;
    }
    await pause(100);
  }
}

/** A command that must be taken in the end, whatever dies meanwhile. */
export async function insistOn(someone: Person, id: string, body: Record<string, unknown>): Promise<Case> {
  const key = randomUUID();
  const answer = await insist(() => someone.post<Case>(`/api/cases/${id}/commands`, body, { 'idempotency-key': key }));
  if (answer.status !== 200) throw new Error(`${String(body['command'])}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
