import { z } from 'zod';
import { request } from './contract.js';
import { actor, instant, page, uuid } from './shapes.js';

/** What notification answers: the in-app messages of one person. */

export const notice = z.object({
  id: uuid,
  /** Null where it is about no case. */
  caseId: uuid.nullable(),
  /** Of a call (`activation.…`), but for `activation.alert`, which tells of a proposal that nobody has pressed; else null. */
  activationId: uuid.nullable(),
  /** Of the case or the activation; null where it is about the register: terms, rosters, swaps. */
  number: z.string().nullable(),
  kind: z.string(),
  /** Chinese, one line, with the case number if there is one; no name, no place of a person. */
  text: z.string(),
  at: instant,
  readAt: instant.nullable(),
});
export type Notice = z.output<typeof notice>;

export const listNotices = request({
  subject: 'notification.notice.list',
  input: z.object({ actor, unread: z.boolean().default(false), cursor: z.string().max(200).optional(), limit: z.int().min(1).max(200).default(50) }),
  output: page(notice).extend({ unread: z.int() }),
  refusals: ['INVALID'],
});
/** Reading twice keeps the first time. */
export const readNotice = request({
  subject: 'notification.notice.read',
  input: z.object({ actor, id: uuid }),
  output: z.object({ id: uuid, readAt: instant, unread: z.int() }),
  refusals: ['NOT_FOUND'],
});

/** A hint that somebody has a new message; it may be lost and only refreshes a screen. `unread` stops at 100. */
export const NOTICE_HINT = 'hint.notice';
export const noticeHint = z.object({ personId: uuid, unread: z.int() });
