import { BETWEEN_KEYS } from '@shaodao/contracts/register/shape';
import type { Entry } from '@shaodao/contracts/register/lists';
import { derived, type Book } from '../book.js';
import { fault, type Fault, type Touched } from '../fault.js';

type Step = Entry<'planSteps'>;

/** The steps of each plan, by wave and code. */
export const stepsByPlan = derived(['planSteps'], (book): ReadonlyMap<string, Step[]> => {
  const steps = [...book.of('planSteps').values()].map(({ entry }) => entry);
  return Map.groupBy(steps.sort((a, b) => a.wave - b.wave || (a.code < b.code ? -1 : 1)), ({ plan }) => plan);
});

/** Steps of a plan: what one needs is a step of the same plan, of the same or an earlier wave, and no step waits for itself. */
export function planStepFaults(book: Book, where: Touched): Fault[] {
  const step = book.get('planSteps', where.key)?.entry;
  const [plan = '', code = ''] = where.key.split(BETWEEN_KEYS);
  const steps = new Map((stepsByPlan(book).get(plan) ?? []).map((one) => [one.code, one]));
  const say = (field: string, reason: string, reasonZh: string): Fault => fault(where, field, { reason, reasonZh });
  const waiting = [...steps.values()].filter((other) => other.code !== code && other.needs.includes(code));
  if (step === undefined) return waiting.map((other) => say('code', `step ${other.code} needs it`, `步骤“${other.code}”以它为前置`));
  const unknown = step.needs.filter((need) => !steps.has(need));
  const later = step.needs.filter((need) => (steps.get(need)?.wave ?? 0) > step.wave);
  return [
    ...unknown.map((need) => say('needs', `${need} is no step of this plan`, `本预案没有步骤“${need}”`)),
    ...later.map((need) => say('needs', `${need} comes in a later wave`, `步骤“${need}”在更后的批次`)),
    ...waiting.filter(({ wave }) => wave < step.wave).map((other) => say('wave', `step ${other.code} of an earlier wave needs it`, `较早批次的步骤“${other.code}”以它为前置`)),
    ...(waitsForItself(steps, code) ? [say('needs', 'goes round in a circle', '前置关系成环')] : []),
  ];
}

function waitsForItself(steps: ReadonlyMap<string, Step>, code: string): boolean {
  const seen = new Set<string>();
  const open = [...(steps.get(code)?.needs ?? [])];
  for (let need = open.pop(); need !== undefined; need = open.pop()) {
    if (need === code) return true;
    if (seen.has(need)) continue;
    seen.add(need);
    open.push(...(steps.get(need)?.needs ?? []));
  }
  return false;
}
