import { CALL_CHANNELS } from '@shaodao/domain/activation/call-channel';
import { PLACE_PROOFS } from '@shaodao/domain/activation/on-site';
import { PERSON_STATES } from '@shaodao/domain/activation/person-state';
import { PHASES, REPORT_KINDS, STEP_STATES } from '@shaodao/domain/activation/state';
import { z } from 'zod';
import { delivery } from './calls.js';
import { request } from './contract.js';
import { CALLED_VIA, hazard, responseLevel } from './plans.js';
import { actor, areaCode, instant, page, uuid, words } from './shapes.js';

/** What dispatch answers about activations 平急转换: the key, who was called and where they stand, steps and reports. */

export const REASON_MOST = 500;
/** Which activation: by its id. */
const which = { actor, id: uuid };
/** The client's idempotency key; null where it has none. */
const key = z.string().nullable();

/** Sums of the five states; `called` and `reached` are marks on pending, `onSite` one on confirmed and late. */
export const tally = z.object({
  people: z.int(),
  pending: z.int(),
  confirmed: z.int(),
  late: z.int(),
  unreachable: z.int(),
  excused: z.int(),
  called: z.int(),
  reached: z.int(),
  onSite: z.int(),
});

export const ACTIVATION_COMMANDS = ['confirm', 'cancel', 'changeLevel', 'standDown', 'finishStep', 'fileReport', 'addPeople', 'releasePeople'] as const;

export const activationSummary = z.object({
  id: uuid,
  number: z.string(),
  planId: z.string(),
  planName: z.string(),
  hazard,
  drill: z.boolean(),
  phase: z.enum(PHASES),
  level: responseLevel,
  areas: z.array(z.object({ code: areaCode, name: z.string(), level: responseLevel, stoodDownAt: instant.nullable() })),
  pressedAt: instant,
  effectiveAt: instant.nullable(),
  stoodDownAt: instant.nullable(),
});

export const stepLine = z.object({
  code: z.string(),
  wave: z.int(),
  kind: z.string(),
  words: z.string(),
  undo: z.string().nullable(),
  departmentId: uuid.nullable(),
  state: z.enum(STEP_STATES),
  dueAt: instant.nullable(),
  /** How often its limit passed: red from 1 on. */
  overdue: z.int(),
  /** As many volunteers end it; 0: a person ends it. */
  people: z.int(),
  /** Volunteers of it who have answered; null where none are counted, or not for the asker. */
  come: z.int().nullable(),
});

export const reportLine = z.object({
  kind: z.enum(REPORT_KINDS),
  nth: z.int(),
  dueAt: instant,
  overdue: z.boolean(),
  filedAt: instant.nullable(),
  filedById: uuid.nullable(),
  /** As it was signed; null until then, and for departments. */
  text: z.string().nullable(),
  /** What the tallies say now, for those who may sign it; null for others and once it is filed. */
  draft: z.string().nullable(),
});

/** A line of its history. `type` is the fact's; `words` are those given with it, for departments not where they are about people. */
export const timelineLine = z.object({
  seq: z.int(),
  at: instant,
  actorId: uuid.nullable(),
  type: z.string(),
  areas: z.array(areaCode),
  level: responseLevel.nullable(),
  subject: z.string().nullable(),
  /** Of `calledNow`: how people were called, and the one team they are all of. */
  channel: z.enum(CALL_CHANNELS).nullable().default(null),
  teamName: z.string().nullable().default(null),
  words: z.string().nullable(),
});

export const activation = activationSummary.extend({
  reason: z.string(),
  pressedById: uuid,
  breakGlass: z.boolean(),
  confirmedById: uuid.nullable(),
  /** For those who may confirm this press; null for everybody else and afterwards. */
  approval: uuid.nullable(),
  /** When an unconfirmed press lapses, or the window ends. */
  phaseDueAt: instant.nullable(),
  /** Until then an answer is in time. */
  answerByAt: instant.nullable(),
  firstSentAt: instant.nullable(),
  lastHandOffAt: instant.nullable(),
  /** Of everybody; for a department's seat of its own people, as are the rates and the areas below. */
  tally,
  /** Confirmed in time, of those not excused: 0 to 1; null where nobody is left to answer. */
  onTimeRate: z.number().nullable(),
  countedAt: instant,
  /** By subdistrict. */
  byArea: z.array(z.object({ areaCode, name: z.string(), tally })),
  steps: z.array(stepLine),
  reports: z.array(reportLine),
  /** Open cases that changed their clocks: `done` of `total`; null before. */
  cases: z.object({ done: z.int(), total: z.int(), startedAt: instant.nullable(), endedAt: instant.nullable() }).nullable(),
  timeline: z.array(timelineLine),
  allowedCommands: z.array(z.enum(ACTIVATION_COMMANDS)),
});
export type Activation = z.output<typeof activation>;

/**
 * 一键启动. `joined`: it was pressed already, by whomever, and this press joined it. NOT_FOUND `planId`; INVALID `areas.<nth>`,
 * `responseLevel` (above the plan), FORBIDDEN `areas` or `responseLevel` (outside the presser's right).
 */
export const pressKey = request({
  subject: 'dispatch.activation.press',
  input: z.object({
    actor,
    planId: z.string().max(64),
    areas: z.array(areaCode).min(1).max(200),
    responseLevel,
    reason: words(REASON_MOST),
    drill: z.boolean(),
    /** 破窗: alone, at once. */
    breakGlass: z.boolean(),
    /** The alert that proposed it. */
    alertId: uuid.nullable(),
  }),
  output: z.object({ joined: z.boolean(), activation }),
  refusals: ['NOT_FOUND', 'INVALID', 'FORBIDDEN'],
});

export const listActivations = request({
  subject: 'dispatch.activation.list',
  input: z.object({ actor, live: z.boolean() }),
  output: z.object({ items: z.array(activationSummary) }),
  refusals: [],
});
export const getActivation = request({ subject: 'dispatch.activation.get', input: z.object(which), output: activation, refusals: ['NOT_FOUND'] });

const commandRefusals = ['NOT_FOUND', 'FORBIDDEN', 'WRONG_STAGE', 'INVALID', 'KEY_REUSED'] as const;
const toActivation = { output: activation, refusals: commandRefusals };
const reason = words(REASON_MOST);
export const confirmActivation = request({ subject: 'dispatch.activation.confirm', input: z.object({ ...which, key, approval: uuid }), ...toActivation });
export const cancelActivation = request({ subject: 'dispatch.activation.cancel', input: z.object({ ...which, key, reason }), ...toActivation });
export const changeLevel = request({
  subject: 'dispatch.activation.changeLevel',
  input: z.object({ ...which, key, areas: z.array(areaCode).min(1).max(200), responseLevel, reason }),
  ...toActivation,
});
/** `areas` null: everywhere. */
export const standDown = request({
  subject: 'dispatch.activation.standDown',
  input: z.object({ ...which, key, areas: z.array(areaCode).min(1).max(200).nullable(), reason }),
  ...toActivation,
});
export const finishStep = request({ subject: 'dispatch.activation.finishStep', input: z.object({ ...which, key, code: z.string().max(64), result: reason }), ...toActivation });
export const fileReport = request({
  subject: 'dispatch.activation.fileReport',
  input: z.object({ ...which, key, kind: z.enum(REPORT_KINDS), nth: z.int().min(1), text: words(4_000) }),
  ...toActivation,
});

export const calledPerson = z.object({
  personId: uuid,
  teamNo: z.int(),
  teamName: z.string(),
  areaCode,
  departmentId: uuid.nullable(),
  leader: z.boolean(),
  via: z.enum(CALLED_VIA),
  state: z.enum(PERSON_STATES),
  calledAt: instant.nullable(),
  reachedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  onSiteAt: instant.nullable(),
  /** What showed that they are on site; null until then, and where an earlier release kept nothing. */
  placeProof: z.enum(PLACE_PROOFS).nullable().default(null),
  /** The last step that was taken to reach them. */
  rung: z.int(),
  /** Reported, in time or late. */
  tasksDone: z.int(),
  /** Of those done: reported behind their limit. */
  tasksLate: z.int(),
  /** Not reported and behind their limit. */
  tasksOverdue: z.int(),
  tasksTotal: z.int(),
});
export const listCalledPeople = request({
  subject: 'dispatch.activation.people',
  input: z.object({
    ...which,
    state: z.enum(PERSON_STATES).optional(),
    areaCode: areaCode.optional(),
    teamNo: z.int().min(0).optional(),
    departmentId: uuid.optional(),
    cursor: z.string().max(40).optional(),
    limit: z.int().min(1).max(500),
  }),
  output: page(calledPerson),
  refusals: ['NOT_FOUND', 'INVALID', 'FORBIDDEN'],
});
export const listTeams = request({
  subject: 'dispatch.activation.teams',
  input: z.object({ ...which, areaCode: areaCode.optional() }),
  output: z.object({ items: z.array(z.object({ teamNo: z.int(), name: z.string(), areaCode, leaderId: uuid.nullable(), meetingPoint: z.string().nullable(), armedAt: instant.nullable(), tally })) }),
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});
/** Every message to one person, and why that person was called. */
export const explainCall = request({
  subject: 'dispatch.activation.explainCall',
  input: z.object({ ...which, personId: uuid }),
  output: calledPerson.extend({ deliveries: z.array(delivery) }),
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});

const people = z.array(uuid).min(1).max(1_000);
/** 立即呼叫: those of them who have not answered, once more; a line of the history says who asked for it. `called` counts who was written to. */
export const callNow = request({
  subject: 'dispatch.activation.callNow',
  input: z.object({ ...which, key, people, channel: z.enum(CALL_CHANNELS) }),
  output: z.object({ called: z.int(), failed: z.int(), unknown: z.int() }),
  refusals: commandRefusals,
});
export const addPeople = request({ subject: 'dispatch.activation.addPeople', input: z.object({ ...which, key, people, areaCode, reason }), ...toActivation });
/** `excuse` keeps them in the count, `release` takes them out of it. */
export const releasePeople = request({
  subject: 'dispatch.activation.releasePeople',
  input: z.object({ ...which, key, people, how: z.enum(['excuse', 'release']), reason }),
  ...toActivation,
});

/** 演练评分: what a drill, or an activation that is over, was worth; every part 0 to 100 with what it was counted from. */
export const drillScore = z.object({
  id: uuid,
  score: z.number(),
  parts: z.array(z.object({ name: z.string(), weight: z.number(), score: z.number(), counted: z.int(), of: z.int() })),
});
export const scoreActivation = request({ subject: 'dispatch.activation.score', input: z.object(which), output: drillScore, refusals: ['NOT_FOUND', 'FORBIDDEN', 'WRONG_STAGE'] });

/** Tells screens that an activation moved: at most twice a second each. May be lost. */
export const ACTIVATION_HINT = 'hint.activation';
export const activationHint = z.object({ id: uuid, areas: z.array(areaCode) });
