import { blobSettings, databaseSettings, healthSettings, natsSettings, readSettings, temporalSettings } from '@shaodao/platform/config';

export const settings = readSettings({ ...natsSettings, ...databaseSettings, ...temporalSettings, ...healthSettings, ...blobSettings });
