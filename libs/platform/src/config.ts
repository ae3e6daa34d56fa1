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

/**
 * How people are reached outside our own pages; a channel is on when all its variables are given. Every one but PUBLIC_URL
 * and CHANNEL_PROCESSES stands once more with DRILL_ before it, for the channels of drills.
 */
const channelOfRealm = {
  /** 企业微信 app: corp, agent and secret; token and key of its 接收消息 (callbacks), DAY_LIMIT person-times a day, 0: not counted. */
  WORK_APP_URL: url('https?').default('https://qyapi.weixin.qq.com'),
  WORK_APP_CORP_ID: z.string().optional(),
  WORK_APP_AGENT_ID: z.string().regex(/^\d+$/, 'must be digits').optional(),
  WORK_APP_SECRET: z.string().optional(),
  WORK_APP_CALLBACK_TOKEN: z.string().optional(),
  WORK_APP_CALLBACK_KEY: z.string().regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters or digits').optional(),
  WORK_APP_DAY_LIMIT: z.coerce.number().int().min(0).default(0),
  /** 阿里云短信: the template has the variables `text` and `link`. */
  SMS_URL: url('https?').default('https://dysmsapi.aliyuncs.com'),
  SMS_KEY_ID: z.string().optional(),
  SMS_KEY_SECRET: z.string().optional(),
  SMS_SIGN: z.string().optional(),
  SMS_TEMPLATE: z.string().optional(),
  SMS_RECEIPT_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  /** 阿里云语音: the template has the variable `text`; NUMBER is the number shown. */
  VOICE_URL: url('https?').default('https://dyvmsapi.aliyuncs.com'),
  VOICE_KEY_ID: z.string().optional(),
  VOICE_KEY_SECRET: z.string().optional(),
  VOICE_NUMBER: z.string().optional(),
  VOICE_TEMPLATE: z.string().optional(),
  VOICE_RECEIPT_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
};
type OfRealm = typeof channelOfRealm;
type OfDrill = { [Name in keyof OfRealm as `DRILL_${Name}`]: OfRealm[Name] };
export type ChannelSettings = z.output<z.ZodObject<OfRealm>>;

const CHANNEL_NAMES = Object.keys(channelOfRealm) as (keyof OfRealm)[];

/** PUBLIC_URL: where people open our pages, in links of messages. CHANNEL_PROCESSES: how many share a vendor's limits. */
export const channelSettings = {
  ...channelOfRealm,
  ...(Object.fromEntries(CHANNEL_NAMES.map((name) => [`DRILL_${name}`, channelOfRealm[name]])) as OfDrill),
  PUBLIC_URL: url('https?').transform((address) => address.replace(/\/+$/, '')).default('http://127.0.0.1:8080'),
  CHANNEL_PROCESSES: z.coerce.number().int().min(1).default(1),
};

/** Those of one realm, under their names without DRILL_. */
export function channelsOfRealm(settings: z.output<z.ZodObject<typeof channelSettings>>, realm: 'live' | 'drill'): ChannelSettings {
  const given: Record<string, unknown> = settings;
  return Object.fromEntries(CHANNEL_NAMES.map((name) => [name, given[realm === 'drill' ? `DRILL_${name}` : name]])) as ChannelSettings;
}

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
  return refuseSettings(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

/** Ends the process with code 2 after saying what is wrong, each `<name>: <words>`. */
export function refuseSettings(faults: readonly string[]): never {
  for (const fault of faults) process.stderr.write(`setting ${fault}\n`);
  process.exit(2);
}
