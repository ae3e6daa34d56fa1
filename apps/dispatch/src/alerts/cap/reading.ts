import { createHash } from 'node:crypto';
import { ALERT_MOST_BYTES } from '@shaodao/contracts/alerts';
import { CodedError } from '@shaodao/contracts/errors';
import type { CapMessage } from '@shaodao/domain/alert/message';
import { capOf } from './cap-reader.js';
import type { KnownSenders } from './known-senders.js';
import { checkSchema } from './schema.js';
import { checkSignatureForm, refused, signedBy } from './signature.js';
import { childrenOf, readXml } from './xml-tree.js';

/** A message somebody known vouches for; whether it is one of the standard is still to be seen. */
export interface SignedAlert {
  sender: string;
  /** As it came. */
  xml: string;
  /** What was signed, in canonical form. */
  signed: string;
  /** SHA-256 of that: the same for every spelling of the same message. */
  digest: string;
}

/** A message from its bytes: well-formed, and signed whole by the sender it names. Refuses as `receiveAlert` says. */
export async function readSigned(bytes: Buffer, senders: KnownSenders, now: number): Promise<SignedAlert> {
  if (bytes.length > ALERT_MOST_BYTES) throw new CodedError('TOO_LARGE', { field: 'body', reason: 'at most 512 KiB', reasonZh: '最大 512 KiB' });
  const xml = textOf(bytes);
  const root = readXml(xml);
  checkSignatureForm(root);
  const sender = childrenOf(root, 'sender')[0]?.text.trim() ?? '';
  const signed = await vouchedFor(xml, sender, senders, now);
  return { sender, xml, signed, digest: createHash('sha256').update(signed).digest('hex') };
}

/** What it says, inside the schema; read from what was signed and from nothing else. */
export async function messageOf({ sender, xml, signed }: SignedAlert): Promise<CapMessage> {
  await checkSchema(xml);
  const message = capOf(readXml(signed));
  if (message.sender !== sender) throw refused('the signed sender is another', '签名内容中的发送方不一致');
  return message;
}

async function vouchedFor(xml: string, sender: string, senders: KnownSenders, now: number): Promise<string> {
  if (senders.count() === 0) throw unknown('no sender is known here: ALERT_SENDERS names none', '本系统尚未登记任何预警发送方');
  const keys = senders.keysOf(sender, now);
  if (keys === null) throw unknown('this sender is not known', '未登记的预警发送方');
  const signed = await signedBy(xml, keys);
  if (signed !== null) return signed;
  for (const other of senders.others(sender, now)) {
    if ((await signedBy(xml, other.keys)) !== null) throw unknown('signed by another sender than the one it names', '签名方与所称发送方不一致');
  }
  if (keys.length === 0) throw refused('every certificate of this sender has expired', '该发送方的证书均已过期');
  throw refused('the signature is broken, or by a key we do not know', '数字签名无效，或密钥未登记');
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CodedError('INVALID', { field: 'body', reason: 'not UTF-8', reasonZh: '不是 UTF-8 编码' });
  }
}

function unknown(reason: string, reasonZh: string): CodedError {
  return new CodedError('FORBIDDEN', { field: 'sender', reason, reasonZh });
}
