import type { reachTerm, readTerm } from '@shaodao/contracts/register/timers';
import { RENEWAL_OPENS_MS } from '@shaodao/domain/register/term';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { derived, type Book, type Standing } from '../register/book.js';
import { idOf } from '../register/id.js';
import { RegisterService } from '../register/register.service.js';
import type { Draft } from '../register/append.store.js';
import type { Decided } from '../register/register.store.js';
import { beginningOfDay, endOfDay } from '../register/term.js';
import { keepersOf } from './keeper.js';

type Reached = z.output<typeof reachTerm.input>;

const keyById = derived(['posts'], (book) => new Map([...book.of('posts')].map(([key, { id }]) => [id ?? '', key])));

/** Why the register changes, for its history. */
const REASON = { renewal: '聘期将满，开启续聘', expiry: '聘期届满' } as const;

/** 聘期 of posts, as their timers ask for them. */
@Injectable()
export class TermsService {
  constructor(
    private readonly register: RegisterService,
    private readonly atlas: AtlasService,
  ) {}

  async read(postId: string): Promise<z.output<typeof readTerm.output>> {
    const book = await this.atlas.freshBook();
    const coming = book.coming('posts');
    const key = keyById(book).get(postId) ?? coming.find(({ id }) => id === postId)?.key;
    const standing = key === undefined ? undefined : book.get('posts', key);
    const askAgainAt = coming.find((said) => said.key === key)?.effectiveAt ?? null;
    const untilAt = standing === undefined ? null : endOfTerm(standing);
    if (untilAt === null && askAgainAt === null) return null;
    return { since: standing?.from ?? 0, untilAt, renewalOpensAt: untilAt === null ? null : Math.max(untilAt - RENEWAL_OPENS_MS, beginningOf(standing)), askAgainAt };
  }

  /**
   * Kept as a change of the software itself: at the end the post is over; where renewal opens nothing of the post is other,
   * but its history says so. Not judged like what people say: time is no choice.
   */
  async reach(step: Reached): Promise<{ reached: boolean }> {
    const at = Date.now();
    const change = { id: idOf(stepKey(step)), at, authorId: null, origin: 'timer' as const, reason: REASON[step.what] };
    const said = await this.register.say(change, (book) => this.decided(book, step, at));
    return { reached: said.length > 0 };
  }

  private decided(book: Book, { postId, what, untilAt, since }: Reached, at: number): Decided {
    const key = keyById(book).get(postId);
    const standing = key === undefined ? undefined : book.get('posts', key);
    if (key === undefined || standing === undefined || endOfTerm(standing) !== untilAt || (what === 'expiry' && standing.from !== since)) return { drafts: [], facts: [] };
    const { entry } = standing;
    const over = what === 'expiry';
    const draft: Draft = { list: 'posts', key, id: postId, effectiveAt: Math.max(at, book.since), entry: over ? { ...entry, status: 'ended' } : entry };
    const keepers = keepersOf(book, this.atlas.current().rules.calendarAt(at), { ...entry, at });
    const tell = [...new Set([book.get('people', entry.person)?.id ?? [], keepers].flat())];
    return { drafts: [draft], facts: [{ type: over ? 'appointment.expired' : 'appointment.renewalOpened', postId, untilAt, tell }] };
  }
}

/** Renewal opens once for an end of a term; whoever is said to be in office again after the end, ends again. */
function stepKey({ what, postId, untilAt, since }: Reached): string {
  return what === 'renewal' ? `timer:renewal:${postId}:${untilAt}` : `timer:expiry:${postId}:${untilAt}:${since}`;
}

/** null: the post is over, or held without a term. */
function endOfTerm({ entry: { until, status } }: Standing<'posts'>): number | null {
  return until === null || status === 'ended' ? null : endOfDay(until);
}

/** Renewal of a term shorter than the notice opens when it begins. */
function beginningOf(standing: Standing<'posts'> | undefined): number {
  const from = standing?.entry.from ?? null;
  return from === null ? 0 : beginningOfDay(from);
}
