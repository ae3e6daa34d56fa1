import { armedTeams, askConfirm, callNamed, callPart, callVolunteers, fireRung, followActivation, freezeRoster, giveUp, recordActivation, tellRoot, tellTasks } from '@shaodao/contracts/activation-work';
import type { RequestContract } from '@shaodao/contracts/contract';
import type { Bus } from '@shaodao/platform/bus';
import type { z } from 'zod';

type Asks<C extends RequestContract> = (input: z.output<C['input']>) => Promise<z.output<C['output']>>;

/** What the workflows of an activation ask of dispatch. Each may run twice. */
export interface ActivationActivities {
  recordActivation: Asks<typeof recordActivation>;
  followActivation: Asks<typeof followActivation>;
  freezeRoster: Asks<typeof freezeRoster>;
  callNamed: Asks<typeof callNamed>;
  callVolunteers: Asks<typeof callVolunteers>;
  callPart: Asks<typeof callPart>;
  armedTeams: Asks<typeof armedTeams>;
  fireRung: Asks<typeof fireRung>;
  askConfirm: Asks<typeof askConfirm>;
  tellRoot: Asks<typeof tellRoot>;
  giveUp: Asks<typeof giveUp>;
  tellTasks: Asks<typeof tellTasks>;
}

/** Under the limits the workflows give these activities, so that the refusal is ours and not a cut. */
const RECORD_MS = 1_800;
const LONG_MS = 25_000;

export function activationActivities(bus: Bus): ActivationActivities {
  const long = { timeoutMs: LONG_MS };
  return {
    recordActivation: (input) => bus.request(recordActivation, input, { timeoutMs: RECORD_MS }),
    followActivation: (input) => bus.request(followActivation, input, long),
    freezeRoster: (input) => bus.request(freezeRoster, input, long),
    callNamed: (input) => bus.request(callNamed, input, long),
    callVolunteers: (input) => bus.request(callVolunteers, input, long),
    callPart: (input) => bus.request(callPart, input, long),
    armedTeams: (input) => bus.request(armedTeams, input),
    fireRung: (input) => bus.request(fireRung, input, long),
    askConfirm: (input) => bus.request(askConfirm, input, long),
    tellRoot: (input) => bus.request(tellRoot, input, long),
    giveUp: (input) => bus.request(giveUp, input),
    tellTasks: (input) => bus.request(tellTasks, input, long),
  };
}
