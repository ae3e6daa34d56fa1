import type { ComponentType } from 'react';
import type { FormName } from '../case-actions.js';
import type { CommandForm } from '../command-form.js';
import { AcceptForm } from './accept-form.js';
import { AddDepartmentForm } from './add-department-form.js';
import { AdjudicateForm } from './adjudicate-form.js';
import { CallbackForm } from './callback-form.js';
import { CloseForm } from './close-form.js';
import { ContactForm } from './contact-form.js';
import { DecideExtensionForm, DecideReturnForm, DecideSuspensionForm, DecideWhistleForm } from './decisions.js';
import { ExtensionForm } from './extension-form.js';
import { HandOverForm } from './hand-over-form.js';
import { DeescalateForm, EscalateForm } from './level-forms.js';
import { PhaseForm } from './phase-form.js';
import { RateForm } from './rate-form.js';
import { ReassignForm } from './reassign-form.js';
import { RejectForm } from './reject-form.js';
import { LinkChildForm, MergeForm } from './relate-forms.js';
import { ReleaseDepartmentForm } from './release-department-form.js';
import { ReportInForm } from './report-in-form.js';
import { RequestReturnForm } from './request-return-form.js';
import { SuperviseForm } from './supervise-form.js';
import { SuspensionForm } from './suspension-form.js';
import { UrgeForm } from './urge-form.js';
import { WhistleForm } from './whistle-form.js';

/** The form of each command that asks for more than one text. */
export const FORMS: Record<FormName, ComponentType<CommandForm>> = {
  accept: AcceptForm,
  reject: RejectForm,
  whistle: WhistleForm,
  decideWhistle: DecideWhistleForm,
  contact: ContactForm,
  reportIn: ReportInForm,
  completePhase: PhaseForm,
  handOver: HandOverForm,
  requestReturn: RequestReturnForm,
  decideReturn: DecideReturnForm,
  adjudicate: AdjudicateForm,
  reassign: ReassignForm,
  addDepartment: AddDepartmentForm,
  releaseDepartment: ReleaseDepartmentForm,
  requestExtension: ExtensionForm,
  decideExtension: DecideExtensionForm,
  requestSuspension: SuspensionForm,
  decideSuspension: DecideSuspensionForm,
  urge: UrgeForm,
  supervise: SuperviseForm,
  escalate: EscalateForm,
  deescalate: DeescalateForm,
  close: CloseForm,
  recordCallback: CallbackForm,
  rate: RateForm,
  merge: MergeForm,
  linkChild: LinkChildForm,
};
