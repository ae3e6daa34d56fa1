import { GRADES, type Grade } from '@shaodao/domain/policy';
import { useEffect, useRef, useState } from 'react';
import { newId } from '../key/new-id.js';

/** A report not yet sent. `id` goes with it: a report whose answer was lost must not become a second case after a reload. */
interface Draft {
  id: string;
  title?: string | undefined;
  description?: string | undefined;
  categoryCode?: string | undefined;
  grade: Grade;
  gridId?: string | undefined;
}

export interface KeptDraft {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  renewId: () => void;
  /** Reported: nothing is kept of it any longer. */
  end: () => void;
}

/**
 * The half-written report of this person in this tab. It outlives the page and the session, not the tab and not 退出;
 * the next person at this device does not meet it.
 */
export function useReportDraft(personId: string): KeptDraft {
  const [draft, setDraft] = useState<Draft>(() => ({ id: newId(), grade: 'routine', ...readDraft(personId) }));
  const ended = useRef(false);
  useEffect(() => {
    if (!ended.current) keepDraft(personId, draft);
  }, [personId, draft]);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  return {
    draft,
    change,
    renewId: () => change({ id: newId() }),
    end: () => {
      ended.current = true;
      clearDraft(personId);
    },
  };
}

function nameOf(personId: string): string {
  return `report-draft:${personId}`;
}

/** A browser that keeps nothing (storage blocked or full) still reports: then there is no draft. */
function readDraft(personId: string): Partial<Draft> {
  try {
    const found = JSON.parse(sessionStorage.getItem(nameOf(personId)) ?? '{}') as Partial<Draft>;
    return GRADES.some((grade) => grade === found.grade) ? found : {};
  } catch {
    return {};
  }
}

function keepDraft(personId: string, draft: Draft): void {
  try {
    sessionStorage.setItem(nameOf(personId), JSON.stringify(draft));
  } catch {
    // As above.
  }
}

export function clearDraft(personId: string): void {
  try {
    sessionStorage.removeItem(nameOf(personId));
  } catch {
    // As above.
  }
}
