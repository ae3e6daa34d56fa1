import { randomBytes, randomUUID } from 'node:crypto';
import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { place } from './place.js';
import type { Answer, Person } from './people.js';

/** Evidence as HTTP shows it. */
export interface Evidence {
  id: string;
  mediaType: string;
  size: number;
  sha256: string;
  purpose: string;
  name: string | null;
  at: string;
  byId: string;
}

/** A photo nobody took before, with what a phone writes beside it: the place, and `planted` for whose it is. */
export async function photo(planted: string, width = 640, height = 480): Promise<Buffer> {
  const pixels = randomBytes(width * height * 3);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif({
      IFD0: { Artist: planted, Make: 'Phone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 12/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '107/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 60 })
    .toBuffer();
}

export interface Sent {
  bytes: Uint8Array<ArrayBuffer> | Buffer;
  name?: string;
  purpose?: string;
  key?: string;
}

/** Uploads a file as a browser would. */
export async function attach<T = Evidence>(someone: Person, caseId: string, { bytes, name = 'a.jpg', purpose, key = randomUUID() }: Sent): Promise<Answer<T>> {
  const form = new FormData();
  if (purpose !== undefined) form.set('purpose', purpose);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${place.url}/api/cases/${caseId}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${someone.token}`, 'idempotency-key': key },
    body: form,
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}

/** The bytes of a piece of evidence, with what they came with. */
export async function fetchFile(someone: Person, path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(place.url + path, { headers: { authorization: `Bearer ${someone.token}` } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
