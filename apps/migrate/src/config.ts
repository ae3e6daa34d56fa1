import { databaseSettings, readSettings } from '@shaodao/platform/config';

export const settings = readSettings({ DATABASE_URL: databaseSettings.DATABASE_URL });
