import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not one of this account's; null: it is. Age at most 15 minutes. */
export function signatureFault(request: { path: string; headers: IncomingHttpHeaders; body: string }, account: { keyId: string; keySecret: string }): string | null {
  const { path, headers, body } = request;
  const given = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '');
  if (given === null) return 'IncompleteSignature';
  const [, keyId, names = '', signature] = given;
  if (keyId !== account.keyId) return 'InvalidAccessKeyId.NotFound';
  const bodyHash = createHash('sha256').update(body).digest('hex');
  if (headers['x-acs-content-sha256'] !== bodyHash) return 'SignatureDoesNotMatch';
  if (!(Math.abs(Date.parse(String(headers['x-acs-date'])) - Date.now()) < 900_000)) return 'InvalidTimeStamp.Expired';
  const lines = names.split(';').map((name) => `${name}:${String(headers[name])}\n`).join('');
  const canonical = ['POST', path, '', lines, names, bodyHash].join('\n');
  const right = createHmac('sha256', account.keySecret).update(`ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`).digest('hex');
  return right === signature ? null : 'SignatureDoesNotMatch';
}
