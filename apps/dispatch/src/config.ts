import { blobSettings, databaseSettings, healthSettings, natsSettings, readSettings, temporalSettings } from '@shaodao/platform/config';
import { z } from 'zod';

export const settings = readSettings({
  ...natsSettings,
  ...databaseSettings,
  ...temporalSettings,
  ...healthSettings,
  ...blobSettings,
  /**
   * Whose alerts (CAP) are taken: JSON of sender id → public keys or X.509 certificates in PEM, or `file:<path>` of it, which may
   * change while we run. Empty: every alert is refused.
   */
  ALERT_SENDERS: z.string().default(''),
  /** Who we are in CAP messages; unique in the world. No space, comma, < or &. */
  CAP_SENDER: z.string().regex(/^[^\s,<&]+$/, 'holds a space, comma, < or &').max(200).default('shaodao'),
  /** Our private key in PEM (RSA or ECDSA P-256), or `file:<path>` of it. Empty: our messages are not signed. */
  CAP_KEY: z.string().default(''),
});
