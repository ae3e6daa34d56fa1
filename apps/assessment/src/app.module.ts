import { caseFacts } from '@shaodao/contracts/case-facts';
import { Bus } from '@shaodao/platform/bus';
import { FactsListener } from '@shaodao/platform/facts-listener';
import { Module } from '@nestjs/common';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';
import { TasksStore } from './tasks.store.js';

@Module({
  controllers: [TasksController],
  providers: [
    TasksService,
    TasksStore,
    {
      provide: FactsListener,
      inject: [Bus, TasksService],
      useFactory: (bus: Bus, tasks: TasksService) =>
        new FactsListener(bus, { contract: caseFacts, durable: 'assessment', handle: (facts) => tasks.count(facts) }),
    },
  ],
})
export class AppModule {}
