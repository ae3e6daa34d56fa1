import { registryFacts } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { Relay } from '@shaodao/platform/relay';
import { openBlobs, type BlobSettings } from '@shaodao/platform/blobs';
import { Module, type DynamicModule } from '@nestjs/common';
import { AtlasService } from './atlas/atlas.service.js';
import { AtlasStore } from './atlas/atlas.store.js';
import { CategoryController } from './category/category.controller.js';
import { Database } from './database.store.js';
import { DepartmentController } from './department/department.controller.js';
import { DistrictController } from './district/district.controller.js';
import { DutyController } from './duty/duty.controller.js';
import { DutyDesk } from './duty/duty-desk.service.js';
import { DutyService } from './duty/duty.service.js';
import { MyDutyController } from './duty/my-duty.controller.js';
import { MyDuty } from './duty/my-duty.service.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';
import { ExportsStore } from './exports/exports.store.js';
import { SwapsService } from './duty/swaps.service.js';
import { GridController } from './grid/grid.controller.js';
import { GridService } from './grid/grid.service.js';
import { ImportRunner } from './imports/import-runner.service.js';
import { ImportWork } from './imports/import-work.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { ImportsStore } from './imports/imports.store.js';
import { OfficeBytes } from './office-file/office-bytes.js';
import { OfficeReader } from './office-file/office-reader.service.js';
import { PersonController } from './person/person.controller.js';
import { PersonService } from './person/person.service.js';
import { PlansController } from './plans/plans.controller.js';
import { PlansService } from './plans/plans.service.js';
import { RegisterController } from './register/register.controller.js';
import { OutboxStore } from './register/outbox.store.js';
import { RegisterService } from './register/register.service.js';
import { RegisterStore } from './register/register.store.js';
import { ExplainingService } from './routing/explaining.service.js';
import { HeirsService } from './reshape/heirs.service.js';
import { ReshapesController } from './reshape/reshapes.controller.js';
import { ReshapesService } from './reshape/reshapes.service.js';
import { ReshapesStore } from './reshape/reshapes.store.js';
import { RoutingController } from './routing/routing.controller.js';
import { RoutingService } from './routing/routing.service.js';
import { RulesController } from './rules/rules.controller.js';
import { RulesService } from './rules/rules.service.js';
import { RulesStore } from './rules/rules.store.js';
import { SessionController } from './session/session.controller.js';
import { SessionService } from './session/session.service.js';
import { SessionStore } from './session/session.store.js';
import { TermsService } from './timers/terms.service.js';
import { TimersController } from './timers/timers.controller.js';
import { ToldGapsStore } from './timers/told-gaps.store.js';
import { WatchesService } from './timers/watches.service.js';

@Module({
  controllers: [
    CategoryController,
    DepartmentController,
    DistrictController,
    DutyController,
    MyDutyController,
    ExportsController,
    GridController,
    ImportsController,
    PersonController,
    PlansController,
    RegisterController,
    ReshapesController,
    RoutingController,
    RulesController,
    SessionController,
    TimersController,
  ],
  providers: [
    AtlasService,
    AtlasStore,
    DutyDesk,
    DutyService,
    MyDuty,
    ExportsService,
    ExportsStore,
    ExplainingService,
    GridService,
    HeirsService,
    OutboxStore,
    ImportRunner,
    ImportWork,
    ImportsService,
    ImportsStore,
    OfficeReader,
    PersonService,
    PlansService,
    RegisterService,
    RegisterStore,
    { provide: Relay, inject: [Bus, OutboxStore], useFactory: (bus: Bus, outbox: OutboxStore) => new Relay(bus, registryFacts, outbox) },
    ReshapesService,
    ReshapesStore,
    RoutingService,
    RulesService,
    RulesStore,
    SessionService,
    SessionStore,
    SwapsService,
    TermsService,
    ToldGapsStore,
    WatchesService,
  ],
})
export class RegistryModule {
  /** The module on one database and one store of files. */
  static on(settings: Parameters<typeof Database.forRequests>[0] & BlobSettings): DynamicModule {
    return {
      module: RegistryModule,
      providers: [
        { provide: Database, useFactory: () => Database.forRequests(settings) },
        { provide: OfficeBytes, useFactory: () => new OfficeBytes(openBlobs(settings)) },
      ],
    };
  }
}
