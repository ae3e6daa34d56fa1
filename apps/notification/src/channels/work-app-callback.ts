import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import type { Callback } from './channel.js';

/** What 接收消息 of an app is set up with: Token, EncodingAESKey (43 letters) and the corp the message must be for. */
export interface CallbackKeys {
  corpId: string;
  callbackToken: string;
  callbackKey: string;
}

/** A button of one of our cards, pressed by an account. */
export interface Press {
  taskId: string;
  userId: string;
  at: number;
}

/**
 * A callback of 企业微信 (document/path/90930): SHA1 signature over token, time, nonce and ciphertext; AES-256-CBC with the
 * corp's id at the end. `press` null: another event, or the check of the address, whose answer is the plain `echostr`.
 * Throws UNAUTHENTICATED.
 */
export function readCallback({ query, body }: Callback, keys: CallbackKeys): { press: Press | null; answer: string } {
  const echo = query['echostr'];
  const sealed = echo ?? fieldOf(body, 'Encrypt') ?? '';
  const given = Buffer.from(query['msg_signature'] ?? '');
  const right = Buffer.from(signatureOf(keys.callbackToken, query, sealed));
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new CodedError('UNAUTHENTICATED');
  const message = unseal(sealed, keys);
  return echo === undefined ? { press: pressOf(message), answer: '' } : { press: null, answer: message };
}

/** SHA1 over the sorted parts. */
export function signatureOf(token: string, query: Record<string, string>, sealed: string): string {
  return createHash('sha1').update([token, query['timestamp'] ?? '', query['nonce'] ?? '', sealed].sort().join('')).digest('hex');
}

/** 16 random bytes, 4 of length, the message, the corp's id, PKCS#7 over blocks of 32. Throws UNAUTHENTICATED. */
function unseal(sealed: string, { callbackKey, corpId }: CallbackKeys): string {
  try {
    const key = Buffer.from(`${callbackKey}=`, 'base64');
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]);
    const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
    const end = 20 + plain.readUInt32BE(16);
    if (plain.subarray(end).toString() !== corpId) throw new Error('it is for another corp');
    return plain.subarray(20, end).toString();
  } catch (error) {
    throw new CodedError('UNAUTHENTICATED', {}, { cause: error });
  }
}

function pressOf(xml: string): Press | null {
  if (fieldOf(xml, 'Event') !== 'template_card_event' || fieldOf(xml, 'EventKey') !== 'answer') return null;
  const [taskId, userId, seconds] = [fieldOf(xml, 'TaskId'), fieldOf(xml, 'FromUserName'), Number(fieldOf(xml, 'CreateTime'))];
  return taskId === null || userId === null || !Number.isSafeInteger(seconds) ? null : { taskId, userId, at: seconds * 1_000 };
}

/** One flat element; its callbacks hold nothing nested that we read. */
function fieldOf(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[([^]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml);
  return found?.[1] ?? found?.[2] ?? null;
}
