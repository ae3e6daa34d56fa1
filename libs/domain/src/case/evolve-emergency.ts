import { deadlineKey, isOfSuspension, remindedOf, type CaseDeadline } from './deadline.js';
import type { CaseEvent, CaseFact } from './event.js';
import type { CaseEmergency } from './state.js';

const BY_CLOCK: readonly CaseFact['type'][] = ['stepMissed', 'phaseMissed', 'criticised', 'decisionOverdue', 'reviewDue'];

/** What only the clock did to emergency limits says nothing of those of peace. A level that rose is not among it. */
function isByEmergencyClock(fact: CaseFact): boolean {
  if (fact.type === 'urged') return fact.cause === 'clock';
  return isSupervisedByClock(fact) || BY_CLOCK.includes(fact.type);
}

/** 督办 because a limit ran out, not because somebody ordered it or something was done too often. */
export function isSupervisedByClock(fact: CaseFact): boolean {
  return fact.type === 'supervised' && (fact.cause === undefined || fact.cause === 'overdue');
}

/** Which deadlines are gone after an event: what it ended or replaced, and reminders of it. */
export function goneWith({ arms, disarms }: CaseEvent): (deadline: CaseDeadline) => boolean {
  const gone = new Set([...disarms, ...arms.map(deadlineKey)]);
  return (deadline) => gone.has(deadlineKey(deadline)) || (deadline.kind === 'urge' && gone.has(deadlineKey(remindedOf(deadline))));
}

/** What is kept of peace after one more event of an emergency: what ended or began anew in it has no rest any more. */
export function emergencyAfter(emergency: CaseEmergency, event: CaseEvent): CaseEmergency {
  const { fact } = event;
  const resting = emergency.resting && !endsRest(event);
  const isGone = fact.type === 'suspended' || fact.type === 'resumed' ? isOfSuspension : isByEmergencyClock(fact) ? () => false : goneWith(event);
  const kept = emergency.kept.filter(({ deadline }) => !isGone(deadline));
  return kept.length === emergency.kept.length && resting === emergency.resting ? emergency : { ...emergency, kept, resting };
}

/** Whoever sends a resting case out or lifts it puts it to work, and its level has a clock again. */
export function endsRest({ arms }: Pick<CaseEvent, 'arms'>): boolean {
  return arms.some(({ kind }) => kind === 'level');
}
