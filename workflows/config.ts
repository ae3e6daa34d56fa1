import { fileURLToPath } from 'node:url';
import { healthSettings, natsSettings, port, readSettings, temporalSettings } from '@shaodao/platform/config';
import { z } from 'zod';

/** WORKFLOW_BUNDLE: the built workflows; SDK_METRICS_PORT: where the engine's own metrics are kept before /metrics joins them. */
export const settings = readSettings({
  ...natsSettings,
  ...temporalSettings,
  ...healthSettings,
  WORKFLOW_BUNDLE: z.string().default(fileURLToPath(new URL('./workflow-bundle.js', import.meta.url))),
  SDK_METRICS_PORT: port.default(18_096),
  MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(10).default(1_000),
});
