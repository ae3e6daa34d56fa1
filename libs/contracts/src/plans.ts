import { z } from 'zod';
import { request } from './contract.js';
import { HAZARDS, PLAN_STEP_KINDS, RESPONSE_LEVELS } from './register/plan-lists.js';
import { actor, areaCode, instant, page, uuid } from './shapes.js';

/** What registry answers about 预案: a plan as an activation runs it, whom it calls, and how to reach them. */

export const responseLevel = z.enum(Object.keys(RESPONSE_LEVELS) as [keyof typeof RESPONSE_LEVELS]);
export const hazard = z.enum(Object.keys(HAZARDS) as [keyof typeof HAZARDS]);

/** What a step does: `task` is somebody's work, `callVolunteers` calls volunteer teams with a skill, `report` asks for a report. */
export const STEP_KINDS = Object.keys(PLAN_STEP_KINDS) as [keyof typeof PLAN_STEP_KINDS];

/** One step of a plan: `words` beside `undo`. Steps of a wave run together, a wave begins when those it `needs` are done. */
export const planStep = z.object({
  code: z.string(),
  /** From 1. */
  wave: z.int().min(1),
  kind: z.enum(STEP_KINDS),
  words: z.string(),
  /** What stand-down does about it once it is done; null: nothing. */
  undo: z.string().nullable(),
  /** Who does it: the duty of a department, else the duty of the district. */
  departmentId: uuid.nullable(),
  limitMs: z.int().min(1_000),
  /** Codes of steps that must be done before. */
  needs: z.array(z.string()),
  /** Skills of the volunteer teams it calls. */
  skills: z.array(z.string()),
  /** As many volunteers end it by themselves; 0: a person ends it. */
  people: z.int().min(0).default(0),
});
export type PlanStep = z.output<typeof planStep>;

/** A task of 应急任务清单 as it is given to people. */
export const listTask = z.object({ code: z.string(), words: z.string(), limitMs: z.int().min(1_000) });

/** A plan as it stood at an instant; an activation keeps it as it was when the key was pressed. */
export const activationPlan = z.object({
  code: z.string(),
  name: z.string(),
  hazard,
  /** Where it may be activated; every area inside these too. */
  areas: z.array(areaCode),
  /** The most severe level it may be activated at. */
  highestLevel: responseLevel,
  /** Two persons: another leader confirms within `confirmWithinMs`. */
  twoPersons: z.boolean(),
  confirmWithinMs: z.int(),
  /** Nothing is sent for so long after the confirmation; 0: none. */
  cancelWindowMs: z.int().min(0),
  /** A person who answers later is late. */
  answerWithinMs: z.int().min(1_000),
  /** Routine cases rest meanwhile. */
  suspendRoutine: z.boolean(),
  /** 初报 within this; 续报 as often; null: none. */
  firstReportMs: z.int().nullable(),
  furtherReportMs: z.int().nullable(),
  /** So long after a missed task the subdistrict hears of it, besides the team's leader; null: never. */
  taskAgainMs: z.int().min(1_000).nullable().default(null),
  /** An alert (CAP) of this hazard may start it without anybody. */
  startsByAlert: z.boolean(),
  steps: z.array(planStep),
  tasks: z.array(listTask),
});
export type ActivationPlan = z.output<typeof activationPlan>;

/**
 * The plan for these areas. NOT_FOUND `planId`; INVALID `areas.<nth>` (unknown, or outside the plan's), `responseLevel`
 * (above the plan's highest). `names` are those of the areas, and of what they lie in and hold down to communities.
 */
export const resolvePlan = request({
  subject: 'registry.plan.resolve',
  input: z.object({ planId: z.string().max(64), areas: z.array(areaCode).min(1).max(200), responseLevel, at: instant }),
  output: z.object({ districtCode: z.string(), plan: activationPlan, names: z.record(z.string(), z.string()) }),
  refusals: ['NOT_FOUND', 'INVALID'],
});

export const planSummary = activationPlan.pick({ code: true, name: true, hazard: true, areas: true, highestLevel: true, twoPersons: true, cancelWindowMs: true });
/** Plans that may be activated somewhere inside the asker's area. */
export const listPlans = request({
  subject: 'registry.plan.list',
  input: z.object({ actor }),
  output: z.object({ items: z.array(planSummary) }),
  refusals: [],
});

/** `residence`: called where they live (就地转为志愿者); `team`: by their own team; `volunteer`: by a volunteer team. */
export const CALLED_VIA = ['team', 'residence', 'volunteer'] as const;

/** One person of an activation's roster. Everybody is in it once. */
export const rosterPerson = z.object({
  personId: uuid,
  /** A registered team, or `grid:<code>` for those called where they live in a grid without one. */
  teamCode: z.string(),
  teamName: z.string(),
  meetingPoint: z.string().nullable(),
  /** Where the team stands: 9, 12 or 15 digits. */
  areaCode,
  leader: z.boolean(),
  via: z.enum(CALLED_VIA),
  /** The unit the person belongs to. */
  departmentId: uuid.nullable(),
  /** On approved leave, or kept by the own unit: counted, not called. */
  excused: z.boolean(),
  /** Codes of {@link listTask}. */
  tasks: z.array(z.string()),
});
export type RosterPerson = z.output<typeof rosterPerson>;

/**
 * Everybody a plan calls in these areas as of an instant, in order of area, team and person; `skills` null: all but
 * volunteer teams, else only volunteer teams with one of these skills. The same question has the same answer.
 */
export const planRoster = request({
  subject: 'registry.plan.roster',
  input: z.object({
    planId: z.string().max(64),
    areas: z.array(areaCode).min(1).max(200),
    at: instant,
    skills: z.array(z.string()).nullable(),
    cursor: z.string().optional(),
    limit: z.int().min(1).max(2_000),
  }),
  output: page(rosterPerson),
  refusals: ['NOT_FOUND', 'INVALID'],
});

/** How a person is reached. For notification only: never kept elsewhere, never logged. */
export const contact = z.object({ personId: uuid, phone: z.string().nullable(), workAppId: z.string().nullable() });
export type Contact = z.output<typeof contact>;
export const contactsOf = request({
  subject: 'registry.person.contacts',
  input: z.object({ personIds: z.array(uuid).min(1).max(1_000) }),
  output: z.object({ items: z.array(contact) }),
  refusals: [],
});

export const GAP_KINDS = ['nobodyOnDuty', 'noLeader', 'teamTooSmall', 'teamTooLarge', 'noPhone', 'onLeave', 'noTeam', 'stepWithoutOwner'] as const;
/** 推演: who would be called when, and what is missing, without calling anybody. */
export const rehearsal = z.object({
  planId: z.string(),
  at: instant,
  people: z.int(),
  teams: z.int(),
  bySubdistrict: z.array(z.object({ areaCode, name: z.string(), people: z.int(), teams: z.int() })),
  /** Instants of the ladder after it takes effect, and how many people each rung can reach. */
  rungs: z.array(z.object({ afterMs: z.int(), channel: z.string(), reachable: z.int() })),
  steps: z.array(z.object({ code: z.string(), wave: z.int(), words: z.string(), ownerIds: z.array(uuid), dueAt: instant })),
  gaps: z.array(z.object({ kind: z.enum(GAP_KINDS), areaCode: areaCode.nullable(), subject: z.string(), count: z.int(), personIds: z.array(uuid).max(20) })),
});
export const rehearsePlan = request({
  subject: 'registry.plan.rehearse',
  input: z.object({ actor, planId: z.string().max(64), areas: z.array(areaCode).max(200).nullable(), at: instant.nullable() }),
  output: rehearsal,
  refusals: ['NOT_FOUND', 'INVALID', 'FORBIDDEN'],
});
