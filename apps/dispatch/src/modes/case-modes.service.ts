import { MODE_CASES } from '@shaodao/contracts/modes';
import { Injectable, Logger } from '@nestjs/common';
import { Engine } from '../engine/engine.service.js';
import { ModesStore, type Told } from './modes.store.js';

/** A round's worth of cases that no change has met. */
const STRAYS_AT_ONCE = 500;

/** Tells cases what holds on their ground, by what is kept of it at that moment. */
@Injectable()
export class CaseModesService {
  private readonly log = new Logger('Modes');

  constructor(
    private readonly store: ModesStore,
    private readonly engine: Engine,
  ) {}

  /** At once; a case that does not answer in time is passed over. Throws UNAVAILABLE while the engine is away. */
  async tell(caseIds: readonly string[]): Promise<null> {
    // What it may have in its record only comes before what is newer, which the next pass says.
    const unanswered = await this.store.unanswered(caseIds);
    const known = new Set(unanswered.map(({ caseId }) => caseId));
    const fresh = await this.store.keepOrders(caseIds.filter((caseId) => !known.has(caseId)), Date.now());
    await this.put([...unanswered, ...fresh]);
    return null;
  }

  private async put(orders: readonly Told[]): Promise<void> {
    const tried = await Promise.allSettled(orders.map(({ caseId, order }) => this.engine.setMode(caseId, order)));
    const answered = orders.filter((_, index) => tried[index]?.status === 'fulfilled' && tried[index].value);
    if (answered.length > 0) await this.store.answered(answered);
    const failure = tried.find((one) => one.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    if (answered.length < orders.length) this.log.warn(`${orders.length - answered.length} cases did not answer when told the mode of their ground`);
  }

  /** Reopened, on other ground or born while a change went through: none of its passes has met them. */
  async tellStrays(): Promise<void> {
    if (await this.store.isAnyRunning()) return;
    const strays = await this.store.strays(STRAYS_AT_ONCE);
    for (let from = 0; from < strays.length; from += MODE_CASES) await this.tell(strays.slice(from, from + MODE_CASES));
    if (strays.length > 0) this.log.log(`${strays.length} cases that no change had met were told the mode of their ground`);
  }
}
