import { z } from 'zod';

const url = (scheme: string) => z.string().regex(new RegExp(`^${scheme}://`), `must begin with ${scheme}://`);
const port = z.coerce.number().int().min(1).max(65_535);

/** NATS_URL: `nats://host:port`, several with commas. */
export const natsSettings = { NATS_URL: url('nats').default('nats://127.0.0.1:4222') };

/** DATABASE_URL: PostgreSQL; DATABASE_POOL: connections of this process, lowest 1. */
export const databaseSettings = {
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(8),
};

/** TEMPORAL_ADDRESS: `host:port` of the frontend. */
export const temporalSettings = {
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('shaodao'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('case'),
};

/**
 * BLOB_STORE: where files of people are kept, `file:<folder>` or `s3:<address of the bucket>`. The bucket stands in the
 * address as the service wants it: in the path (`s3:https://s3.example:9000/evidence`) or in the host
 * (`s3:https://evidence.oss.example`). The other three are for S3 alone.
 */
export const blobSettings = {
  BLOB_STORE: z
    .string()
    .regex(/^(file:.+|s3:https?:\/\/[^/@\s]+(\/[^@\s]*)?)$/, 'must be file:<folder> or s3:<address>, without credentials')
    .default('file:.shaodao/attachments'),
  BLOB_S3_REGION: z.string().min(1).default('us-east-1'),
  BLOB_S3_ACCESS_KEY: z.string().default(''),
  BLOB_S3_SECRET_KEY: z.string().default(''),
};

/** The small port with /healthz /readyz /metrics, and how loud the log is. */
export const healthSettings = {
  HEALTH_PORT: port.default(8081),
  HEALTH_HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

export { port };

/**
 * The settings of a process, read once from the environment. An empty variable counts as not given.
 * Ends the process with code 2 after listing every fault at once.
 */
export function readSettings<S extends z.ZodRawShape>(shape: S): z.output<z.ZodObject<S>> {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) process.stderr.write(`setting ${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(2);
}
