import { caseFacts } from '@shaodao/contracts/case-facts';
import { registryFacts } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { FactsListener } from '@shaodao/platform/facts-listener';
import { Relay } from '@shaodao/platform/relay';
import { Module } from '@nestjs/common';
import { ActivationDuty } from './activations/activation-duty.service.js';
import { ActivationEngine } from './activations/activation-engine.js';
import { ActivationView } from './activations/activation-view.service.js';
import { ActivationWork } from './activations/activation-work.service.js';
import { ActivationWorkController } from './activations/activation-work.controller.js';
import { ActivationsController } from './activations/activations.controller.js';
import { ActivationsService } from './activations/activations.service.js';
import { ActivationsStore } from './activations/activations.store.js';
import { AnswersService } from './activations/answers.service.js';
import { AnswersStore } from './activations/answers.store.js';
import { CalledPeopleController } from './activations/called-people.controller.js';
import { CalledPeopleService } from './activations/called-people.service.js';
import { CallsService } from './activations/calls.service.js';
import { FollowingService } from './activations/following.service.js';
import { PeopleStore } from './activations/people.store.js';
import { ReportingService } from './activations/reporting.service.js';
import { RosterService } from './activations/roster.service.js';
import { RosterStore } from './activations/roster.store.js';
import { StepsService } from './activations/steps.service.js';
import { TalliesService } from './activations/tallies.service.js';
import { TeamCodesService } from './activations/team-codes.service.js';
import { TaskCallsService } from './activations/task-calls.service.js';
import { TasksStore } from './activations/tasks.store.js';
import { AlertSteps } from './alerts/alert-steps.service.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AlertsService } from './alerts/alerts.service.js';
import { AlertsStore } from './alerts/alerts.store.js';
import { KnownSenders } from './alerts/cap/known-senders.js';
import { signingKey } from './alerts/cap/sign.js';
import { CapMessages } from './alerts/cap-messages.service.js';
import { CallbacksController } from './callbacks/callbacks.controller.js';
import { CallbacksService } from './callbacks/callbacks.service.js';
import { CallbacksStore } from './callbacks/callbacks.store.js';
import { AttachmentBytes } from './attachments/attachment-bytes.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsService } from './attachments/attachments.service.js';
import { AttachmentsStore } from './attachments/attachments.store.js';
import { Inspector } from './attachments/inspection/inspector.service.js';
import { LeftFiles } from './attachments/left-files.service.js';
import { CasesController } from './cases/cases.controller.js';
import { CasesService } from './cases/cases.service.js';
import { CasesStore } from './cases/cases.store.js';
import { CommandsService } from './commands/commands.service.js';
import { CommandsStore } from './commands/commands.store.js';
import { Calling } from './commands/calling.service.js';
import { Correction } from './commands/correction.service.js';
import { settings } from './config.js';
import { Database } from './database.store.js';
import { DuplicatesController } from './duplicates/duplicates.controller.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';
import { DuplicatesStore } from './duplicates/duplicates.store.js';
import { Engine } from './engine/engine.service.js';
import { CaseModesService } from './modes/case-modes.service.js';
import { ModesController } from './modes/modes.controller.js';
import { ModesService } from './modes/modes.service.js';
import { ModesStore } from './modes/modes.store.js';
import { RecordController } from './record/record.controller.js';
import { RecordService } from './record/record.service.js';
import { RecordStore } from './record/record.store.js';
import { OutboxStore } from './record/outbox.store.js';
import { CaseReplanService } from './replans/case-replan.service.js';
import { OpenCasesStore } from './replans/open-cases.store.js';
import { PreviewService } from './replans/preview.service.js';
import { ReplansController } from './replans/replans.controller.js';
import { ReplansService } from './replans/replans.service.js';
import { ReplansStore } from './replans/replans.store.js';
import { LateStarts } from './reports/late-starts.service.js';
import { ReportsService } from './reports/reports.service.js';
import { ReportsStore } from './reports/reports.store.js';
import { CaseGroundService } from './reshapes/case-ground.service.js';
import { ReshapesController } from './reshapes/reshapes.controller.js';
import { ReshapesListener } from './reshapes/reshapes-listener.js';
import { ReshapesService } from './reshapes/reshapes.service.js';
import { ReshapesStore } from './reshapes/reshapes.store.js';
import { OldRequests } from './requests/old-requests.service.js';
import { RequestsStore } from './requests/requests.store.js';
import { RegisterTimers } from './timers/register-timers.service.js';

@Module({
  controllers: [
    ActivationWorkController,
    ActivationsController,
    CalledPeopleController,
    AlertsController,
    AttachmentsController,
    CallbacksController,
    CasesController,
    DuplicatesController,
    ModesController,
    RecordController,
    ReplansController,
    ReshapesController,
  ],
  providers: [
    ActivationDuty,
    ActivationEngine,
    ActivationView,
    ActivationWork,
    ActivationsService,
    ActivationsStore,
    AnswersService,
    AnswersStore,
    CalledPeopleService,
    CallsService,
    FollowingService,
    PeopleStore,
    ReportingService,
    RosterService,
    RosterStore,
    StepsService,
    TalliesService,
    TeamCodesService,
    TaskCallsService,
    TasksStore,
    AlertSteps,
    AlertsService,
    AlertsStore,
    { provide: KnownSenders, useFactory: () => new KnownSenders(settings.ALERT_SENDERS) },
    {
      provide: CapMessages,
      inject: [ActivationsService, AlertsService],
      useFactory: (activations: ActivationsService, alerts: AlertsService) =>
        new CapMessages(activations, alerts, { sender: settings.CAP_SENDER, key: signingKey(settings.CAP_KEY) }),
    },
    AttachmentBytes,
    AttachmentsService,
    AttachmentsStore,
    CallbacksService,
    CallbacksStore,
    CaseGroundService,
    CaseModesService,
    CaseReplanService,
    CasesService,
    CasesStore,
    CommandsService,
    CommandsStore,
    Calling,
    Correction,
    Database,
    DuplicatesService,
    DuplicatesStore,
    Engine,
    Inspector,
    LateStarts,
    LeftFiles,
    ModesService,
    ModesStore,
    OldRequests,
    OpenCasesStore,
    OutboxStore,
    PreviewService,
    RecordService,
    RecordStore,
    { provide: Relay, inject: [Bus, OutboxStore], useFactory: (bus: Bus, outbox: OutboxStore) => new Relay(bus, caseFacts, outbox) },
    ReplansService,
    ReplansStore,
    ReportsService,
    ReportsStore,
    RequestsStore,
    RegisterTimers,
    {
      provide: FactsListener,
      inject: [Bus, RegisterTimers],
      useFactory: (bus: Bus, timers: RegisterTimers) =>
        new FactsListener(bus, { contract: registryFacts, durable: 'dispatch-registry', handle: (facts) => timers.hear(facts) }),
    },
    ReshapesListener,
    ReshapesService,
    ReshapesStore,
  ],
})
export class DispatchModule {}
