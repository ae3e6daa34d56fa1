import type { Readable } from 'node:stream';
import { CodedError } from '@shaodao/contracts/errors';
import { Logger } from '@nestjs/common';

/** A blob being read: whoever asked for it reads or destroys the stream. */
export interface OpenBlob {
  size: number;
  stream: Readable;
}

/** A key and when it was last written, epoch milliseconds. */
export interface ListedBlob {
  key: string;
  at: number;
}

const KEY = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9.-]*)+$/;

/** Keys are made by us; one that could leave its folder is a bug of ours. */
export function assertKey(key: string): void {
  if (!KEY.test(key) || key.includes('..')) throw new Error('not a key of a blob');
}

const log = new Logger('Blobs');

/** Whatever a store throws as a fault outside, said in the log; a refusal of the one who sends the bytes stays what it is. */
export function blobFault(error: unknown, what: string): CodedError {
  if (error instanceof CodedError) return error;
  log.warn(`${what}: ${error instanceof Error ? `${error.name} ${'code' in error ? String(error.code) : error.message}` : 'failed'}`);
  return new CodedError('UNAVAILABLE', { reason: 'the store of files did not answer' }, { cause: error });
}
