import { Client, Connection } from '@temporalio/client';
import { place } from '../world/place.js';
import { figure, type Figure } from './figures.js';
import type { Cast } from '../world/case-road.js';
import { walk } from './road.js';

/** The road without its close: seven commands. */
const COMMANDS = 7;
const ROUNDS = 5;

/** What a command leaves in the engine: history events and state transitions, start not counted. */
export async function cost(cast: Cast): Promise<Record<string, Figure>> {
  const client = new Client({ connection: await Connection.connect({ address: place.temporalAddress }), namespace: 'shaodao' });
  const events: number[] = [];
  const transitions: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const handle = client.workflow.getHandle(`case:${await walk(cast, () => undefined, false)}`);
      const history = (await handle.fetchHistory()).events ?? [];
      const firstUpdate = history.findIndex((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
      // The task that carries the first Update begins three events before its acceptance: scheduled, started, completed.
      events.push((history.length - (firstUpdate - 3)) / COMMANDS);
      const { raw } = await handle.describe();
      transitions.push(Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0) / COMMANDS);
    }
  } finally {
    await client.connection.close();
  }
  return {
    'commands.eventsPerCommand': figure(events, 'history events', '<= 6'),
    'commands.transitionsPerCommand': figure(transitions, 'state transitions, start included', ''),
  };
}
