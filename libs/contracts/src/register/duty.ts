import { HOUR_MS } from '@shaodao/domain/calendar';
import { ROLE_NAMES } from '@shaodao/domain/register/role';
import { z } from 'zod';
import { request } from '../contract.js';
import { onDuty } from '../registry.js';
import { actor, areaCode, instant, uuid } from '../shapes.js';
import { SWAP_STATES } from './duty-lists.js';
import { entryKey } from './requests.js';

/** What registry answers people about duty (值班), out of memory: who, when, where nobody, how fairly; and swaps between two. */

/** Longest span of shifts and of fairness in one answer. */
export const SHIFTS_MOST_MS = 62 * 24 * HOUR_MS;
export const FAIRNESS_MOST_MS = 366 * 24 * HOUR_MS;
/** How far ahead gaps are looked for. */
export const GAPS_AHEAD_MS = 14 * 24 * HOUR_MS;
export const GAPS_MOST = 1_000;

/** Name and phone, the phone masked, only to those who may look the person up; null to everybody else. */
export const dutyPerson = z.object({ id: uuid, name: z.string().nullable(), phone: z.string().nullable() });
export type DutyPerson = z.output<typeof dutyPerson>;

/** `post`: holds the role, without a roster. */
const HOW = ['roster', 'swap', 'override', 'deputy', 'fallback', 'post'] as const;

/** Who is on duty in a role at an instant; `areaCode` null asks for the district, `via` says where the answer came from. */
export const readDuty = request({
  subject: 'registry.duty.read',
  input: z.object({ actor, role: z.enum(ROLE_NAMES), areaCode: areaCode.nullable(), departmentId: uuid.nullable(), at: instant.nullable() }),
  output: z.object({
    at: instant,
    via: onDuty.output.shape.via,
    people: z.array(dutyPerson.extend({ how: z.enum(HOW), layer: z.string().nullable() })),
  }),
  refusals: ['NOT_FOUND'],
});

const ofRoster = z.object({ actor, roster: entryKey, fromAt: instant, untilAt: instant });

/** A shift, or the part of one in which the same people stand. `layer` null: an order outside every shift. */
const shift = z.object({
  fromAt: instant,
  untilAt: instant,
  layer: z.string().nullable(),
  people: z.array(dutyPerson.omit({ phone: true }).extend({ how: z.enum(HOW), insteadOf: dutyPerson.omit({ phone: true }).nullable() })),
});

/** The shifts of a roster that share time with a span of at most {@link SHIFTS_MOST_MS}, whole. */
export const readShifts = request({
  subject: 'registry.duty.shifts',
  input: ofRoster,
  output: z.object({ roster: entryKey, title: z.string(), items: z.array(shift) }),
  refusals: ['INVALID', 'NOT_FOUND'],
});

/** `noShift`: nobody has a shift; `nobody`: all who have are away without anybody in their place. */
export const GAP_KINDS = { noShift: '无人排班', nobody: '排班人员均不在岗' } as const;
export type GapKind = keyof typeof GAP_KINDS;

/** The gaps of the next two weeks in the rosters of an area and below it; `more`: there are more than {@link GAPS_MOST}. */
export const readGaps = request({
  subject: 'registry.duty.gaps',
  input: z.object({ actor, areaCode }),
  output: z.object({
    fromAt: instant,
    untilAt: instant,
    items: z.array(
      z.object({
        roster: entryKey,
        title: z.string(),
        fromAt: instant,
        untilAt: instant,
        why: z.enum(Object.keys(GAP_KINDS) as [GapKind, ...GapKind[]]),
        absent: z.array(dutyPerson.omit({ phone: true })),
      }),
    ),
    more: z.boolean(),
  }),
  refusals: [],
});

/** What the shifts that begin in a span of at most {@link FAIRNESS_MOST_MS} came to for everybody on the roster. */
export const readFairness = request({
  subject: 'registry.duty.fairness',
  input: ofRoster,
  output: z.object({
    roster: entryKey,
    title: z.string(),
    items: z.array(
      z.object({
        person: dutyPerson.omit({ phone: true }),
        shifts: z.int(),
        hours: z.number(),
        nights: z.int(),
        weekends: z.int(),
        holidays: z.int(),
      }),
    ),
  }),
  refusals: ['INVALID', 'NOT_FOUND'],
});

/** A roster, or without one everything the asker is on duty for, as iCalendar (RFC 5545): a week back, two months ahead. */
export const writeDutyCalendar = request({
  subject: 'registry.duty.calendar',
  input: z.object({ actor, roster: entryKey.nullable() }),
  output: z.object({ text: z.string() }),
  refusals: ['NOT_FOUND'],
});

const span = z.object({ fromAt: instant, untilAt: instant });

/** A swap as the two know it; times of shifts, people by the ids other services know. */
export const swap = z.object({
  code: entryKey,
  roster: entryKey,
  askerId: uuid,
  give: span,
  take: span.nullable(),
  withId: uuid,
  status: z.enum(Object.keys(SWAP_STATES) as [keyof typeof SWAP_STATES]),
});

/** Asks somebody to take a shift of the asker (`give`), for one of theirs (`take`) or for none. Repeats under one key are one. */
export const askSwap = request({
  subject: 'registry.swap.ask',
  input: z.object({ actor, key: z.string().nullable(), roster: entryKey, give: span, take: span.nullable(), withId: uuid }),
  output: swap,
  refusals: ['INVALID', 'NOT_FOUND', 'KEY_REUSED'],
});

/** Accepted or declined by the one who is asked, withdrawn by the one who asks; the same again changes nothing. */
export const answerSwap = request({
  subject: 'registry.swap.answer',
  input: z.object({ actor, code: entryKey, action: z.enum(['accept', 'decline', 'withdraw']) }),
  output: swap,
  refusals: ['INVALID', 'NOT_FOUND', 'FORBIDDEN'],
});
