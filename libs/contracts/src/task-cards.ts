import { PERSON_STATES } from '@shaodao/domain/activation/person-state';
import { PHASES } from '@shaodao/domain/activation/state';
import { TASK_STATES } from '@shaodao/domain/activation/tasks';
import { z } from 'zod';
import { REASON_MOST } from './activations.js';
import { request } from './contract.js';
import { responseLevel } from './plans.js';
import { actor, instant, measuredLocation, uuid, words } from './shapes.js';

/** What dispatch answers to a person who is called by an activation: their card, what they say to it, and the code of their team. */

/** Who answers: a signed-in person, or whoever holds the token of a message. */
const answering = { id: uuid, actor: actor.nullable(), token: z.string().max(64).nullable() };
/** 任务卡: what a called person sees. */
export const taskCard = z.object({
  id: uuid,
  number: z.string(),
  planName: z.string(),
  drill: z.boolean(),
  level: responseLevel,
  phase: z.enum(PHASES),
  areaName: z.string(),
  teamNo: z.int(),
  teamName: z.string(),
  meetingPoint: z.string().nullable(),
  leaderId: uuid.nullable(),
  /** Does this person lead the team, and so show its code? */
  leads: z.boolean(),
  state: z.enum(PERSON_STATES),
  effectiveAt: instant,
  answerByAt: instant,
  answeredAt: instant.nullable(),
  onSiteAt: instant.nullable(),
  tasks: z.array(z.object({ code: z.string(), words: z.string(), dueAt: instant, doneAt: instant.nullable(), state: z.enum(TASK_STATES) })),
});
export const getTaskCard = request({ subject: 'dispatch.activation.card', input: z.object(answering), output: taskCard, refusals: ['NOT_FOUND', 'UNAUTHENTICATED'] });
/** A signed-in person's cards of activations that are in force. */
export const listMyCards = request({ subject: 'dispatch.activation.cards', input: z.object({ actor }), output: z.object({ items: z.array(taskCard) }), refusals: [] });
/** A code as a team's leader shows it: letters, digits, dots, dashes. */
const TEAM_CODE_LENGTH = 64;
export const teamCodeText = z.string().min(1).max(TEAM_CODE_LENGTH);

/**
 * An answer, once; again it is answered as the first. `onSite` 到岗 is shown by a place or by the code of the own team: else
 * INVALID `location`, or `teamCode` where a code was given and is old, of another team or not ours; nothing is kept then.
 */
export const acknowledge = request({
  subject: 'dispatch.activation.acknowledge',
  input: z.object({ ...answering, onSite: z.boolean(), location: measuredLocation.nullable(), teamCode: teamCodeText.nullable().default(null) }),
  output: taskCard,
  refusals: ['NOT_FOUND', 'UNAUTHENTICATED', 'WRONG_STAGE', 'INVALID'],
});
/**
 * 到岗码: what a team's members report in with, good until `expiresAt` (TEAM_CODE_MS of the domain); a new one at each question. For the
 * leader of the team and the seats that command its ground, FORBIDDEN to anybody else: whoever could ask for it at home would be on site there.
 */
export const showTeamCode = request({
  subject: 'dispatch.activation.teamCode',
  input: z.object({ ...answering, teamNo: z.int().min(0) }),
  output: z.object({ code: teamCodeText, expiresAt: instant, planName: z.string(), drill: z.boolean(), teamName: z.string(), meetingPoint: z.string().nullable() }),
  refusals: ['NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'WRONG_STAGE'],
});
export const finishTask = request({
  subject: 'dispatch.activation.finishTask',
  input: z.object({ ...answering, code: z.string().max(64), result: words(REASON_MOST).nullable() }),
  output: taskCard,
  refusals: ['NOT_FOUND', 'UNAUTHENTICATED', 'WRONG_STAGE', 'INVALID'],
});
