import 'reflect-metadata';
import { startService } from '@shaodao/platform/service';
import { AppModule } from './app.module.js';
import { settings } from './config.js';
import { TasksStore } from './tasks.store.js';

await startService({
  name: 'assessment',
  module: AppModule,
  settings,
  checks: (app) => ({ database: () => app.get(TasksStore).ping() }),
});
