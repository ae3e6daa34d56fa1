import { LIST_NAMES, listOf, type ListName } from '@shaodao/contracts/register/lists';
import { derived, NOT_HELD, type Book, type Standing } from '../book.js';
import { fault, headerOf, type Fault, type Touched } from '../fault.js';

/** A field that holds keys of another list; `ground` stands for areas and grids alike. */
interface Reference {
  list: ListName;
  field: string;
  to: string;
}

const REFERENCES: readonly Reference[] = LIST_NAMES.flatMap((list) =>
  Object.entries(listOf(list).fields).flatMap(([field, { refersTo }]) => (refersTo === undefined ? [] : [{ list, field, to: refersTo }])),
);

/** What a touched entry names must stand, and what has ended may be named by nobody. */
export function referenceFaults(book: Book, touched: readonly Touched[]): Fault[] {
  const faults = touched.flatMap((where) => danglingIn(book, where));
  const ended = touched.filter(({ list, key }) => !NOT_HELD.includes(list) && book.get(list, key) === undefined);
  return [...faults, ...ended.flatMap((where) => namedStill(book, where))];
}

function danglingIn(book: Book, where: Touched): Fault[] {
  const standing = book.get(where.list, where.key);
  if (standing === undefined) return [];
  return REFERENCES.filter(({ list }) => list === where.list).flatMap(({ field, to }) => [
    ...namesIn(standing, field).flatMap((name) => endingSoon(book, where, { field, to, name })),
    ...namesIn(standing, field)
      .filter((name) => !NOT_HELD.includes(to as ListName) && !stands(book, to, name))
      .map((name) => {
        const of = to === 'ground' ? '区划或网格' : listOf(to as ListName).zh;
        return fault(where, field, { reason: `${name} stands in no list of ${to}`, reasonZh: `${of}中没有“${name}”` });
      }),
  ]);
}

/** What is said to end, as a grid that is to be split, is named by nobody new: the name would be left behind. */
function endingSoon(book: Book, where: Touched, { field, to, name }: { field: string; to: string; name: string }): Fault[] {
  const list = to === 'ground' ? 'grids' : (to as ListName);
  const at = NOT_HELD.includes(list) ? null : book.endsAt(list, name);
  if (at === null) return [];
  const day = new Date(at).toISOString();
  return [fault(where, field, { reason: `${name} ends on ${day}: say it then, of what comes after it`, reasonZh: `“${name}”将于${day}停用或调整，请在其后填写` })];
}

function stands(book: Book, to: string, name: string): boolean {
  if (to === 'ground') return book.get('areas', name) !== undefined || book.get('grids', name) !== undefined;
  return book.get(to as ListName, name) !== undefined;
}

interface Namer {
  list: ListName;
  key: string;
  field: string;
}

/** Who of one list names whom: made once for a list, since an ending is asked about rarely and must miss nobody. */
const namersIn = (list: ListName): ((book: Book) => ReadonlyMap<string, Namer>) =>
  derived([list], (book) => {
    const found = new Map<string, Namer>();
    for (const { field, to } of REFERENCES.filter((reference) => reference.list === list)) {
      for (const [key, standing] of book.of(list)) {
        for (const name of namesIn(standing, field)) found.set(`${to}:${name}`, { list, key, field });
      }
    }
    return found;
  });

const NAMERS = LIST_NAMES.filter((list) => REFERENCES.some((reference) => reference.list === list)).map(namersIn);

function namedStill(book: Book, where: Touched): Fault[] {
  const names = [`${where.list}:${where.key}`, ...(where.list === 'areas' || where.list === 'grids' ? [`ground:${where.key}`] : [])];
  const namer = firstOf(book, names);
  if (namer === undefined) return [];
  const of = `${listOf(namer.list).zh}“${namer.key}”的${headerOf(namer.list, namer.field)}`;
  return [fault(where, listOf(where.list).key[0] ?? 'key', { reason: `${namer.list} ${namer.key} still names it as ${namer.field}`, reasonZh: `${of}仍在使用，不能停用` })];
}

function firstOf(book: Book, names: readonly string[]): Namer | undefined {
  for (const namers of NAMERS) {
    const name = names.find((one) => namers(book).has(one));
    if (name !== undefined) return namers(book).get(name);
  }
  return undefined;
}

function namesIn(standing: Pick<Standing, 'entry'>, field: string): string[] {
  const value = (standing.entry as Record<string, unknown>)[field];
  return [value].flat(3).filter((name): name is string => typeof name === 'string');
}

/** All keys an entry names, of whatever list. */
export function namesOf(list: ListName, entry: Standing['entry'] | null): string[] {
  if (entry === null) return [];
  return REFERENCES.filter((reference) => reference.list === list).flatMap(({ field }) => namesIn({ entry }, field));
}
