import { z } from 'zod';
import {
  activation,
  activationSummary,
  ACTIVATION_COMMANDS,
  calledPerson,
  callNow,
  drillScore,
  explainCall,
  listTeams,
  reportLine,
  stepLine,
  timelineLine,
} from './activations.js';
import { delivery } from './calls.js';
import { CALL_CHANNELS } from '@shaodao/domain/activation/call-channel';
import { PERSON_STATES } from '@shaodao/domain/activation/person-state';
import { REPORT_KINDS } from '@shaodao/domain/activation/state';
import { isoTime } from './gateway.js';
import { responseLevel } from './plans.js';
import { areaCode, measuredLocation, page, uuid, words } from './shapes.js';
import { showTeamCode, taskCard, teamCodeText } from './task-cards.js';

/** What the gateway says and hears about activations over HTTP; see `gateway.ts`. */

const reason = words(500);
const areas = z.array(areaCode).min(1).max(200);

export const httpPress = z
  .strictObject({
    planId: z.string().min(1).max(64),
    areas,
    responseLevel,
    reason,
    drill: z.boolean(),
    breakGlass: z.boolean().default(false),
    alertId: uuid.nullable().default(null),
  })
  .meta({ id: 'ActivationPress', description: '一键启动; breakGlass: alone and at once, for the stated reason' });
export const httpConfirm = z.strictObject({ approval: uuid }).meta({ id: 'ActivationConfirm' });
export const httpActivationCancel = z.strictObject({ reason }).meta({ id: 'ActivationCancel' });
export const httpLevelChange = z.strictObject({ areas, responseLevel, reason }).meta({ id: 'ActivationLevelChange' });
export const httpStandDown = z
  .strictObject({ areas: areas.nullable().default(null), reason })
  .meta({ id: 'ActivationStandDown', description: 'areas null: everywhere' });
export const httpStepResult = z.strictObject({ result: reason }).meta({ id: 'ActivationStepResult' });
export const httpReportFiling = z.strictObject({ kind: z.enum(REPORT_KINDS), nth: z.int().min(1), text: words(4_000) }).meta({ id: 'ActivationReportFiling' });
const people = z.array(uuid).min(1).max(1_000);
export const httpCallNow = z.strictObject({ people, channel: z.enum(CALL_CHANNELS) }).meta({ id: 'ActivationCallNow' });
export const httpPeopleAdded = z.strictObject({ people, areaCode, reason }).meta({ id: 'ActivationPeopleAdded' });
export const httpPeopleReleased = z.strictObject({ people, how: z.enum(['excuse', 'release']), reason }).meta({ id: 'ActivationPeopleReleased' });
/** The token of a message stands in the body: a URL is kept in too many places. */
const token = z.string().min(1).max(64).optional();
export const httpCardQuestion = z.strictObject({ token }).meta({ id: 'TaskCardQuestion' });
export const httpAcknowledgement = z
  .strictObject({ token, onSite: z.boolean().default(false), location: measuredLocation.nullable().default(null), teamCode: teamCodeText.nullable().default(null) })
  .meta({ id: 'Acknowledgement', description: 'onSite 到岗 with the place, or with the code the team’s leader shows' });
export const httpTeamCodeQuestion = z.strictObject({ token, teamNo: z.int().min(0).max(100_000) }).meta({ id: 'TeamCodeQuestion' });
export const httpTaskResult = z.strictObject({ token, result: reason.nullable().default(null) }).meta({ id: 'TaskResult' });
export const activationsQuery = z.strictObject({ live: z.stringbool().default(true) });
export const calledPeopleQuery = z.strictObject({
  state: z.enum(PERSON_STATES).optional(),
  areaCode: areaCode.optional(),
  teamNo: z.coerce.number().int().min(0).optional(),
  departmentId: uuid.optional(),
  cursor: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const teamsQuery = z.strictObject({ areaCode: areaCode.optional() });

const maybeTime = isoTime.nullable();
const summaryTimes = {
  pressedAt: isoTime,
  effectiveAt: maybeTime,
  stoodDownAt: maybeTime,
  areas: z.array(activationSummary.shape.areas.element.extend({ stoodDownAt: maybeTime })),
};
export const httpActivationSummary = activationSummary.extend(summaryTimes).meta({ id: 'ActivationSummary' });
export const httpActivations = z.object({ items: z.array(httpActivationSummary) }).meta({ id: 'Activations' });
export const httpActivation = activation
  .extend({
    ...summaryTimes,
    phaseDueAt: maybeTime,
    answerByAt: maybeTime,
    firstSentAt: maybeTime,
    lastHandOffAt: maybeTime,
    countedAt: isoTime,
    steps: z.array(stepLine.extend({ dueAt: maybeTime })),
    reports: z.array(reportLine.extend({ dueAt: isoTime, filedAt: maybeTime })),
    cases: z.object({ done: z.int(), total: z.int(), startedAt: maybeTime, endedAt: maybeTime }).nullable(),
    timeline: z.array(timelineLine.extend({ at: isoTime })),
    allowedCommands: z.array(z.enum(ACTIVATION_COMMANDS)),
  })
  .meta({ id: 'Activation', description: 'An activation as the asker sees it now; its five states add up to people at every instant' });
export type HttpActivation = z.output<typeof httpActivation>;
export const httpPressed = z.object({ joined: z.boolean(), activation: httpActivation }).meta({ id: 'ActivationPressed', description: 'joined: it had been pressed already' });
const personTimes = { calledAt: maybeTime, reachedAt: maybeTime, answeredAt: maybeTime, onSiteAt: maybeTime };
export const httpCalledPerson = calledPerson.extend(personTimes).meta({ id: 'CalledPerson' });
export const httpCalledPeople = page(httpCalledPerson).meta({ id: 'CalledPeople' });
export const httpTeams = z.object({ items: z.array(listTeams.output.shape.items.element.extend({ armedAt: maybeTime })) }).meta({ id: 'ActivationTeams' });
export const httpCallExplained = explainCall.output
  .extend({ ...personTimes, deliveries: z.array(delivery.extend({ sentAt: isoTime, changedAt: isoTime })) })
  .meta({ id: 'CallExplained', description: '为什么叫我: every message and what is known of it' });
export const httpCallNowAnswer = callNow.output.meta({ id: 'ActivationCallNowAnswer' });
const cardTimes = {
  effectiveAt: isoTime,
  answerByAt: isoTime,
  answeredAt: maybeTime,
  onSiteAt: maybeTime,
  tasks: z.array(taskCard.shape.tasks.element.extend({ dueAt: isoTime, doneAt: maybeTime })),
};
export const httpTaskCard = taskCard.extend(cardTimes).meta({ id: 'TaskCard', description: '任务卡 of a called person' });
export type HttpTaskCard = z.output<typeof httpTaskCard>;
export const httpTaskCards = z.object({ items: z.array(httpTaskCard) }).meta({ id: 'TaskCards' });
export const httpTeamCode = showTeamCode.output.extend({ expiresAt: isoTime }).meta({ id: 'TeamCode', description: '到岗码 of a team, good until expiresAt' });
export type HttpTeamCode = z.output<typeof httpTeamCode>;
export const httpDrillScore = drillScore.meta({ id: 'ActivationScore', description: '评分 with what each part was counted from' });
/** Event `activation` of the feed: it moved, ask for it anew. */
export const feedActivation = z.object({ id: uuid }).meta({ id: 'FeedActivation' });
