import { startService } from '@shaodao/platform/service';
import { AtlasService } from './atlas/atlas.service.js';
import { AtlasStore } from './atlas/atlas.store.js';
import { registrySettings } from './config.js';
import { RegistryModule } from './registry.module.js';

const settings = registrySettings();
await startService({
  name: 'registry',
  module: RegistryModule.on(settings),
  settings,
  // Ready to answer: the database is there, and the register has been read out of it.
  checks: (app) => ({
    database: () => app.get(AtlasStore, { strict: false }).edition(),
    register: async () => void app.get(AtlasService, { strict: false }).current(),
  }),
});
