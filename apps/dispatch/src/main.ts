import { assertStageTables } from '@shaodao/domain/case/stage';
import { startService } from '@shaodao/platform/service';
import { settings } from './config.js';
import { Database } from './database.store.js';
import { DispatchModule } from './dispatch.module.js';

assertStageTables();
await startService({
  name: 'dispatch',
  module: DispatchModule,
  settings,
  // The engine is not asked: without it the lists still answer, and commands say 503 by themselves.
  checks: (app) => ({ database: () => app.get(Database).ping() }),
});
