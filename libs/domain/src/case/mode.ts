import type { ResponseLevel } from '../activation/level.js';
import type { CaseRules } from '../policy.js';
import { number, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import type { Draft, Setting } from './decide/given.js';
import type { CaseFact } from './event.js';
import { beginEmergency, standDown, type Clocks } from './mode-clocks.js';
import { isEnded } from './stage.js';
import type { CaseEmergency, CaseState } from './state.js';

/** 平急转换: what holds on the ground of a case from now on. */
export interface ModeOrder {
  /** One counter for the whole district that only grows; 0 for ground that was never in an emergency. */
  epoch: number;
  /** null: peace. */
  emergency: { activationId: string; level: ResponseLevel; suspendRoutine: boolean } | null;
  /** When it was given. */
  at?: number | undefined;
  /** The ground it was made out for, 15 digits: a case that lies elsewhere meanwhile gets another. */
  gridCode?: string | undefined;
}

type ModeChanged = Extract<CaseFact, { type: 'modeChanged' }>;

/**
 * The case in the mode of its ground at `now`. Into an emergency: what is left of every open deadline is kept to the millisecond
 * and emergency limits count from now. Out of it: each goes on with what was left, and what began in between gets its whole
 * limit of peace. From one activation to another no clock moves. An order that is not newer than the last, or that asks for
 * what is, changes nothing; nor does any once the case has ended.
 */
export function setMode(before: CaseState, rules: CaseRules, order: ModeOrder, now: number): Applied {
  const settled = settleDue(before, rules, now);
  const { state } = settled;
  const isElsewhere = order.gridCode !== undefined && order.gridCode !== state.place.gridCode;
  if (isEnded(state.stage) || isElsewhere || order.epoch <= state.modeEpoch) return settled;
  const draft = draftOf({ state, rules, now }, order);
  return draft === null ? settled : number(settled, [draft], { actor: null, commandId: null, at: now });
}

function draftOf(setting: Setting, { epoch, emergency: asked }: ModeOrder): Draft | null {
  const { emergency } = setting.state;
  if (asked === null) return emergency === null ? null : outOf(setting, emergency, epoch);
  const { activationId, level } = asked;
  const to = { epoch, to: 'emergency' as const, activationId, level };
  if (emergency === null) {
    const resting = asked.suspendRoutine && mayRest(setting.state);
    const { kept, ...clocks } = beginEmergency(setting, { activationId, level, since: setting.now, resting });
    return changed({ ...to, from: 'peace', kept, resting }, clocks);
  }
  if (emergency.activationId === activationId && emergency.level === level) return null;
  return { fact: { type: 'modeChanged', ...to, from: 'emergency', kept: [], rests: null, resting: emergency.resting } };
}

function outOf(setting: Setting, { activationId, level, kept }: CaseEmergency, epoch: number): Draft {
  const fact = { epoch, from: 'emergency' as const, to: 'peace' as const, activationId, level, kept, resting: false };
  return changed(fact, standDown(setting, kept));
}

function changed(fact: Omit<ModeChanged, 'type' | 'rests'>, { arms, disarms, rests }: Clocks): Draft {
  return { fact: { type: 'modeChanged', ...fact, rests }, arms, disarms };
}

/** Routine work that is out or waits to be sent out; what is to be taken in, verified or closed is not put aside. */
function mayRest({ grade, stage, suspended }: CaseState): boolean {
  return grade === 'routine' && suspended === null && (stage === 'dispatch' || stage === 'handling');
}
