import { startService } from '@shaodao/platform/service';
import { AtlasStore } from './atlas/atlas.store.js';
import { registrySettings } from './config.js';
import { RegistryModule } from './registry.module.js';

const settings = registrySettings();
await startService({
  name: 'registry',
  module: RegistryModule.on(settings),
  settings,
  checks: (app) => ({ database: () => app.get(AtlasStore, { strict: false }).edition() }),
});
