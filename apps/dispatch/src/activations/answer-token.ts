import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
/** 128 bits: nobody finds one by trying. */
const MAC_BYTES = 16;

/** One per activation: the tokens of another open nothing. */
export function newAnswerKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** What opens a person's answer page without a session: the number in the roster, and proof that we gave it out. */
export function answerToken(key: Buffer, personNo: number): string {
  return `${personNo.toString(36)}.${macOf(key, personNo).toString('base64url')}`;
}

/** The number in the roster behind a token; null for one we did not give out, letter by letter. */
export function personNoOf(key: Buffer, token: string): number | null {
  const [, no] = /^([0-9a-z]{1,6})\.[\w-]{22}$/.exec(token) ?? [];
  if (no === undefined) return null;
  const personNo = Number.parseInt(no, 36);
  const [given, ours] = [Buffer.from(token), Buffer.from(answerToken(key, personNo))];
  return given.length === ours.length && timingSafeEqual(given, ours) ? personNo : null;
}

function macOf(key: Buffer, personNo: number): Buffer {
  return createHmac('sha256', key).update(String(personNo)).digest().subarray(0, MAC_BYTES);
}
