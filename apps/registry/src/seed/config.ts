import { databaseSettings, readSettings } from '@shaodao/platform/config';
import { z } from 'zod';

/**
 * Settings of the seed. ACCOUNTS_FILE: where the demo passwords go. POLICY_FILE, CALENDAR_FILE, CATEGORIES_FILE:
 * other rules than the project's own, e.g. with deadlines in seconds; empty means the project's.
 */
export const seedSettings = () =>
  readSettings({
    ...databaseSettings,
    ACCOUNTS_FILE: z.string().min(1),
    POLICY_FILE: z.string().optional(),
    CALENDAR_FILE: z.string().optional(),
    CATEGORIES_FILE: z.string().optional(),
  });
