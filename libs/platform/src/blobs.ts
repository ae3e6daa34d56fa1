import { FileBlobs } from './file-blobs.js';
import { S3Blobs } from './s3-blobs.js';

/** Where files of people are kept: a folder or a bucket, one contract, tried by one test. */
export type Blobs = FileBlobs | S3Blobs;

export interface BlobSettings {
  BLOB_STORE: string;
  BLOB_S3_REGION: string;
  BLOB_S3_ACCESS_KEY: string;
  BLOB_S3_SECRET_KEY: string;
}

/** The store the settings name. Throws when it is S3 and a key is missing. */
export function openBlobs(settings: BlobSettings): Blobs {
  const { BLOB_STORE: store, BLOB_S3_REGION: region, BLOB_S3_ACCESS_KEY: accessKey, BLOB_S3_SECRET_KEY: secretKey } = settings;
  if (store.startsWith('file:')) return new FileBlobs(store.slice('file:'.length));
  if (accessKey === '' || secretKey === '') throw new Error('BLOB_STORE is S3: set BLOB_S3_ACCESS_KEY and BLOB_S3_SECRET_KEY');
  return new S3Blobs({ address: store.slice('s3:'.length), region, accessKey, secretKey });
}
