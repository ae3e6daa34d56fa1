import { isDeepStrictEqual } from 'node:util';
import { CodedError } from '@shaodao/contracts/errors';
import type { answerSwap, askSwap } from '@shaodao/contracts/register/duty';
import type { Entry } from '@shaodao/contracts/register/lists';
import type { RegistryFact } from '@shaodao/contracts/registry-facts';
import { decideSwap, type SwapAction } from '@shaodao/domain/duty/swap';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import type { Book } from '../register/book.js';
import { idOf } from '../register/id.js';
import { judged, RegisterService } from '../register/register.service.js';
import type { Draft } from '../register/append.store.js';
import { dutyBookBy, swapOf } from './duty-book.js';

type SwapEntry = Entry<'swaps'>;
type Asked = z.output<typeof askSwap.input>;
type Told = z.output<typeof askSwap.output>;
/** Who does what with a swap, and when. */
interface Step {
  action: SwapAction;
  by: string;
  at: number;
}

/** Why the register changes, for its history. */
const REASON: Record<SwapAction, string> = { ask: '申请换班', accept: '同意换班', decline: '拒绝换班', withdraw: '撤回换班' };
const FACT = { ask: 'swap.asked', accept: 'swap.accepted', decline: 'swap.declined', withdraw: 'swap.withdrawn' } as const;

/** 换班 between two people: asked by one, answered by the other, judged by the roster as it stands at that moment. */
@Injectable()
export class SwapsService {
  constructor(
    private readonly register: RegisterService,
    private readonly atlas: AtlasService,
  ) {}

  async ask({ actor, key, roster, give, take, withId }: Asked): Promise<Told> {
    const changeId = key === null ? v7() : idOf(`change:${actor.personId}:${key}`);
    const entry: SwapEntry = {
      code: `H-${changeId}`,
      roster,
      asker: this.numberOf(actor.personId, 'by'),
      ...give,
      with: this.numberOf(withId, 'with'),
      backFromAt: take?.fromAt ?? null,
      backUntilAt: take?.untilAt ?? null,
      status: 'asked',
    };
    const said = await this.say(changeId, { action: 'ask', by: entry.asker, at: Date.now() }, () => entry);
    if (!isDeepStrictEqual(said, entry)) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    return this.told(said);
  }

  async answer({ actor, code, action }: z.output<typeof answerSwap.input>): Promise<Told> {
    const by = this.numberOf(actor.personId, 'by');
    const standing = this.standing(await this.atlas.freshBook(), code);
    if (by !== standing.asker && by !== standing.with) throw new CodedError('FORBIDDEN', { reason: 'this swap is between two others' });
    // One answer of each kind by each: pressed twice it is the same one.
    const changeId = idOf(`swap:${code}:${action}:${by}`);
    return this.told(await this.say(changeId, { action, by, at: Date.now() }, (book) => this.standing(book, code)));
  }

  private async say(changeId: string, step: Step, find: (book: Book) => SwapEntry): Promise<SwapEntry> {
    const { action, by, at } = step;
    const change = { id: changeId, at, authorId: this.idOf(by), origin: 'write' as const, reason: REASON[action] };
    const said = await this.register.say(change, (book) => {
      const entry = this.decided(book, find(book), step);
      const draft: Draft = { list: 'swaps', key: entry.code, effectiveAt: Math.max(at, book.since), id: null, entry };
      return judged(book, [draft], this.factsOf(entry, action));
    });
    const entry = said.find(({ list }) => list === 'swaps')?.entry;
    if (entry === undefined || entry === null || !('asker' in entry)) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    return entry;
  }

  /** The swap after the step; refuses INVALID, naming the field. */
  private decided(book: Book, entry: SwapEntry, { action, by, at }: Step): SwapEntry {
    const duty = dutyBookBy(book, this.atlas.current().rules.calendarAt(at), entry.roster);
    if (duty === null) throw new CodedError('NOT_FOUND', { field: 'roster', reason: 'no such roster', reasonZh: '没有这张值班表' });
    const { swap, refusal } = decideSwap(swapOf(entry), { action, by, now: at, book: duty });
    if (swap === null) throw new CodedError('INVALID', { field: FIELD[refusal.field] ?? refusal.field, reason: refusal.reason, reasonZh: refusal.reasonZh });
    return { ...entry, status: swap.state };
  }

  private factsOf({ code, asker, with: other }: SwapEntry, action: SwapAction): RegistryFact[] {
    const tell = [action === 'ask' || action === 'withdraw' ? this.idOf(other) : this.idOf(asker)].filter((id) => id !== null);
    return [{ type: FACT[action], swapCode: code, tell }];
  }

  private standing(book: Book, code: string): SwapEntry {
    const entry = book.get('swaps', code)?.entry;
    if (entry === undefined) throw new CodedError('NOT_FOUND', { field: 'code', reason: 'no such swap', reasonZh: '没有这个换班申请' });
    return entry;
  }

  private numberOf(personId: string, field: string): string {
    const number = this.atlas.current().personNumber(personId);
    if (number === undefined) throw new CodedError('NOT_FOUND', { field, reason: 'no such person', reasonZh: '没有此人' });
    return number;
  }

  private idOf(number: string): string | null {
    return this.atlas.current().personId(number) ?? null;
  }

  private told({ code, roster, asker, fromAt, untilAt, with: other, backFromAt, backUntilAt, status }: SwapEntry): Told {
    const take = backFromAt === null || backUntilAt === null ? null : { fromAt: backFromAt, untilAt: backUntilAt };
    return { code, roster, askerId: this.idOf(asker) ?? '', give: { fromAt, untilAt }, take, withId: this.idOf(other) ?? '', status };
  }
}

/** How the request calls what the rule calls otherwise. */
const FIELD: Partial<Record<string, string>> = { fromAt: 'give', untilAt: 'give', back: 'take' };
