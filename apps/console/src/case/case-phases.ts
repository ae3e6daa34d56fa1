import type { CaseSnapshot } from '../api.js';

/** 分段: one of several deadlines of the category on the way to its closing one. */
export interface CasePhase {
  index: number;
  name: string;
  done: boolean;
  missed: boolean;
  /** null once it is done or missed, and before the whistle. */
  dueAt: string | null;
}

/** The stages in their order with their open deadlines. */
export function phasesOf({ phases, deadlines }: CaseSnapshot): CasePhase[] {
  return phases.map((phase, index) => ({
    ...phase,
    index,
    dueAt: deadlines.find(({ kind, ref }) => kind === 'phase' && ref === String(index))?.dueAt ?? null,
  }));
}
