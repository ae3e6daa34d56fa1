import type { previewRules } from '@shaodao/contracts/replan';
import type { Actor } from '@shaodao/domain/case/actor';
import { replan } from '@shaodao/domain/case/replan';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ReportsStore } from '../reports/reports.store.js';
import { OpenCasesStore } from './open-cases.store.js';
import { assertMaySetRules } from './replans.service.js';
import { Shifts } from './shifts.js';
import { changeFor } from './target.js';

/** States at once: their reading is most of the work, and other questions are answered in between. */
const PAGE = 200;
/** Under the 5 s a caller waits. */
const LIMIT_MS = 4_000;

type Previewed = z.output<typeof previewRules.output>;

/** What rules would change if every open case moved to them now: counted on the recorded states, nothing is put to a case. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly cases: OpenCasesStore,
    private readonly reports: ReportsStore,
  ) {}

  async preview(actor: Actor, { scope, ...target }: z.output<typeof previewRules.input>['preview']): Promise<Previewed> {
    assertMaySetRules(actor);
    const startedAt = Date.now();
    const open = await this.cases.count(scope);
    const shifts = new Shifts();
    for (let after: string | null = null; Date.now() - startedAt < LIMIT_MS; ) {
      const page = await this.cases.page(scope, after, PAGE);
      for (const { number, state } of page) {
        const rules = await this.reports.rulesNow(state.rulesRef);
        const next = { ...changeFor(state, target), commandId: 'preview', actor };
        shifts.add(number, replan(state, rules, next, Date.now()));
      }
      after = page.at(-1)?.state.caseId ?? null;
      if (page.length < PAGE) break;
    }
    // Cases come and go while it counts.
    return { ...shifts.all, open: Math.max(open, shifts.all.examined), tookMs: Date.now() - startedAt };
  }
}
