import { openBlobs, type BlobSettings } from '@shaodao/platform/blobs';
import { Bus } from '@shaodao/platform/bus';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, Reflector } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { Rate } from './access/rate.js';
import { SessionsService } from './access/sessions.service.js';
import { ActivationsController } from './activations/activations.controller.js';
import { CalledPeopleController } from './activations/called-people.controller.js';
import { TaskCardsController } from './activations/task-cards.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AssessmentController } from './assessment/assessment.controller.js';
import { CallbacksController } from './callbacks/callbacks.controller.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { UploadsService } from './attachments/uploads.service.js';
import { CasesController } from './cases/cases.controller.js';
import { ChannelReceiptsController } from './channel-receipts/channel-receipts.controller.js';
import type { Settings } from './config.js';
import { DistrictController } from './district/district.controller.js';
import { DutyController } from './duty/duty.controller.js';
import { MyDutyController } from './duty/my-duty.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedService } from './feed/feed.service.js';
import { CheckedInput } from './input/checked-input.pipe.js';
import { ExportsController } from './imports/exports.controller.js';
import { ImportsController } from './imports/imports.controller.js';
import { OfficeFiles } from './imports/office-files.service.js';
import { NoticesController } from './notices/notices.controller.js';
import { PeopleController } from './people/people.controller.js';
import { PlansController } from './plans/plans.controller.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { RouteTable } from './problem/route-table.js';
import { RegisterNamesController } from './register/register-names.controller.js';
import { registerControllers } from './register/register.controllers.js';
import { RoutingController } from './routing/routing.controller.js';
import { ReshapesController } from './reshapes/reshapes.controller.js';
import { RulesController } from './rules/rules.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';

/** What decides how the gateway behaves, besides where it listens. */
export type GatewaySettings = BlobSettings &
  Pick<Settings, 'PUBLIC_ORIGINS' | 'REQUESTS_PER_SECOND' | 'CONSOLE_DIR' | 'TRUST_PROXY' | 'LOG_LEVEL'>;

@Module({
  controllers: [
    SessionsController,
    AlertsController,
    CasesController,
    CallbacksController,
    ActivationsController,
    CalledPeopleController,
    TaskCardsController,
    ChannelReceiptsController,
    AttachmentsController,
    NoticesController,
    PeopleController,
    PlansController,
    DistrictController,
    ReshapesController,
    AssessmentController,
    RoutingController,
    RulesController,
    DutyController,
    MyDutyController,
    FeedController,
    ImportsController,
    ExportsController,
    RegisterNamesController,
    ...registerControllers,
  ],
  providers: [SessionsService, FeedService],
})
export class GatewayModule {
  static of(bus: Bus, routes: RouteTable, settings: GatewaySettings): DynamicModule {
    return {
      module: GatewayModule,
      providers: [
        { provide: Bus, useValue: bus },
        { provide: UploadsService, useValue: new UploadsService(openBlobs(settings)) },
        { provide: OfficeFiles, useValue: new OfficeFiles(openBlobs(settings)) },
        { provide: Rate, useValue: new Rate(settings.REQUESTS_PER_SECOND) },
        { provide: APP_FILTER, useValue: new ProblemFilter(routes) },
        { provide: APP_PIPE, useValue: new CheckedInput() },
        {
          provide: APP_GUARD,
          inject: [Reflector, SessionsService, Rate],
          useFactory: (reflector: Reflector, sessions: SessionsService, rate: Rate) =>
            new AccessGuard(reflector, sessions, rate, new Set(settings.PUBLIC_ORIGINS)),
        },
      ],
    };
  }
}
