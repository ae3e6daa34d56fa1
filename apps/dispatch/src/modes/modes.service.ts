import { CodedError } from '@shaodao/contracts/errors';
import type { lowerMode, modeReport, raiseMode } from '@shaodao/contracts/modes';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { Engine } from '../engine/engine.service.js';
import { ModesStore, type ModeChange } from './modes.store.js';

/** 平急转换 of areas: each change is kept under its number first and carried to the cases by its own workflow. */
@Injectable()
export class ModesService {
  private readonly log = new Logger('Modes');

  constructor(
    private readonly store: ModesStore,
    private readonly engine: Engine,
  ) {}

  /** May come twice. Throws UNAVAILABLE while the engine is away; what is kept is begun later all the same. */
  async raise(order: z.output<typeof raiseMode.input>): Promise<{ epoch: number }> {
    return this.carry(await this.store.change(order));
  }

  async lower(order: z.output<typeof lowerMode.input>): Promise<{ epoch: number }> {
    return this.carry(await this.store.change({ ...order, level: null, suspendRoutine: false }));
  }

  /** What holds on the ground of a grid now: of the activations over it the most severe. */
  async forGround(gridCode: string): Promise<ModeOrder> {
    return this.store.forGround(gridCode);
  }

  async report(activationId: string): Promise<z.output<typeof modeReport.output>> {
    const change = await this.store.newestOf(activationId);
    if (change === null) throw new CodedError('NOT_FOUND', { field: 'activationId', reason: 'no area was put into an emergency by it' });
    const { startedAt, endedAt, total } = change;
    return { startedAt, endedAt, total, done: await this.doneOf(change) };
  }

  async begin(epoch: number): Promise<null> {
    await this.known(epoch);
    await this.store.begin(epoch);
    return null;
  }

  async page(epoch: number, after: string | null, limit: number): Promise<string[]> {
    await this.known(epoch);
    return this.store.page(epoch, after, limit);
  }

  async behind(epoch: number): Promise<number> {
    await this.known(epoch);
    return this.store.behind(epoch);
  }

  async end(epoch: number): Promise<null> {
    const change = await this.known(epoch);
    const done = await this.doneOf(change);
    await this.store.end(epoch, done);
    const seconds = Math.round((Date.now() - (change.startedAt ?? Date.now())) / 1_000);
    this.log.log(`change of mode ${epoch}: applied to ${done} of ${change.total} cases in ${seconds} s`);
    return null;
  }

  /** What was kept but whose start was cut off. */
  async startLate(before: number): Promise<void> {
    for (const epoch of await this.store.neverBegun(before)) await this.engine.startMode({ epoch });
  }

  private async carry(epoch: number): Promise<{ epoch: number }> {
    if (epoch > 0) await this.engine.startMode({ epoch });
    return { epoch };
  }

  private async doneOf({ epoch, startedAt, endedAt, total, done }: ModeChange): Promise<number> {
    if (startedAt === null) return 0;
    return endedAt === null ? Math.max(0, total - (await this.store.left(epoch))) : done;
  }

  private async known(epoch: number): Promise<ModeChange> {
    const known = await this.store.find(epoch);
    if (known === null) throw new CodedError('NOT_FOUND', { field: 'epoch', reason: 'no such change of mode was kept' });
    return known;
  }
}
