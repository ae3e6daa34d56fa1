import type { ListName } from '@shaodao/contracts/register/lists';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { Relay } from '@shaodao/platform/relay';
import { Injectable } from '@nestjs/common';
import { AtlasService } from '../atlas/atlas.service.js';
import type { Transaction } from '../database.store.js';
import { OfficeBytes } from '../office-file/office-bytes.js';
import { OfficeReader } from '../office-file/office-reader.service.js';
import type { Book, Standing } from '../register/book.js';
import { factsOf } from '../register/facts.js';
import { RegisterStore } from '../register/register.store.js';
import { Faults, importFault } from './import-fault.js';
import type { ClaimedImport } from './imports.store.js';
import { placeOfRow } from './import-row.js';
import { judge } from './judge.js';
import { propose, type Proposal } from './proposal.js';
import { readFiles } from './read-files.js';
import { reportOf } from './report.js';
import type { Tidings } from './tidings.js';

/** 200,000 rows on a busy machine. */
const WRITE_LIMIT_MS = 180_000;

interface Judged {
  /** On which it was judged: on another one it must be judged again. */
  book: Book;
  proposal: Proposal;
  faults: Faults;
  rows: number;
}

/** Under the lock it was found at fault: nothing is written. */
class RefusedLate extends Error {
  constructor(readonly judged: Judged) {
    super('refused');
  }
}

/** One import: read, compared, judged as a whole, written at once. */
@Injectable()
export class ImportWork {
  constructor(
    private readonly bytes: OfficeBytes,
    private readonly reader: OfficeReader,
    private readonly atlas: AtlasService,
    private readonly register: RegisterStore,
    private readonly relay: Relay<RegistryFactMessage>,
  ) {}

  /** Is there a district to import into? */
  isReady(): boolean {
    return this.atlas.isRead();
  }

  async run(asked: ClaimedImport, tidings: Tidings): Promise<void> {
    tidings.say('reading', 0, 0);
    const judged = await this.judged(asked, tidings);
    if (judged.faults.count > 0) return tidings.end({ state: 'refused', report: reportOf(judged.faults, judged.proposal, asked.dryRun) });
    if (asked.dryRun) return tidings.end({ state: 'done', report: reportOf(judged.faults, judged.proposal, true) });
    await this.write(asked, judged, tidings).catch(async (error: unknown) => {
      if (!(error instanceof RefusedLate)) throw error;
      await tidings.end({ state: 'refused', report: reportOf(error.judged.faults, error.judged.proposal, false) });
    });
    await this.atlas.refresh();
  }

  /** One transaction: what it says, and that it is done. Who changed the register meanwhile is heard first. */
  private async write(asked: ClaimedImport, judged: Judged, tidings: Tidings): Promise<void> {
    const { id, actor, reason } = asked;
    tidings.say('writing', judged.rows, judged.rows);
    const change = { id, at: Date.now(), authorId: actor.personId, origin: 'import' as const, reason };
    await this.register.append(change, WRITE_LIMIT_MS, async (transaction) => {
      const book = await this.atlas.bookUnder(transaction);
      const last = book === judged.book ? judged : await this.judged(asked, tidings, { book, transaction });
      if (last.faults.count > 0) throw new RefusedLate(last);
      await tidings.end({ state: 'done', report: reportOf(last.faults, last.proposal, false) }, transaction);
      const drafts = last.proposal.changes.map(({ draft }) => draft);
      return { drafts, facts: factsOf(last.book, drafts) };
    });
    this.relay.wake();
  }

  /** Reads the files each time: what they say is not kept beside what it would change. */
  private async judged(asked: ClaimedImport, tidings: Tidings, under?: { book: Book; transaction: Transaction }): Promise<Judged> {
    const { actor, effectiveAt, files } = asked;
    const faults = new Faults();
    const sources = files.map(({ uploadId, name }) => ({ name, open: () => this.bytes.sent(uploadId) }));
    const rows = await readFiles(sources, (file) => this.reader.read(file), faults);
    const { book } = under ?? this.atlas.current();
    const at = Date.now();
    const total = rows.length;
    const standing = (list: ListName, keys: readonly string[], instant = at): Promise<Map<string, Standing>> => this.register.standing(list, keys, instant, under?.transaction);
    const scheduled = (list: ListName, keys: readonly string[], instant: number): Promise<Map<string, number>> => this.register.scheduledFor(list, keys, instant, under?.transaction);
    const proposal = await propose(book, rows, faults, { actor, effectiveAt, at, standing, scheduled, onRow: (done) => tidings.say('reading', done, total) });
    await this.refuseUsedCodes(proposal, faults, under?.transaction);
    await judge(proposal, faults, { standing, onTurn: (done) => tidings.say('checking', done, total) });
    return { book, proposal, faults, rows: total };
  }

  /** What a code named before is not in the book. */
  private async refuseUsedCodes({ changes }: Proposal, faults: Faults, transaction?: Transaction): Promise<void> {
    const fresh = changes.filter(({ standing, draft }) => draft.list === 'grids' && standing === undefined);
    if (fresh.length === 0) return;
    const used = await this.register.usedCodes(fresh.map(({ draft }) => draft.key), transaction);
    for (const { row, draft } of fresh) if (used.has(draft.key)) faults.add(importFault('usedCode', placeOfRow(row, 'code')));
  }
}
