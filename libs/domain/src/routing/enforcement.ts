import type { TaskPart, WhistleKind } from '../policy.js';

/** Property firms, owners' committees and social organisations stand beside departments (三方联动). */
const BESIDE_DEPARTMENTS = ['propertyFirm', 'ownersCommittee', 'socialOrganisation'];

/** A department a whistle would call: its kind by the register and its part. */
export interface CalledDepartment {
  kind: string;
  part: TaskPart;
}

/**
 * 三方联动: they sign and finish tasks but never lead 综合执法. Not as the lead, and not by being the first to sign
 * (首接负责) where nobody is named as lead. `led`: the case has a lead already. Answers the place of the one at fault, or null.
 */
export function leadsEnforcement(kind: WhistleKind, called: readonly CalledDepartment[], led = false): number | null {
  if (kind !== 'enforcement') return null;
  const beside = (one: CalledDepartment): boolean => BESIDE_DEPARTMENTS.includes(one.kind);
  const hasLead = led || called.some((one) => one.part === 'lead' && !beside(one));
  const at = called.findIndex((one) => beside(one) && (one.part === 'lead' || (one.part === 'assist' && !hasLead)));
  return at < 0 ? null : at;
}
