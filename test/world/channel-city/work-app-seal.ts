import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** A callback of 企业微信 as it is posted: its query and its body. */
export interface SealedCallback {
  query: Record<string, string>;
  body: string;
}

/** Encrypts and signs a message as 企业微信 does. */
export function sealed(message: string, keys: { corpId: string; callbackToken: string; callbackKey: string }): SealedCallback {
  const key = Buffer.from(`${keys.callbackKey}=`, 'base64');
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(keys.corpId)]);
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])), cipher.final()]).toString('base64');
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const nonce = randomBytes(5).toString('hex');
  const signature = createHash('sha1').update([keys.callbackToken, timestamp, nonce, encrypted].sort().join('')).digest('hex');
  return {
    query: { msg_signature: signature, timestamp, nonce },
    body: `<xml><ToUserName><![CDATA[${keys.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}
