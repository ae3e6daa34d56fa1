import { randomUUID } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import type { ImportStatus, ImportView, startImport } from '@shaodao/contracts/register/imports';
import type { Actor } from '@shaodao/domain/case/actor';
import { keepsSomething } from '@shaodao/domain/register/rights';
import { RULE_SEATS } from '@shaodao/domain/rule-version';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { idOf } from '../register/id.js';
import { ImportRunner } from './import-runner.service.js';
import { ImportsStore } from './imports.store.js';

/** Half an hour's work; who would wait behind it is sent away. */
const WAITING_MOST = 20;
const LISTED_MOST = 50;
/** Afterwards every process has read it. */
const FRESH_MS = 10_000;

/** Takes imports in and says what became of them; {@link ImportRunner} does the work. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly store: ImportsStore,
    private readonly runner: ImportRunner,
    private readonly atlas: AtlasService,
  ) {}

  async start({ actor, key, dryRun, reason, effectiveAt, files }: z.output<typeof startImport.input>): Promise<{ status: ImportStatus; created: boolean }> {
    if (!keepsSomething(actor)) throw new CodedError('FORBIDDEN');
    const at = Date.now();
    if (effectiveAt !== null && effectiveAt < at) throw new CodedError('INVALID', { field: 'effectiveAt', reason: 'lies in the past', reasonZh: '生效时间已过' });
    const id = key === null ? randomUUID() : idOf(`import:${actor.personId}:${key}`);
    const known = await this.store.find(id);
    if (known === null && (await this.store.waiting()) >= WAITING_MOST) throw new CodedError('TOO_MANY', { retryAfterSeconds: 60 });
    const asked = { id, dryRun, reason, effectiveAt, actor, files };
    const created = known === null && (await this.store.add(asked, at));
    const kept = known ?? (await this.store.find(id));
    if (kept === null) throw new CodedError('INTERNAL');
    const { report: _, ...status } = kept.view;
    if (!created && digest(status) !== digest(asked)) throw new CodedError('KEY_REUSED');
    this.runner.wake();
    return { status, created };
  }

  async get(actor: Actor, id: string): Promise<ImportView> {
    const found = await this.store.find(id);
    if (found === null) throw new CodedError('NOT_FOUND', { field: 'id' });
    if (found.view.authorId !== actor.personId && !RULE_SEATS.includes(actor.seat)) throw new CodedError('FORBIDDEN');
    const { state, dryRun, endedAt } = found.view;
    // Whoever is told that it is done asks next for what it wrote.
    if (state === 'done' && !dryRun && Date.now() - (endedAt ?? 0) < FRESH_MS) await this.atlas.refresh();
    return found.view;
  }

  async last(actor: Actor): Promise<{ items: ImportStatus[] }> {
    return { items: await this.store.last(RULE_SEATS.includes(actor.seat) ? null : actor.personId, LISTED_MOST) };
  }
}

/** What makes two askings the same. */
function digest({ dryRun, reason, effectiveAt, files }: Pick<ImportStatus, 'dryRun' | 'reason' | 'effectiveAt' | 'files'>): string {
  return JSON.stringify([dryRun, reason, effectiveAt, files.map(({ name, sha256 }) => [name, sha256])]);
}
