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

/** The salt keeps a short text from being guessed by its digest. */
export function digestOf(salt: string, body: Record<string, unknown>): string {
  return createHash('sha256').update(salt).update(JSON.stringify(body)).digest('hex');
}
