import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CodedError } from '@shaodao/contracts/errors';

const derive = promisify(argon2);

/**
 * OWASP's first choice for argon2id: 46 MiB, one pass, one lane. The equally strong 19 MiB with two passes would stay
 * with the process for good: the allocator keeps what is below 32 MiB, 130 MiB over its threads.
 */
const MEMORY_KIB = 47_104;
const PASSES = 1;
const LANES = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64 without padding. */
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Hashes off the event loop, about 40 ms; the result carries its parameters. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const hash = await argon2id(password, { nonce, memory: MEMORY_KIB, passes: PASSES, lanes: LANES, bytes: HASH_BYTES });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(nonce)}$${unpadded(hash)}`;
}

/** A hash nothing matches, so that an unknown account takes as long as a known one. */
export const NOBODYS_HASH = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(Buffer.alloc(SALT_BYTES))}$${unpadded(Buffer.alloc(HASH_BYTES))}`;

export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, memory, passes, lanes, salt = '', hash = ''] = PHC.exec(kept) ?? [];
  if (memory === undefined) throw new Error('a kept password hash is not argon2id');
  const expected = Buffer.from(hash, 'base64');
  const given = await argon2id(password, {
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    bytes: expected.length,
  });
  return timingSafeEqual(given, expected);
}

interface Cost {
  nonce: Buffer;
  memory: number;
  passes: number;
  lanes: number;
  bytes: number;
}

/** Two at a time: each holds its whole memory while it runs. */
const AT_ONCE = 2;
/** Whoever would stand behind that many waits too long to be answered in time. */
const LONGEST_QUEUE = 60;
let running = 0;
const queue: (() => void)[] = [];

async function argon2id(message: string, { nonce, memory, passes, lanes, bytes }: Cost): Promise<Buffer> {
  if (queue.length >= LONGEST_QUEUE) throw new CodedError('UNAVAILABLE', { reason: 'too many sign in at once' });
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  else running++;
  try {
    return await derive('argon2id', { message, nonce, memory, passes, parallelism: lanes, tagLength: bytes });
  } finally {
    const next = queue.shift();
    if (next === undefined) running--;
    else next();
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
