import type { previewRules } from '@shaodao/contracts/replan';
import type { CaseFact } from '@shaodao/domain/case/event';
import type { Replanned } from '@shaodao/domain/case/replan';
import type { z } from 'zod';

type Figures = Omit<z.output<typeof previewRules.output>, 'open' | 'tookMs'>;
type Change = Extract<CaseFact, { type: 'replanned' }>['changes'][number];

const SAMPLES = 20;

/** What re-plans on paper add up to. */
export class Shifts {
  private readonly figures: Figures = { examined: 0, cases: 0, deadlines: 0, earliestShiftMs: 0, latestShiftMs: 0, samples: [] };

  add(number: string, { state, events }: Replanned): void {
    const { figures } = this;
    figures.examined++;
    const changes = changesOf(events.at(-1)?.fact);
    if (changes.length === 0) return;
    figures.cases++;
    figures.deadlines += changes.length;
    for (const { fromDueAt, toDueAt } of changes) {
      figures.earliestShiftMs = Math.min(figures.earliestShiftMs, toDueAt - fromDueAt);
      figures.latestShiftMs = Math.max(figures.latestShiftMs, toDueAt - fromDueAt);
    }
    if (figures.samples.length < SAMPLES) figures.samples.push({ caseId: state.caseId, number, changes });
  }

  get all(): Figures {
    return this.figures;
  }
}

/** A reminder moves with what it reminds of. */
function changesOf(fact: CaseFact | undefined): Change[] {
  return fact?.type === 'replanned' ? fact.changes.filter(({ kind }) => kind !== 'urge') : [];
}
