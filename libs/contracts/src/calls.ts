import { CALL_CHANNELS } from '@shaodao/domain/activation/call-channel';
import { REALMS } from '@shaodao/domain/activation/realm';
import { z } from 'zod';
import { request } from './contract.js';
import { responseLevel } from './plans.js';
import { instant, uuid } from './shapes.js';

/** What notification answers about calls: messages of an activation to many people at once, each at most once. */

/** As much as one message of a work app takes. */
export const CALL_MOST = 1_000;

/**
 * Why people are written to. `alert` tells leaders of a proposal (the activation's id is the
 * alert's); `missing` tells a leader or those above how many have not answered; `confirm` to `lapsed` are for
 * other leaders, the steps for their owners, the reports for those who sign them. `tasksOverdue` tells the leader of a team,
 * `tasksStillOverdue` later those above, how many tasks passed their limit without a report.
 */
export const CALL_PURPOSES = [
  'call',
  'alert',
  'missing',
  'upgraded',
  'downgraded',
  'standDown',
  'released',
  'confirm',
  'brokeGlass',
  'cancelled',
  'lapsed',
  'stepStarted',
  'stepOverdue',
  'undoStarted',
  'reportOwed',
  'reportOverdue',
  'tasksOverdue',
  'tasksStillOverdue',
] as const;

/** What a message is made of: no word of a person. The message of a drill begins with 【演练】. */
export const callWords = z.object({
  purpose: z.enum(CALL_PURPOSES),
  /** As people read it aloud, e.g. `511703-20261126-A003`. */
  number: z.string().max(40),
  planName: z.string().max(100),
  areaNames: z.array(z.string().max(100)).max(5),
  level: responseLevel,
  /** When it took effect; the instant in the message. */
  at: instant,
  /** Until when an answer counts as in time. */
  answerBy: instant.nullable(),
  /** Of `missing`: people, and in how many teams where it is told of more than one. Of tasks: how many. */
  count: z.int().optional(),
  teams: z.int().optional(),
});
export type CallWords = z.output<typeof callWords>;

/**
 * Calls these people on one channel. `attempt` is part of the key (activation, purpose, person, channel, attempt): whoever
 * was called under it is not called again, whatever becomes of the answer. `token` opens a person's own answer page; empty where there is none.
 * `failed` are those the vendor refused, with its code, or who cannot be reached so (NO_PHONE, NO_ACCOUNT, NO_CHANNEL);
 * `unknown` those of whom nobody knows whether they were: they are not written to again, the next rung takes over.
 */
export const callPeople = request({
  subject: 'notification.call.send',
  input: z.object({
    activationId: uuid,
    realm: z.enum(REALMS),
    channel: z.enum(CALL_CHANNELS),
    attempt: z.int().min(0).max(2_147_483_647),
    words: callWords,
    people: z.array(z.object({ personId: uuid, token: z.string().max(64) })).min(1).max(CALL_MOST),
  }),
  output: z.object({
    /** When the vendor had taken the last of them. */
    acceptedAt: instant.nullable(),
    accepted: z.int(),
    failed: z.array(z.object({ personId: uuid, code: z.string() })),
    unknown: z.array(uuid),
  }),
  refusals: [],
});

export type PeopleCall = z.output<typeof callPeople.input>;
export type CallOutcome = z.output<typeof callPeople.output>;

export const DELIVERY_STATES = ['sending', 'accepted', 'delivered', 'read', 'failed', 'unknown'] as const;
/** One message to one person: what was sent and what is known of it. */
export const delivery = z.object({
  purpose: z.enum(CALL_PURPOSES),
  channel: z.enum(CALL_CHANNELS),
  attempt: z.int(),
  state: z.enum(DELIVERY_STATES),
  code: z.string().nullable(),
  sentAt: instant,
  changedAt: instant,
});
export type Delivery = z.output<typeof delivery>;
/** 「为什么叫我」: every message of an activation to a person, oldest first. */
export const deliveriesOf = request({
  subject: 'notification.call.deliveries',
  input: z.object({ activationId: uuid, personId: uuid }),
  output: z.object({ items: z.array(delivery) }),
  refusals: [],
});

/** What a vendor calls us back with, as it came: query and raw body, which are all it signs. */
export const vendorReceipt = request({
  subject: 'notification.call.receipt',
  input: z.object({
    realm: z.enum(REALMS),
    channel: z.enum(['workApp', 'sms', 'voice']),
    query: z.record(z.string(), z.string()),
    body: z.string().max(256 * 1_024),
  }),
  /** What the vendor wants to read, with 200. */
  output: z.object({ body: z.string() }),
  refusals: ['INVALID', 'UNAUTHENTICATED'],
});

/**
 * What notification tells dispatch of people: `reached` where a receipt says a message arrived, `answered` where a button
 * or a key was pressed, `failed` where a receipt says the message on this channel did not arrive. Only of what calls
 * people: of `call` all three, of `upgraded` only that it reached them. Answered by dispatch; each may come twice.
 */
export const callHeard = request({
  subject: 'dispatch.activation.heard',
  input: z.object({
    activationId: uuid,
    heard: z.array(z.object({ personId: uuid, what: z.enum(['failed', 'reached', 'answered']), channel: z.enum(CALL_CHANNELS), at: instant })).min(1).max(1_000),
  }),
  output: z.null(),
  refusals: [],
});
export type CallNews = z.output<typeof callHeard.input>;
