import { z } from 'zod';
import { request } from '../contract.js';
import { instant, uuid } from '../shapes.js';
import { entryKey } from './requests.js';

/** What the timers of the register ask registry when they fire. Registry says which instants they wait for. */

/** Most rosters of one question. */
export const WATCHED_MOST = 200;

/**
 * The term of a post as it stands. `untilAt` is the instant at which it ends, null without one; renewal opens at
 * `renewalOpensAt`. At `askAgainAt` something already said for later takes effect; `since` is when the post was said as it is.
 * null: there is nothing to wait for.
 */
export const readTerm = request({
  subject: 'registry.term.read',
  input: z.object({ postId: uuid }),
  output: z.object({ untilAt: instant.nullable(), renewalOpensAt: instant.nullable(), askAgainAt: instant.nullable(), since: instant }).nullable(),
  refusals: [],
});
export type Term = NonNullable<z.output<typeof readTerm.output>>;

/**
 * A term has come to where renewal opens, or to its end: kept in the register and told. Renewal once for each end of a term,
 * the end once for each time the post was said.
 * `reached` false: the post has another term by now, or none.
 */
export const reachTerm = request({
  subject: 'registry.term.reach',
  input: z.object({ postId: uuid, what: z.enum(['renewal', 'expiry']), untilAt: instant, since: instant }),
  output: z.object({ reached: z.boolean() }),
  refusals: [],
});

/** Those of some rosters in which a gap may come without anybody changing them: all others need no watch until they change. */
export const pickWatched = request({
  subject: 'registry.roster.pickWatched',
  input: z.object({ rosterKeys: z.array(entryKey).max(WATCHED_MOST) }),
  output: z.object({ rosterKeys: z.array(entryKey) }),
  refusals: [],
});

/**
 * Looks at the coming week of a roster and tells each gap once; asked again it tells only what is new. `askAgainAt` is when
 * the next one comes within the notice, a day ahead at the latest. null: there is no such roster, or no gap can come in it.
 */
export const watchRoster = request({
  subject: 'registry.roster.watch',
  input: z.object({ rosterKey: entryKey }),
  output: z.object({ told: z.int(), askAgainAt: instant }).nullable(),
  refusals: [],
});
