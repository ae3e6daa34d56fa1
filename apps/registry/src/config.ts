import { blobSettings, databaseSettings, healthSettings, natsSettings, readSettings } from '@shaodao/platform/config';

export const registrySettings = () => readSettings({ ...databaseSettings, ...natsSettings, ...healthSettings, ...blobSettings });
