import { fileURLToPath } from 'node:url';
import { healthSettings, natsSettings, port, readSettings, temporalSettings } from '@shaodao/platform/config';
import { z } from 'zod';

/**
 * WORKFLOW_BUNDLE: the built workflows; SHUTDOWN_GRACE_SECONDS: what running activities get at SIGTERM, then as long again
 * at most; SDK_METRICS_PORT: where the engine's own metrics are kept before /metrics joins them.
 */
export const settings = readSettings({
  ...natsSettings,
  ...temporalSettings,
  ...healthSettings,
  WORKFLOW_BUNDLE: z.string().default(fileURLToPath(new URL('./workflow-bundle.js', import.meta.url))),
  SDK_METRICS_PORT: port.default(18_096),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(1).max(600).default(4),
  MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(10).default(1_000),
});
