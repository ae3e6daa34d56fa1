import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ActivationActivities } from './activities.js';

/** Before everything else in the queue (1 is first, 3 the default). */
export const FIRST = { priorityKey: 1 } as const;

const retry = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' } as const;

/** One try inside the workflow task: when it works, a command's answer finds the record written. */
export const atOnce = proxyLocalActivities<Pick<ActivationActivities, 'recordActivation'>>({ startToCloseTimeout: '2s', scheduleToCloseTimeout: '3s', retry: { maximumAttempts: 1 } });

/** Short questions, without end. */
export const asks = proxyActivities<ActivationActivities>({ startToCloseTimeout: '10s', retry, priority: FIRST });

/** Rosters and calls of many people, without end. */
export const works = proxyActivities<ActivationActivities>({ startToCloseTimeout: '30s', retry, priority: FIRST });
