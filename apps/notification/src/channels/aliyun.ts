import { createHash, createHmac, randomUUID } from 'node:crypto';
import { askVendor, type Reply } from './vendor-http.js';

export interface AliyunAccount {
  url: string;
  keyId: string;
  keySecret: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';
const FORM = 'application/x-www-form-urlencoded';

/** One call of an RPC action of 阿里云 with its parameters in the body (V3 request and signature). */
export function askAliyun(account: AliyunAccount, call: { action: string; version: string; params: Record<string, string>; limitMs: number }): Promise<Reply> {
  const { action, version, params, limitMs } = call;
  const body = Object.entries(params).map(([name, value]) => `${quoted(name)}=${quoted(value)}`).join('&');
  const url = new URL(account.url);
  const headers = {
    host: url.host,
    'content-type': FORM,
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(body),
  };
  const signed = authorization(account, { method: 'POST', path: url.pathname, query: '', headers });
  return askVendor(account.url, { method: 'POST', headers: { ...headers, authorization: signed }, body }, limitMs);
}

/** The Authorization header: all of `headers` are signed, `x-acs-content-sha256` stands for the body. */
export function authorization(
  { keyId, keySecret }: Pick<AliyunAccount, 'keyId' | 'keySecret'>,
  request: { method: string; path: string; query: string; headers: Record<string, string> },
): string {
  const { method, path, query, headers } = request;
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const list = names.join(';');
  const canonical = [method, path, query, lines, list, headers['x-acs-content-sha256']].join('\n');
  const signature = createHmac('sha256', keySecret).update(`${ALGORITHM}\n${sha256(canonical)}`).digest('hex');
  return `${ALGORITHM} Credential=${keyId},SignedHeaders=${list},Signature=${signature}`;
}

/** RFC 3986, as the vendor quotes. */
function quoted(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
