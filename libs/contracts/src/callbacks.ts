import { RATINGS } from '@shaodao/domain/policy';
import { z } from 'zod';
import { TEXT_MAX } from './case-act.js';
import { request } from './contract.js';
import { actor, instant, uuid, words } from './shapes.js';

/** 回访 by a web form, as dispatch answers it. A link opens the form of one closed case; whoever has the link needs no session. */

/** Whatever else is sent in its place is an unknown link. */
const token = z.string().max(256);

/** What the form shows: nothing that names a person or says what was reported. */
export const callbackForm = z.object({
  number: z.string(),
  categoryName: z.string(),
  closedAt: instant,
  /** When this link was used; null until then. */
  answeredAt: instant.nullable(),
});

/** The resident's word: 满意 基本满意 不满意, and whether it is solved. */
export const callbackAnswer = z.strictObject({
  solved: z.boolean(),
  word: z.enum(RATINGS),
  remark: words(TEXT_MAX).optional(),
});
export type CallbackAnswer = z.output<typeof callbackAnswer>;

/**
 * A new link for the reporter or a seat that calls back. It holds while the call-back of this closing is open; earlier links
 * hold beside it. Refuses WRONG_STAGE when no call-back is open.
 */
export const makeCallbackLink = request({
  subject: 'dispatch.callback.link',
  input: z.object({ actor, caseId: uuid }),
  output: z.object({ token: z.string() }),
  refusals: ['FORBIDDEN', 'NOT_FOUND', 'WRONG_STAGE'],
});
/** An unknown link and one that holds no longer are the same NOT_FOUND. */
export const getCallbackForm = request({
  subject: 'dispatch.callback.form',
  input: z.object({ token }),
  output: callbackForm,
  refusals: ['NOT_FOUND'],
});
/** Taken once. The same answer again is answered as the first was; another one is KEY_REUSED. */
export const answerCallback = request({
  subject: 'dispatch.callback.answer',
  input: z.object({ token, answer: callbackAnswer }),
  output: callbackForm,
  refusals: ['INVALID', 'NOT_FOUND', 'KEY_REUSED'],
});
