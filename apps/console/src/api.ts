import type { departmentMonth } from '@shaodao/contracts/assessment';
import type { CaseActInput } from '@shaodao/contracts/case-act';
import type {
  httpAttachment,
  httpCallbackLink,
  httpCaseClock,
  httpCaseDeadline,
  httpCaseEvent,
  httpCaseRow,
  HttpCaseSnapshot,
  httpDuplicates,
  httpNotice,
  HttpMe,
} from '@shaodao/contracts/gateway';
import type {
  HttpActivation,
  httpActivationSummary,
  httpCalledPerson,
  httpCallExplained,
  httpCallNow,
  httpCallNowAnswer,
  httpDrillScore,
  httpPress,
  httpPressed,
  HttpTaskCard,
  HttpTeamCode,
  httpTeams,
} from '@shaodao/contracts/http-activations';
import type { HttpAlert } from '@shaodao/contracts/http-alerts';
import type { httpRehearsal } from '@shaodao/contracts/http-plans';
import type { planSummary } from '@shaodao/contracts/plans';
import type { category, colleague, department, district, Grid } from '@shaodao/contracts/registry';
import type { z } from 'zod';

/** The gateway's answers by the names the screens use. Types only: no schema is checked twice, and zod stays at the server. */

export type CaseSnapshot = HttpCaseSnapshot;
export type CaseTask = HttpCaseSnapshot['tasks'][number];
export type CaseDeadline = HttpCaseSnapshot['deadlines'][number];
export type CaseRow = z.output<typeof httpCaseRow>;
export type CaseEvent = z.output<typeof httpCaseEvent>;
export type DeadlineRecord = z.output<typeof httpCaseDeadline>;
export type CaseClock = z.output<typeof httpCaseClock>;
export type Duplicate = z.output<typeof httpDuplicates>['items'][number];
export type CaseAct = CaseActInput;
export type Attachment = z.output<typeof httpAttachment>;
export type CallbackLink = z.output<typeof httpCallbackLink>;
export type Notice = z.output<typeof httpNotice>;
export type Me = HttpMe;
export type Category = z.output<typeof category>;
export type Colleague = z.output<typeof colleague>;
export type Department = z.output<typeof department>;
export type DepartmentMonth = z.output<typeof departmentMonth>;
export type District = z.output<typeof district>;
export type Activation = HttpActivation;
export type Alert = HttpAlert;
export type ActivationSummary = z.output<typeof httpActivationSummary>;
export type ActivationStep = HttpActivation['steps'][number];
export type ActivationReport = HttpActivation['reports'][number];
export type ActivationPress = z.output<typeof httpPress>;
export type ActivationPressed = z.output<typeof httpPressed>;
export type ActivationTeam = z.output<typeof httpTeams>['items'][number];
export type CalledPerson = z.output<typeof httpCalledPerson>;
export type CallExplained = z.output<typeof httpCallExplained>;
export type CallNow = z.output<typeof httpCallNow>;
export type CallNowAnswer = z.output<typeof httpCallNowAnswer>;
export type DrillScore = z.output<typeof httpDrillScore>;
export type PlanSummary = z.output<typeof planSummary>;
export type Rehearsal = z.output<typeof httpRehearsal>;
export type TaskCard = HttpTaskCard;
export type TeamCode = HttpTeamCode;
export type { Grid };

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
export interface NoticePage extends Page<Notice> {
  unread: number;
}
