import { resolve } from 'node:path';
import { channelSettings, port, readSettings } from '@shaodao/platform/config';
import { z } from 'zod';

/** Temporal keeps its ports in a SMALLINT column. */
const innerPort = z.coerce.number().int().min(1_024).max(32_767);
const root = process.cwd();

/** What a service checks itself; here it is only handed on as it came. */
function handedOn<Name extends string>(names: readonly Name[]): Record<Name, z.ZodOptional<z.ZodString>> {
  return Object.fromEntries(names.map((name) => [name, z.string().optional()])) as Record<Name, z.ZodOptional<z.ZodString>>;
}

/**
 * One machine, one command. DATABASE_URL, NATS_URL and TEMPORAL_ADDRESS each replace one embedded part.
 * TEMPORAL_INNER_PORT is the first of eight that Temporal's roles use among themselves; HEALTH_PORT the first of six
 * (gateway, registry, dispatch, notification, assessment, worker), SDK_METRICS_PORT the worker's engine metrics.
 */
export const settings = readSettings({
  ...handedOn(Object.keys(channelSettings) as (keyof typeof channelSettings)[]),
  PORT: port.default(8_080),
  SHAODAO_DATA: z
    .string()
    .default('.shaodao')
    .transform((folder) => resolve(root, folder)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  NATS_URL: z.string().regex(/^nats:\/\//, 'must begin with nats://').optional(),
  TEMPORAL_ADDRESS: z.string().optional(),
  POSTGRES_PORT: port.default(15_432),
  NATS_PORT: port.default(14_222),
  TEMPORAL_PORT: innerPort.default(17_233),
  TEMPORAL_INNER_PORT: innerPort.default(17_240),
  HEALTH_PORT: port.default(18_081),
  SDK_METRICS_PORT: port.default(18_096),
  TEMPORAL_SERVER: z.string().optional(),
  TEMPORAL_SQL_TOOL: z.string().optional(),
  NATS_SERVER: z.string().optional(),
  /** Attachments in a bucket instead of SHAODAO_DATA/attachments; the services check it. */
  BLOB_STORE: z.string().optional(),
  BLOB_S3_REGION: z.string().optional(),
  BLOB_S3_ACCESS_KEY: z.string().optional(),
  BLOB_S3_SECRET_KEY: z.string().optional(),
  /** Whose alerts are taken and who we are in CAP; dispatch checks them. */
  ALERT_SENDERS: z.string().optional(),
  CAP_SENDER: z.string().optional(),
  CAP_KEY: z.string().optional(),
  /** Other demo rules than the shipped ones, for tests: paths of JSON files. */
  POLICY_FILE: z.string().optional(),
  CALENDAR_FILE: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
  REQUESTS_PER_SECOND: z.string().optional(),
});
export type Settings = typeof settings;

/** What a child needs from outside to find programs, home and zone; every setting of ours is given by name. */
export const inherited: Record<string, string> = Object.fromEntries(
  ['PATH', 'HOME', 'TZ', 'LANG', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
