import { blobSettings, healthSettings, natsSettings, port, readSettings } from '@shaodao/platform/config';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''));

export const settings = readSettings({
  ...natsSettings,
  ...healthSettings,
  ...blobSettings,
  /** Where console and API listen. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8080),
  /** The built console; without it only the API answers. */
  CONSOLE_DIR: z.string().min(1).default('apps/console/dist'),
  /** Origins besides the request's own from which a browser may write with its cookie, with commas. */
  PUBLIC_ORIGINS: list.pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin))),
  /** Requests of one session in any second; the next is 429. Lowest 1. */
  REQUESTS_PER_SECOND: z.coerce.number().int().min(1).default(50),
  /** Addresses or networks of proxies whose X-Forwarded-* is believed, with commas. None by default. */
  TRUST_PROXY: list,
});
export type Settings = typeof settings;
