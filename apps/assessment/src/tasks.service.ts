import { Injectable } from '@nestjs/common';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { taskFactsOf } from './task-facts.js';
import { foldTasks } from './task-fold.js';
import { TasksStore } from './tasks.store.js';

@Injectable()
export class TasksService {
  constructor(private readonly store: TasksStore) {}

  /**
   * Keeps what is counted and computes the touched cases anew from all that is known of them. A crash between the
   * steps is mended by the repeat, and of two replicas at the same case the one that knows more facts wins.
   */
  async count(messages: readonly CaseFactMessage[]): Promise<void> {
    const facts = taskFactsOf(messages);
    if (facts.length === 0) return;
    await this.store.keepFacts(facts);
    const known = await this.store.factsOf([...new Set(facts.map((fact) => fact.caseId))]);
    await this.store.keepTasks(foldTasks(known));
  }
}
