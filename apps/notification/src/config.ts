import { databaseSettings, healthSettings, natsSettings, readSettings } from '@shaodao/platform/config';

export const settings = readSettings({ ...natsSettings, ...databaseSettings, ...healthSettings });
