import type { switchCases } from '@shaodao/contracts/modes';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { Engine } from '../engine/engine.service.js';
import { ModesStore, type Astray } from './modes.store.js';

/** Cases that are told at once: more only lets people's commands wait. */
const AT_ONCE = 16;
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

  async switchPage(epoch: number, after: string | null, limit: number): Promise<z.output<typeof switchCases.output>> {
    const cases = await this.store.page(epoch, after, limit);
    await this.tell(cases);
    return { last: cases.at(-1)?.caseId ?? null, told: cases.length };
  }

  /** Reopened, on other ground or born while a change went through: none of its passes has met them. */
  async tellStrays(): Promise<void> {
    if (await this.store.isAnyRunning()) return;
    const strays = await this.store.strays(STRAYS_AT_ONCE);
    await this.tell(strays);
    if (strays.length > 0) this.log.log(`${strays.length} cases were told the mode of their ground after all`);
  }

  /** The first failure ends it when those under way are through: a repeat tells them all once more. */
  private async tell(cases: readonly Astray[]): Promise<void> {
    const grounds = new Map<string, Promise<ModeOrder>>();
    const orderFor = (gridCode: string): Promise<ModeOrder> => {
      const known = grounds.get(gridCode) ?? this.store.forGround(gridCode);
      grounds.set(gridCode, known);
      return known;
    };
    const left = [...cases];
    const failures: unknown[] = [];
    const hand = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined && failures.length === 0; one = left.shift()) {
        const { caseId, gridCode } = one;
        await orderFor(gridCode)
          .then((order) => this.engine.setMode(caseId, { ...order, at: Date.now() }))
          .catch((error: unknown) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
    if (failures.length > 0) throw failures[0];
  }
}
