import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { groundOf } from '@shaodao/contracts/register/shape';
import type { Actor } from '@shaodao/domain/case/actor';
import { mayKeep, type EntryPlace } from '@shaodao/domain/register/rights';
import type { Book } from './book.js';
import { postsByPerson } from './rules/people-rules.js';

/** May this seat change such an entry? Whoever is somebody in several places is kept by who keeps all of them. */
export function keeps(actor: Actor, book: Book, list: ListName, entry: Entry): boolean {
  return placesOf(book, list, entry).every((place) => mayKeep(actor, { list, ...place }));
}

type Place = Omit<EntryPlace, 'list'>;

/** Where an entry belongs: its own ground, that of the roster it speaks of, or wherever the person it speaks of has a post. */
function placesOf(book: Book, list: ListName, entry: Entry): Place[] {
  const roster = 'roster' in entry ? book.get('rosters', entry.roster)?.entry : undefined;
  const own = placeOf(book, roster === undefined ? list : 'rosters', roster ?? entry);
  const number = list === 'leave' && 'person' in entry ? entry.person : list === 'people' && 'number' in entry ? entry.number : null;
  const posts = number === null ? [] : (postsByPerson(book).get(number) ?? []);
  return posts.length === 0 ? [own] : posts.map((post) => placeOf(book, 'posts', post.entry));
}

function placeOf(book: Book, list: ListName, entry: Entry): Place {
  const department = 'department' in entry ? entry.department : null;
  const departmentId = typeof department === 'string' ? (book.get('departments', department)?.id ?? null) : null;
  return { areaCode: groundOf(listOf(list), entry), departmentId };
}
