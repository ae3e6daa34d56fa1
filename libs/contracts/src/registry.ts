import { TASK_PARTS, WHISTLE_KINDS } from '@shaodao/domain/policy';
import { ROLE_NAMES } from '@shaodao/domain/register/role';
import { z } from 'zod';
import { request } from './contract.js';
import { routed, routeQuestion } from './routing.js';
import { caseCategory, casePlace, casePolicy, storedCalendar } from './rules.js';
import { actor, areaCode, instant, location, page, uuid } from './shapes.js';

/** What registry answers: who and where in the district, and who is signed in. */

/** The person behind a session. Name for their own screen only. */
export const identity = z.object({
  actor,
  account: z.string(),
  name: z.string(),
  areaName: z.string(),
  departmentName: z.string().nullable(),
  expiresAt: instant,
});
export type Identity = z.output<typeof identity>;

/** Password check: five wrong ones in a row lock the account for 15 minutes (LOCKED, with retryAfterSeconds). */
export const openSession = request({
  subject: 'registry.session.open',
  input: z.object({ account: z.string().max(64), password: z.string().max(256) }),
  output: z.object({ token: z.string(), identity }),
  refusals: ['BAD_CREDENTIALS', 'LOCKED'],
});
export const checkSession = request({
  subject: 'registry.session.check',
  input: z.object({ token: z.string().max(128) }),
  output: identity,
  refusals: ['UNAUTHENTICATED'],
});
export const closeSession = request({
  subject: 'registry.session.close',
  input: z.object({ token: z.string().max(128) }),
  output: z.null(),
  refusals: [],
});

export const category = z.object({ code: z.string(), name: z.string(), className: z.string(), kind: z.enum(['component', 'incident']) });
export const listCategories = request({
  subject: 'registry.category.list',
  input: z.object({}),
  output: z.object({ items: z.array(category) }),
  refusals: [],
});

/** How ground is told: as WGS84, which is CGCS2000 as it is stored, or shifted as domestic maps draw it. */
export const crs = z.enum(['WGS84', 'CGCS2000', 'GCJ02']);

/** GeoJSON Polygon, WGS84 unless another is asked for, outer ring counter-clockwise (RFC 7946). */
export const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) });
export const grid = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  communityCode: z.string(),
  communityName: z.string(),
  subdistrictCode: z.string(),
  subdistrictName: z.string(),
  attachedDepartmentIds: z.array(uuid),
  polygon,
});
export type Grid = z.output<typeof grid>;
export const listGrids = request({
  subject: 'registry.grid.list',
  input: z.object({ areaCode: areaCode.optional(), limit: z.int().min(1).max(500), cursor: z.string().optional(), crs: crs.default('WGS84') }),
  output: page(grid),
  refusals: ['INVALID'],
});
export const getGrid = request({
  subject: 'registry.grid.get',
  input: z.object({ id: uuid, crs: crs.default('WGS84') }),
  output: grid,
  refusals: ['NOT_FOUND'],
});

/** `kind` is one of the register's: a department, its stations and subsidiaries, or who stands beside departments (三方联动). */
export const department = z.object({ id: uuid, code: z.string(), name: z.string(), line: z.string(), kind: z.string() });
export const listDepartments = request({
  subject: 'registry.department.list',
  input: z.object({}),
  output: z.object({ items: z.array(department) }),
  refusals: [],
});

/** Phone is masked 3 + 4 stars + 4 before it leaves registry. */
export const person = z.object({
  id: uuid,
  name: z.string(),
  phone: z.string().nullable(),
  roles: z.array(z.object({ role: z.string(), areaCode: z.string().nullable(), departmentId: uuid.nullable() })),
});
export const getPerson = request({
  subject: 'registry.person.get',
  input: z.object({ id: uuid, actor }),
  output: person,
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});
/** Names for ids, for screens; unknown ids are left out. */
export const namePeople = request({
  subject: 'registry.person.names',
  input: z.object({ ids: z.array(uuid).max(200) }),
  output: z.record(z.string(), z.string()),
  refusals: [],
});

export const personTask = z.object({
  code: z.string(),
  mode: z.enum(['peace', 'emergency']),
  /** Code of the plan an emergency task belongs to. */
  plan: z.string().nullable(),
  /** The role it comes with; null: the person's own. */
  role: z.string().nullable(),
  words: z.string(),
});
/** 任务清单: what a person does in peace and in an emergency, by themselves and by the roles they hold now. */
export const listPersonTasks = request({
  subject: 'registry.person.tasks',
  input: z.object({ id: uuid, actor }),
  output: z.object({ items: z.array(personTask) }),
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});

export const colleague = z.object({ id: uuid, name: z.string(), roles: z.array(z.string()) });
/** Whom the asker may hand a task over to: everybody with a post in their department; nobody where they have none. */
export const listColleagues = request({
  subject: 'registry.person.colleagues',
  input: z.object({ actor }),
  output: z.object({ items: z.array(colleague) }),
  refusals: [],
});

export const district = z.object({
  code: z.string(),
  name: z.string(),
  center: location,
  outline: polygon,
  communities: z.array(z.object({ code: z.string(), name: z.string(), subdistrictCode: z.string(), governed: z.boolean() })),
  subdistricts: z.array(z.object({ code: z.string(), name: z.string() })),
});
/** The district an area lies in; without one the installation's own. */
export const currentDistrict = request({
  subject: 'registry.district.current',
  input: z.object({ areaCode: areaCode.optional() }),
  output: district,
  refusals: ['NOT_FOUND'],
});

/**
 * Everything a case is stamped with at its start. The place is a grid or a point; a point outside every
 * grid is INVALID `location`, an unknown grid NOT_FOUND `gridId`, an unknown category NOT_FOUND `categoryCode`.
 */
export const resolveRouting = request({
  subject: 'registry.routing.resolve',
  input: z.object({
    categoryCode: z.string().max(32).optional(),
    gridId: uuid.optional(),
    location: location.optional(),
    /** Refuses an unknown one: NOT_FOUND `departments`. */
    departmentIds: z.array(uuid).max(100).optional(),
    /**
     * The departments of a whistle: besides, whoever may not lead an enforcement whistle is INVALID
     * `departments.<nth>.departmentId`. `led`: somebody leads already.
     */
    whistle: z
      .object({ kind: z.enum(WHISTLE_KINDS), led: z.boolean(), departments: z.array(z.object({ departmentId: uuid, part: z.enum(TASK_PARTS) })).max(100) })
      .optional(),
    /** Whom the case goes to where nobody is named; departments attached to its grid, in rank, where no rule says. */
    route: routeQuestion.extend({ attachedDepartmentIds: z.array(uuid) }).optional(),
  }),
  output: z.object({
    districtCode: z.string(),
    policy: casePolicy,
    calendar: storedCalendar,
    category: caseCategory.nullable(),
    place: casePlace.nullable(),
    /** Null: nothing was asked, or nobody is found (兜底). */
    routed: routed.nullable(),
  }),
  refusals: ['INVALID', 'NOT_FOUND'],
});

const dutyQuestion = z.object({
  seat: z.enum(ROLE_NAMES),
  areaCode: areaCode.nullable(),
  departmentId: uuid.nullable(),
  at: instant,
});
const dutyAnswer = z.object({
  personIds: z.array(uuid),
  via: z.enum(['roster', 'fallback', 'levelAbove', 'nobody']),
});
/**
 * Who is on duty for a seat of an area or a department at an instant; `via` says where the answer came from.
 * A role that is no seat, such as `attachedCadre` of a grid, is answered by its roster or by everybody who holds it there.
 */
export const onDuty = request({
  subject: 'registry.duty.onDuty',
  input: dutyQuestion,
  output: dutyAnswer,
  refusals: [],
});
/** Several such questions, answered in their order. */
export const onDutyEach = request({
  subject: 'registry.duty.onDutyEach',
  input: z.object({ questions: z.array(dutyQuestion).min(1).max(200) }),
  output: z.object({ answers: z.array(dutyAnswer) }),
  refusals: [],
});
