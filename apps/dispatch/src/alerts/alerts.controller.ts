import { getAlert, getCap, listAlerts, listCap, receiveAlert } from '@shaodao/contracts/alerts';
import { Answers } from '@shaodao/platform/answers';
import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { AlertSteps } from './alert-steps.service.js';
import { AlertsService } from './alerts.service.js';
import { CapMessages } from './cap-messages.service.js';

@Controller()
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly steps: AlertSteps,
    private readonly messages: CapMessages,
  ) {}

  @Answers(receiveAlert)
  async receive({ message }: z.output<typeof receiveAlert.input>) {
    const taken = await this.alerts.receive(message, Date.now());
    if (taken.created) this.steps.hurry();
    return taken;
  }

  @Answers(listAlerts)
  async list({ actor, open }: z.output<typeof listAlerts.input>) {
    return { items: await this.alerts.list(actor, open, Date.now()) };
  }

  @Answers(getAlert)
  async get({ actor, id }: z.output<typeof getAlert.input>) {
    return this.alerts.get(actor, id, Date.now());
  }

  @Answers(listCap)
  async listMessages({ actor, id }: z.output<typeof listCap.input>) {
    return { items: await this.messages.list(actor, id) };
  }

  @Answers(getCap)
  async message({ actor, id, seq }: z.output<typeof getCap.input>) {
    return this.messages.get(actor, id, seq);
  }
}
