import { Readable } from 'node:stream';
import pg from 'pg';

/** What a base backup says of itself: where its log begins, and the end up to which all databases of the cluster stand. */
export interface BaseBackup {
  /** The cluster as one tar archive, its own log included: it starts by itself and recovers to the end of the backup. */
  archive: Readable;
  /** Resolves when the archive is whole. Log positions as PostgreSQL writes them, e.g. `0/4000028`. */
  whole: Promise<{ from: string; to: string }>;
}

/** `fast`: the checkpoint it begins with is made at once. The archive ends with the log written meanwhile. */
const COMMAND = `BASE_BACKUP (LABEL 'shaodao', CHECKPOINT 'fast', WAL true)`;

/** First byte of a message inside the copy (streaming replication protocol, BASE_BACKUP): `n` begins an archive. */
const DATA = 'd'.charCodeAt(0);
const ARCHIVE = 'n'.charCodeAt(0);

interface CopyData {
  chunk: Buffer;
}
interface DataRow {
  fields: (Buffer | string | null)[];
}

/**
 * Asks PostgreSQL for a base backup while it goes on working. `client` must be connected with `replication=true`, and the
 * log must be kept from being recycled meanwhile (a temporary replication slot does).
 */
export function baseBackup(client: pg.Client): BaseBackup {
  const whole = Promise.withResolvers<{ from: string; to: string }>();
  const rows: string[] = [];
  let archives = 0;
  let connection: pg.Connection | null = null;
  let over = false;
  const archive = new Readable({
    read: () => void connection?.stream.resume(),
    destroy(error, done) {
      // Whoever read has had enough: the server must not go on sending.
      if (!over) connection?.stream.destroy();
      done(error);
    },
  });
  const fail = (error: Error): void => {
    archive.destroy(error);
    whole.reject(error);
  };
  // Whoever reads hears of a failure from the archive: nobody may be waiting for its end yet.
  whole.promise.catch(() => undefined);
  client.query({
    submit(own: pg.Connection) {
      connection = own;
      own.query(COMMAND);
    },
    handleRowDescription: () => undefined,
    handleDataRow: ({ fields }: DataRow) => void rows.push(String(fields[0])),
    handleCommandComplete: () => undefined,
    handleCopyData({ chunk }: CopyData) {
      if (chunk[0] === ARCHIVE && ++archives > 1) fail(new Error('the cluster has tablespaces: its folder is not ours alone'));
      // The chunk lies in a buffer that is used again.
      if (chunk[0] === DATA && !archive.push(Buffer.from(chunk.subarray(1)))) connection?.stream.pause();
    },
    handleError: fail,
    handleReadyForQuery() {
      over = true;
      archive.push(null);
      // Three answers: where it begins, one row for each archive, where it ends.
      whole.resolve({ from: rows[0] ?? '', to: rows.at(-1) ?? '' });
    },
  } as pg.Submittable);
  return { archive, whole: whole.promise };
}
