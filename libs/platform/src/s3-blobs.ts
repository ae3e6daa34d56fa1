import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini } from 's3mini';
import { assertKey, blobFault, type ListedBlob, type OpenBlob } from './blob.js';

/** Longest wait for a bucket to take a blob or to begin to answer. */
const LIMIT_MS = 10_000;

/** Blobs as objects of a bucket of any S3-compatible service; requests are signed with version 4. */
export class S3Blobs {
  private readonly bucket: S3mini;

  constructor({ address, region, accessKey, secretKey }: { address: string; region: string; accessKey: string; secretKey: string }) {
    this.bucket = new S3mini({
      endpoint: address,
      region,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      fetch: answeredInTime,
    });
  }

  /** All or nothing. A stream that throws leaves nothing. The same key again replaces. Held in memory: S3 wants the length first. */
  async put(key: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    assertKey(key);
    try {
      const parts: Uint8Array[] = [];
      for await (const part of bytes) parts.push(part);
      await this.bucket.putObject(key, Buffer.concat(parts), 'application/octet-stream');
    } catch (error) {
      throw blobFault(error, 'an object was not written');
    }
  }

  /** null when there is none. */
  async read(key: string): Promise<OpenBlob | null> {
    assertKey(key);
    try {
      const response = await this.bucket.getObjectResponse(key);
      if (response === null) return null;
      const stream = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body as ReadableStream);
      return { size: Number(response.headers.get('content-length')), stream };
    } catch (error) {
      throw blobFault(error, 'an object was not read');
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    try {
      await this.bucket.deleteObject(key);
    } catch (error) {
      throw blobFault(error, 'an object was not removed');
    }
  }

  /** At most `most` blobs under a prefix, in no order. */
  async list(prefix: string, most: number): Promise<ListedBlob[]> {
    try {
      const objects = (await this.bucket.listObjects('/', `${prefix}/`, most)) ?? [];
      return objects.map(({ Key: key, LastModified: at }) => ({ key, at: new Date(at).getTime() }));
    } catch (error) {
      throw blobFault(error, 'objects were not listed');
    }
  }
}

/** The limit ends with the head of the answer: a reader far away may take its time with the body. */
const answeredInTime: typeof fetch = async (input, init) => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error('the bucket did not answer in time')), LIMIT_MS);
  try {
    return await fetch(input, { ...init, signal: limit.signal });
  } finally {
    clearTimeout(timer);
  }
};
