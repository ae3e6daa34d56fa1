import { KEPT_FOR } from '@shaodao/domain/alert/proposal';
import { CAP_MESSAGE_TYPES, CAP_SCOPES, CAP_STATUSES } from '@shaodao/domain/alert/message';
import { z } from 'zod';
import { request } from './contract.js';
import { hazard, planSummary, responseLevel } from './plans.js';
import { actor, areaCode, instant, uuid } from './shapes.js';

/** What dispatch answers about alerts of others (预警, CAP 1.2) and how it tells of our own activations in CAP. */

/** As much as a message may weigh. */
export const ALERT_MOST_BYTES = 512 * 1_024;

/**
 * `open` proposes an activation; `activated`: one was pressed for it; `replaced` and `cancelled` by its sender; `expired`;
 * `kept`: it never proposed anything, `keptFor` says why.
 */
export const ALERT_STATES = ['open', 'activated', 'replaced', 'cancelled', 'expired', 'kept'] as const;

export const alertReceipt = z.object({ id: uuid, state: z.enum(ALERT_STATES), keptFor: z.enum(KEPT_FOR).nullable() });

/**
 * Takes a message as it came, once by its sender and identifier; `created` is false for a repeat. FORBIDDEN `sender` (not known to us, or
 * signed by another), `Signature` (missing, broken, or not over the whole message); INVALID `body` (no well-formed XML, DTD,
 * entities), the element outside the schema, `sent` (ahead of our clock), `expires`, `references`; KEY_REUSED `identifier`
 * (known with other content); TOO_LARGE.
 */
export const receiveAlert = request({
  subject: 'dispatch.alert.receive',
  input: z.object({ /** Its bytes. */ message: z.base64().max(Math.ceil(ALERT_MOST_BYTES / 3) * 4) }),
  output: alertReceipt.extend({ created: z.boolean() }),
  refusals: ['INVALID', 'FORBIDDEN', 'KEY_REUSED', 'TOO_LARGE'],
});

/** An alert as command seats see it. Words are the sender's own. */
export const alert = alertReceipt.extend({
  sender: z.string(),
  identifier: z.string(),
  sentAt: instant,
  receivedAt: instant,
  expiresAt: instant,
  status: z.enum(CAP_STATUSES),
  msgType: z.enum(CAP_MESSAGE_TYPES),
  scope: z.enum(CAP_SCOPES),
  /** It proposes a drill. */
  drill: z.boolean(),
  /** Null: no plan is for such an event. */
  hazard: hazard.nullable(),
  level: responseLevel,
  /** Of ours. Empty where the sender gave no code: a person says where. */
  areas: z.array(z.object({ code: areaCode, name: z.string() })),
  senderName: z.string().nullable(),
  event: z.string().nullable(),
  headline: z.string().nullable(),
  description: z.string().nullable(),
  instruction: z.string().nullable(),
  /** As the sender calls the areas. */
  areaWords: z.array(z.string()),
  /**
   * Plans that fit: of its hazard, for its level, somewhere in its areas; `areas` is what both have in common, empty where the
   * alert has none. Empty for alerts that are not open.
   */
  plans: z.array(planSummary.pick({ code: true, name: true, areas: true })),
  /** The one that was pressed for it. */
  activationId: uuid.nullable(),
});
export type Alert = z.output<typeof alert>;

/** For command seats: open ones first, then the latest. `open` true: only those. FORBIDDEN for other seats. */
export const listAlerts = request({
  subject: 'dispatch.alert.list',
  input: z.object({ actor, open: z.boolean() }),
  output: z.object({ items: z.array(alert) }),
  refusals: ['FORBIDDEN'],
});
export const getAlert = request({ subject: 'dispatch.alert.get', input: z.object({ actor, id: uuid }), output: alert, refusals: ['NOT_FOUND', 'FORBIDDEN'] });

export const capLine = z.object({ seq: z.int(), identifier: z.string(), msgType: z.enum(CAP_MESSAGE_TYPES), sentAt: instant });
/** Our own messages of an activation, oldest first; empty until it takes effect. */
export const listCap = request({
  subject: 'dispatch.activation.capMessages',
  input: z.object({ actor, id: uuid }),
  output: z.object({ items: z.array(capLine) }),
  refusals: ['NOT_FOUND'],
});
/** One of them as XML, signed where we have a key: the latest, or that of the event `seq`. NOT_FOUND `seq`. */
export const getCap = request({
  subject: 'dispatch.activation.cap',
  input: z.object({ actor, id: uuid, seq: z.int().min(1).nullable() }),
  output: capLine.extend({ xml: z.string() }),
  refusals: ['NOT_FOUND'],
});
