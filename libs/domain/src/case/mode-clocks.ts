import type { Limit } from '../limit.js';
import { deadlineKey, deadlineOf, isOfSuspension, type CaseDeadline } from './deadline.js';
import { ladder, reminded, type Setting } from './decide/given.js';
import { rulesInForce } from './emergency-rules.js';
import { isAskedFor, limitOf, sameLimit } from './limits-of.js';
import { restOf, takenUp } from './rests.js';
import type { CaseEmergency, CaseState, KeptDeadline } from './state.js';

/** What a change of mode does to the clocks of a case. */
export interface Clocks {
  arms: CaseDeadline[];
  disarms: string[];
  /** What rests while the case is suspended, from now on; null where it is not. */
  rests: KeptDeadline[] | null;
}

/** Everything that runs or rests is kept; emergency limits run or rest in its place. */
export function beginEmergency(own: Setting, to: Omit<CaseEmergency, 'kept'>): Clocks & { kept: KeptDeadline[] } {
  const { state, now } = own;
  const { suspended } = state;
  const kept = [...state.deadlines.map((deadline) => restOf(own, deadline)), ...(suspended?.kept ?? [])];
  const urgent = { ...state, emergency: { ...to, kept } };
  const setting: Setting = { state: urgent, rules: rulesInForce(urgent, own.rules), now };
  const running = to.resting ? [] : state.deadlines.flatMap((deadline) => anew(setting, deadline));
  // Whatever rests, somebody is asked from time to time whether it should.
  const arms = to.resting || suspended !== null ? [...running, review(setting)] : running;
  const rests = suspended?.kept.flatMap(({ deadline }) => anew(setting, deadline)).map((deadline) => restOf(setting, deadline)) ?? null;
  return { kept, arms, disarms: ended(state, arms), rests };
}

/** What was kept goes on; what began in the emergency gets its whole limit of peace. */
export function standDown({ state: urgent, rules, now }: Setting, keptThen: readonly KeptDeadline[]): Clocks {
  const { suspended } = urgent;
  const state: CaseState = { ...urgent, emergency: null };
  const setting: Setting = { state, rules, now };
  const kept = keptThen.filter(({ deadline }) => isAskedFor(state, deadline));
  const keys = new Set(kept.map(({ deadline }) => deadlineKey(deadline)));
  const isBorn = (deadline: CaseDeadline): boolean => !keys.has(deadlineKey(deadline));
  const fresh = (deadline: CaseDeadline): CaseDeadline[] => anew(setting, { ...deadline, rung: 0 });
  const set = (deadline: CaseDeadline): boolean => isOrdered(urgent, rules, deadline);
  const runs = ({ deadline }: KeptDeadline): boolean => suspended === null || isOfSuspension(deadline);
  // A review of a case that is not suspended is that of its rest, which is over.
  const born = urgent.deadlines.filter((deadline) => isBorn(deadline) && (suspended !== null || deadline.kind !== 'review'));
  const arms = [...kept.filter(runs).map((rest) => takenUp(rules.calendar, rest, now)), ...born.flatMap((deadline) => (set(deadline) ? [asSet(setting, deadline)] : fresh(deadline)))];
  const bornAtRest = (suspended?.kept ?? []).filter(({ deadline }) => isBorn(deadline)).flatMap((rest) =>
    set(rest.deadline) ? [rest] : fresh(rest.deadline).map((deadline) => restOf(setting, deadline)),
  );
  const rests = [...kept.filter((rest) => !runs(rest)), ...bornAtRest];
  return { arms, disarms: ended(urgent, arms), rests: suspended === null ? null : rests };
}

/** By the whole limit of the rules from now on, with its reminder; none where the rules set no limit. */
function anew(setting: Setting, deadline: CaseDeadline): CaseDeadline[] {
  const { kind, rung, missedAt } = deadline;
  const limit = limitOf(setting, deadline) ?? (kind === 'level' ? ladder(setting) : null);
  if (limit === null) return [];
  const span = { fromAt: setting.now, limits: [limit] };
  const missed = rung === 0 || missedAt === undefined ? {} : { missedAt };
  const again = { ...deadlineOf(setting.rules.calendar, deadline, span), rung, ...missed };
  return rung === 0 && (kind === 'level' || kind === 'finish') ? reminded(setting, again) : [again];
}

function review({ state, rules, now }: Setting): CaseDeadline {
  const open = state.deadlines.find(({ kind }) => kind === 'review');
  const limits = [rules.policy.suspension.reviewEvery];
  return { ...deadlineOf(rules.calendar, { kind: 'review', departmentId: null }, { fromAt: now, limits }), rung: open?.rung ?? 0 };
}

/** A person set it in the emergency: the date of a review, the time of an order. It is not the rules' to change. */
function isOrdered(urgent: CaseState, own: Setting['rules'], { kind, limits }: CaseDeadline): boolean {
  if (kind === 'review') return true;
  const [first] = limits ?? [];
  const limit: Limit = rulesInForce(urgent, own).policy.supervision.limit[urgent.grade];
  return kind === 'supervision' && first !== undefined && !sameLimit(first, limit);
}

/** At its instant; from now on it is counted in time that never stops, as it was counted until now. */
function asSet({ rules, now }: Setting, deadline: CaseDeadline): CaseDeadline {
  return deadline.limits === undefined ? deadline : takenUp(rules.calendar, { deadline, clock: 'elapsed', remainingMs: deadline.dueAt - now }, now);
}

function ended({ deadlines }: CaseState, arms: readonly CaseDeadline[]): string[] {
  const again = new Set(arms.map(deadlineKey));
  return deadlines.map(deadlineKey).filter((key) => !again.has(key));
}
