import { createHmac, timingSafeEqual } from 'node:crypto';
import { TEAM_CODE_MS } from '@shaodao/domain/activation/on-site';

/** 128 bits: nobody finds one by trying. */
const MAC_BYTES = 16;

/** 到岗码: the number of a team, until when (epoch ms), and proof that we gave it out. Signed by the key of the tokens of the same activation. */
export function teamCode(key: Buffer, teamNo: number, now: number): { code: string; expiresAt: number } {
  const expiresAt = now + TEAM_CODE_MS;
  return { code: written(key, teamNo, expiresAt), expiresAt };
}

/** The team behind a code and whether its time is over; null for one we did not give out, letter by letter. */
export function readTeamCode(key: Buffer, code: string, now: number): { teamNo: number; expired: boolean } | null {
  const [, no, until] = /^([0-9a-z]{1,6})\.([0-9a-z]{1,9})\.[\w-]{22}$/.exec(code) ?? [];
  if (no === undefined || until === undefined) return null;
  const [teamNo, expiresAt] = [Number.parseInt(no, 36), Number.parseInt(until, 36)];
  const [given, ours] = [Buffer.from(code), Buffer.from(written(key, teamNo, expiresAt))];
  return given.length === ours.length && timingSafeEqual(given, ours) ? { teamNo, expired: now > expiresAt } : null;
}

function written(key: Buffer, teamNo: number, expiresAt: number): string {
  // The words before the numbers keep it apart from a person's token, which signs a number alone.
  const mac = createHmac('sha256', key).update(`team ${teamNo} ${expiresAt}`).digest().subarray(0, MAC_BYTES);
  return `${teamNo.toString(36)}.${expiresAt.toString(36)}.${mac.toString('base64url')}`;
}
