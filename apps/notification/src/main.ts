import 'reflect-metadata';
import { startService } from '@shaodao/platform/service';
import { AppModule } from './app.module.js';
import { settings } from './config.js';
import { Database } from './database.store.js';

await startService({
  name: 'notification',
  module: AppModule,
  settings,
  checks: (app) => ({ database: () => app.get(Database).ping() }),
});
