import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';

const pem = z.string().min(1);
const book = z.record(z.string(), z.union([pem, z.array(pem).min(1).max(10)]));

const RSA_BITS_LEAST = 2_048;

interface KnownKey {
  key: KeyObject;
  /** Of a certificate; a bare key has no end. */
  until: number;
}

/**
 * Whose alerts are taken: sender id → keys or certificates in PEM, several while one is being replaced. `given` is JSON, or
 * `file:<path>` of it, read anew when the file changes; empty: nobody's. Throws on a book that cannot be read.
 */
export class KnownSenders {
  private known = new Map<string, KnownKey[]>();
  private readAt: string | null = null;

  constructor(private readonly given: string) {}

  /** Keys of one sender that hold at an instant; null: not known. */
  keysOf(sender: string, at: number): KeyObject[] | null {
    const keys = this.book().get(sender);
    return keys === undefined ? null : valid(keys, at);
  }

  /** Whoever else is known. */
  others(sender: string, at: number): { sender: string; keys: KeyObject[] }[] {
    return [...this.book()].filter(([name]) => name !== sender).map(([name, keys]) => ({ sender: name, keys: valid(keys, at) }));
  }

  /** How many are known. */
  count(): number {
    return this.book().size;
  }

  private book(): Map<string, KnownKey[]> {
    const file = this.given.startsWith('file:') ? this.given.slice('file:'.length) : null;
    const stat = file === null ? null : statSync(file, { throwIfNoEntry: false });
    const mark = file === null ? 'given' : stat === undefined ? 'none' : `${stat?.mtimeMs} ${stat?.size} ${stat?.ino}`;
    if (mark === this.readAt) return this.known;
    const text = file === null ? this.given : mark === 'none' ? '' : readFileSync(file, 'utf8');
    this.known = sendersOf(text);
    this.readAt = mark;
    return this.known;
  }
}

function valid(keys: readonly KnownKey[], at: number): KeyObject[] {
  return keys.filter(({ until }) => at <= until).map(({ key }) => key);
}

/** Throws with the name of the sender whose key cannot be used. */
export function sendersOf(text: string): Map<string, KnownKey[]> {
  if (text.trim() === '') return new Map();
  const given = book.parse(JSON.parse(text));
  return new Map(Object.entries(given).map(([sender, keys]) => [sender, [keys].flat().map((one) => keyOf(sender, one))]));
}

function keyOf(sender: string, text: string): KnownKey {
  const certificate = text.includes('BEGIN CERTIFICATE') ? new X509Certificate(text) : null;
  const key = certificate?.publicKey ?? createPublicKey(text);
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  const strong = key.asymmetricKeyType === 'rsa' ? modulusLength >= RSA_BITS_LEAST : key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1';
  if (!strong) throw new Error(`the key of ${sender} must be RSA of at least ${RSA_BITS_LEAST} bits or ECDSA P-256`);
  return { key, until: certificate === null ? Infinity : Date.parse(certificate.validTo) };
}
