import { tierOfSeat, type Actor } from '@shaodao/domain/case/actor';
import { RULE_SEATS } from '@shaodao/domain/rule-version';
import type { Entry, ListName } from '@shaodao/contracts/register/lists';
import { listOf } from '@shaodao/contracts/register/lists';
import { groundOf } from '@shaodao/contracts/register/shape';
import { mayMeet } from '../person/sight.js';
import type { Book } from './book.js';
import { postsByPerson } from './rules/people-rules.js';

/**
 * May this seat see an entry? What names nobody is seen by everybody who is signed in; people and their posts by whoever
 * may meet them; accounts and residents by the chain of their own ground only, leaders of the centre included.
 */
export function maySee(actor: Actor, list: ListName, entry: Entry, book: Book): boolean {
  return SIGHT[list]?.(actor, entry as never, book) ?? true;
}

const SIGHT: { [N in ListName]?: (actor: Actor, entry: Entry<N>, book: Book) => boolean } = {
  people: knows,
  posts: (actor, { person }, book) => meets(actor, person, book),
  leave: (actor, { person }, book) => meets(actor, person, book),
  swaps: (actor, { asker }, book) => meets(actor, asker, book),
  accounts: (actor, entry) => RULE_SEATS.includes(actor.seat) || actor.seat === 'operations' || covers(actor, 'accounts', entry),
  residents: (actor, entry) => covers(actor, 'residents', entry),
};

/** Whoever has no post is met by nobody: those who keep the list must still find them, the leaders and the chain of where they live. */
function knows(actor: Actor, person: Entry<'people'>, book: Book): boolean {
  if (RULE_SEATS.includes(actor.seat)) return true;
  const own = rolesOf(book, person);
  return mayMeet(actor, own) || (own.roles.length === 0 && covers(actor, 'people', person));
}

function meets(actor: Actor, number: string, book: Book): boolean {
  const person = book.get('people', number);
  return person !== undefined && knows(actor, person.entry, book);
}

/** 本网格链条: the ground lies in the actor's own area. Seats of no tier have no ground. */
function covers(actor: Actor, list: ListName, entry: Entry): boolean {
  return tierOfSeat(actor.seat) !== null && (groundOf(listOf(list), entry) ?? '').startsWith(actor.areaCode);
}

/** A person as {@link mayMeet} knows them. */
export function rolesOf(book: Book, person: Entry<'people'>): Parameters<typeof mayMeet>[1] {
  const posts = postsByPerson(book).get(person.number) ?? [];
  return {
    id: book.get('people', person.number)?.id ?? '',
    roles: posts.map(({ entry: { role, areaCode, department } }) => ({
      role,
      areaCode,
      departmentId: department === null ? null : (book.get('departments', department)?.id ?? null),
    })),
  };
}
