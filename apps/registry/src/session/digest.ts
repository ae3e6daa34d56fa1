import { createHash } from 'node:crypto';

export type Digest = Uint8Array<ArrayBuffer>;

/** SHA-256: tokens and accounts as typed are kept only so. */
export function sha256(text: string): Digest {
  return Uint8Array.from(createHash('sha256').update(text).digest());
}
