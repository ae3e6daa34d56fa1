import type { RegistryFact } from '@shaodao/contracts/registry-facts';
import type { ListName } from '@shaodao/contracts/register/lists';
import { ruleOfRole, type Role } from '@shaodao/domain/register/role';
import { derived, type Book } from './book.js';
import type { Draft } from './append.store.js';

/** What is told of a change: `before` is the register without it. Each fact once, however many entries make it. */
export function factsOf(before: Book, drafts: readonly Draft[]): RegistryFact[] {
  const facts = drafts.flatMap((draft) => factsOfOne(before, draft));
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

/** What starts every timer of the register: its rosters and its posts with a term, also those said for later. */
export function timerFacts(book: Book): RegistryFact[] {
  const rosters = [...book.of('rosters').keys(), ...book.coming('rosters').map(({ key }) => key)];
  const posts = [...book.of('posts').values(), ...book.coming('posts')].filter(({ entry }) => entry !== null && hasTerm(entry));
  const postIds = posts.flatMap(({ id }) => id ?? []);
  return [...[...new Set(rosters)].map(published), ...[...new Set(postIds)].map((postId) => ({ type: 'appointment.set' as const, postId }))];
}

/** When something already said will change a roster, in order: by the key of the roster. */
export function comingToRosters(book: Book): ReadonlyMap<string, number[]> {
  const told = book.later.flatMap((said) => factsOfOne(book, said).map((fact) => ({ fact, at: said.effectiveAt })));
  const own = told.flatMap(({ fact, at }) => (fact.type === 'roster.published' ? [{ key: fact.rosterKey, at }] : []));
  return new Map([...Map.groupBy(own, ({ key }) => key)].map(([key, all]) => [key, [...new Set(all.map(({ at }) => at))]]));
}

type Entry = NonNullable<Draft['entry']>;

function factsOfOne(before: Book, draft: Draft): RegistryFact[] {
  return TELLERS[draft.list]?.(before, draft) ?? [];
}

const TELLERS: { [N in ListName]?: (before: Book, draft: Draft) => RegistryFact[] } = {
  posts: (before, draft) => {
    const postId = draft.id ?? before.get('posts', draft.key)?.id ?? null;
    return postId !== null && versions(before, draft).some((post) => 'role' in post && hasTerm(post as Post)) ? [{ type: 'appointment.set', postId }] : [];
  },
  rosters: (_, { key }) => [published(key)],
  shifts: ofRoster,
  overrides: ofRoster,
  swaps: ofRoster,
  leave: (before, draft) => versions(before, draft).flatMap((one) => ('person' in one ? ofPerson(before, String(one.person)) : [])),
  people: (before, { key }) => ofPerson(before, key),
};

type Post = { role: Role; until: string | null };

/** The entry as it will be and as it was, where there is one. */
function versions(before: Book, { list, key, entry }: Draft): Entry[] {
  return [entry, before.get(list, key)?.entry ?? null].filter((one): one is Entry => one !== null);
}

function ofRoster(before: Book, draft: Draft): RegistryFact[] {
  return versions(before, draft).flatMap((one) => ('roster' in one ? [published(one.roster)] : []));
}

function ofPerson(before: Book, number: string): RegistryFact[] {
  return (rostersOf(before).get(number) ?? []).map(published);
}

function hasTerm({ role, until }: Post): boolean {
  return until !== null || ruleOfRole(role).termYears !== undefined;
}

function published(rosterKey: string): RegistryFact {
  return { type: 'roster.published', rosterKey };
}

/** The rosters a person stands on, by number. */
export const rostersOf = derived(['rosters', 'shifts', 'overrides', 'swaps'], (book) => {
  const found = new Map<string, string[]>();
  const add = (number: string, roster: string): void => {
    const own = found.get(number) ?? [];
    if (!own.includes(roster)) found.set(number, [...own, roster]);
  };
  for (const [key, { entry }] of book.of('rosters')) for (const number of entry.fallback) add(number, key);
  for (const { entry } of book.of('shifts').values()) for (const number of entry.turns.flat()) add(number, entry.roster);
  for (const { entry } of book.of('overrides').values()) for (const number of entry.people) add(number, entry.roster);
  for (const { entry } of book.of('swaps').values()) for (const number of [entry.asker, entry.with]) add(number, entry.roster);
  return found;
});
