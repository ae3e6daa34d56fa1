import { CASE_COMMANDS, STAGES } from '@shaodao/domain/case/stage';
import { TIER_LEVELS } from '@shaodao/domain/tier';
import { z } from 'zod';
import { departmentMonth, listDepartmentMonths } from './assessment.js';
import { attachment } from './attachments.js';
import { callbackForm } from './callbacks.js';
import { caseEventLine, listCaseDeadlines, readCaseClock } from './case-history.js';
import { caseRow, caseSnapshot } from './case-snapshot.js';
import { duplicateRow } from './cases.js';
import { ERRORS, type ErrorCode } from './errors.js';
import { notice, readNotice } from './notification.js';
import { category, colleague, crs, department, district, grid, identity, openSession, person, personTask } from './registry.js';
import { areaCode, page, uuid } from './shapes.js';

/**
 * What the gateway says and hears over HTTP. Every shape is the inner contract's with each instant written as
 * ISO 8601 with offset; names stay. `id` of a shape is its name in the OpenAPI document.
 */

/** Always China's offset: deadlines are counted on its calendar. */
export const isoTime = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Time', description: 'ISO 8601 with offset', examples: ['2026-11-23T09:30:00.000+08:00'] });

/** A time as it is heard, with any offset: epoch milliseconds inside. */
export const heardTime = z.iso.datetime({ offset: true }).transform((written) => Date.parse(written));

/** The cookie of a browser's session; other clients send the token as `Authorization: Bearer`. */
export const SESSION_COOKIE = 'shaodao_session';

const openDeadline = caseSnapshot.shape.deadlines.element.extend({ dueAt: isoTime });
const armedDeadline = caseEventLine.shape.arms.element.extend({ dueAt: isoTime });

export const httpCaseSnapshot = caseSnapshot
  .extend({
    reportedAt: isoTime,
    closedAt: isoTime.nullable(),
    levelSince: isoTime,
    tasks: z.array(caseSnapshot.shape.tasks.element.extend({ dispatchedAt: isoTime, signedAt: isoTime.nullable() })),
    deadlines: z.array(openDeadline),
    suspensionAsked: z.object({ reviewAt: isoTime }).nullable(),
    suspended: z.object({ at: isoTime, reviewAt: isoTime }).nullable(),
    callbacks: z.array(caseSnapshot.shape.callbacks.element.extend({ at: isoTime })),
  })
  .meta({ id: 'CaseSnapshot', description: 'A case as the asker sees it now; version is the number of its events' });
export type HttpCaseSnapshot = z.output<typeof httpCaseSnapshot>;

export const httpCaseRow = caseRow
  .extend({ reportedAt: isoTime, dueAt: isoTime.nullable() })
  .meta({ id: 'CaseRow', description: 'A line of a list; dueAt is the earliest deadline that concerns the asker' });
export const httpCasePage = page(httpCaseRow).meta({ id: 'CasePage' });

export const httpDuplicates = z
  .object({
    items: z.array(
      httpCaseRow
        .extend({ metres: duplicateRow.shape.metres })
        .meta({ id: 'Duplicate', description: 'An open case that may be the same problem; metres is null where one has no point, only a grid' }),
    ),
  })
  .meta({ id: 'Duplicates' });

const onDuty = z.object({
  seat: z.string(),
  areaCode: z.string().nullable(),
  departmentId: uuid.nullable(),
  personIds: z.array(uuid),
  via: z.enum(['roster', 'fallback', 'levelAbove', 'nobody']),
});
export const httpCaseEvent = caseEventLine
  .extend({ at: isoTime, recordedAt: isoTime, arms: z.array(armedDeadline), onDuty: z.array(onDuty) })
  .meta({ id: 'CaseEvent', description: 'One line of history; hash covers it and the hash before it, previousHash' });
export const httpCaseEvents = z.object({ items: z.array(httpCaseEvent) }).meta({ id: 'CaseEvents' });

export const httpCaseDeadline = listCaseDeadlines.output.shape.items.element
  .extend({ dueAt: isoTime, setAt: isoTime, endedAt: isoTime.nullable() })
  .meta({ id: 'CaseDeadline' });
export const httpCaseDeadlines = z.object({ items: z.array(httpCaseDeadline) }).meta({ id: 'CaseDeadlines' });

export const httpCaseClock = readCaseClock.output.extend({ at: isoTime }).meta({
  id: 'CaseClock',
  description: 'Who used how much: at every instant levels and suspended time add up to the case, in milliseconds',
});

/** What a resident sees by a call-back's link, without a session: nothing that names a person or says what was reported. */
export const httpCallbackForm = callbackForm
  .extend({ closedAt: isoTime, answeredAt: isoTime.nullable() })
  .meta({ id: 'CallbackForm', description: 'answeredAt is null until the link was used' });
export const httpCallbackLink = z
  .object({ path: z.string().meta({ description: 'Of the page that asks the resident', examples: ['/callback/kq0l0cHcA8QmSxYlRk1hJbJ3VtZpQwEy'] }) })
  .meta({ id: 'CallbackLink' });
export const httpAttachment = attachment.extend({ at: isoTime }).meta({ id: 'Attachment', description: 'Evidence on a case; sha256 is of the bytes as they are served' });
export const httpAttachments = z.object({ items: z.array(httpAttachment) }).meta({ id: 'Attachments' });

export const httpNotice = notice.extend({ at: isoTime, readAt: isoTime.nullable() }).meta({ id: 'Notice' });
export const httpNoticePage = page(httpNotice).extend({ unread: z.int() }).meta({ id: 'NoticePage' });
export const httpReadNotice = readNotice.output.extend({ readAt: isoTime }).meta({ id: 'ReadNotice' });

/** Who is signed in, and the server's clock for countdowns. */
export const httpMe = identity.extend({ expiresAt: isoTime, serverTime: isoTime }).meta({ id: 'Me' });
export type HttpMe = z.output<typeof httpMe>;

export const httpSessionRequest = z
  .strictObject(openSession.input.shape)
  .meta({ id: 'SessionRequest', examples: [{ account: 'gridWorker1', password: 'correct horse battery staple' }] });
export const httpSession = z.object({ token: z.string(), expiresAt: isoTime, me: httpMe }).meta({ id: 'Session' });
export type HttpSession = z.output<typeof httpSession>;

export const httpGrid = grid.meta({ id: 'Grid' });
export const httpGridPage = page(httpGrid).meta({ id: 'GridPage' });
export const httpDepartments = z.object({ items: z.array(department.meta({ id: 'Department' })) }).meta({ id: 'Departments' });
export const httpCategories = z.object({ items: z.array(category.meta({ id: 'Category' })) }).meta({ id: 'Categories' });
export const httpDistrict = district.meta({ id: 'District' });
export const httpPerson = person.meta({ id: 'Person', description: 'The phone is masked: three digits, stars, four digits' });
export const httpColleagues = z.object({ items: z.array(colleague.meta({ id: 'Colleague' })) }).meta({ id: 'Colleagues' });
export const httpPersonTasks = z.object({ items: z.array(personTask.meta({ id: 'PersonTask' })) }).meta({ id: 'PersonTasks' });
export const httpPeopleNames = z.record(z.string(), z.string()).meta({ id: 'PeopleNames', description: 'Name by person id' });
export const httpDepartmentMonths = z
  .object({ items: z.array(departmentMonth.meta({ id: 'DepartmentMonth' })) })
  .meta({ id: 'DepartmentMonths' });

const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
const cursor = z.string().max(200).optional();

/** Grids under an area, by code. */
export const gridQuery = z.strictObject({ areaCode: areaCode.optional(), cursor, limit: limit(500, 200), crs: crs.default('WGS84') });
export const crsQuery = z.strictObject({ crs: crs.default('WGS84') });
export const noticeQuery = z.strictObject({ unread: z.stringbool().default(false), cursor, limit: limit(200, 50) });
/** Ids with commas between, at most 200. */
export const namesQuery = z.strictObject({
  ids: z
    .string()
    .min(1, 'at least one id')
    .max(200 * 37)
    .transform((ids) => ids.split(','))
    .pipe(z.array(uuid).max(200)),
});
export const departmentMonthQuery = z.strictObject(listDepartmentMonths.input.shape);

/** RFC 9457. `title` is for people, `code` for programs, `field` the path of what is at fault. */
export const httpProblem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    field: z.string().optional(),
    stage: z.enum(STAGES).optional(),
    allowedCommands: z.array(z.enum(CASE_COMMANDS)).optional(),
    instance: z.string(),
  })
  .meta({ id: 'Problem' });
export type HttpProblem = z.output<typeof httpProblem>;

/** Event `case` of the feed: what moved, never what it says. */
export const feedCase = z
  .object({
    caseId: uuid,
    number: z.string(),
    version: z.int(),
    stage: z.enum(STAGES),
    level: z.enum(TIER_LEVELS),
    type: z.string(),
    at: isoTime,
  })
  .meta({ id: 'FeedCase' });
export type FeedCase = z.output<typeof feedCase>;

/** Event `notice` of the feed: how many messages the person has not read. */
export const feedNotice = z.object({ unread: z.int() }).meta({ id: 'FeedNotice' });
export type FeedNotice = z.output<typeof feedNotice>;
