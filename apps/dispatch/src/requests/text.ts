import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Words of a person as they are kept: the id and digest are all that travels. */
export interface KeptText {
  textId: string;
  salt: string;
  body: Record<string, unknown>;
  digest: string;
}

export function keptText(body: Record<string, unknown>): KeptText {
  const salt = randomBytes(16).toString('hex');
  return { textId: v7(), salt, body, digest: digestOf(salt, body) };
}

/** As every release has written them; a table keeps no order, so the digest must not depend on it. */
const ORDER = ['title', 'description', 'reason', 'whom', 'measure', 'result', 'remark', 'location', 'lng', 'lat'];

/** SHA-256 of the salt and the words as JSON, known fields in one order, others behind them by name. */
export function digestOf(salt: string, body: Record<string, unknown>): string {
  return createHash('sha256').update(salt).update(JSON.stringify(ordered(body))).digest('hex');
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const fields = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, ordered(field)]));
}
