import { LIST_NAMES, listOf, type ListName } from '@shaodao/contracts/register/lists';
import { BETWEEN_KEYS, keyOf } from '@shaodao/contracts/register/shape';
import type { Field } from '@shaodao/contracts/register/field';

/** What an entry says, as the register has it: instants are epoch milliseconds. */
export type Said = Record<string, unknown>;
/** An entry as a person writes it: the text of each cell, empty where nothing is said. */
export type Cells = Record<string, string>;

export function fieldsOf(list: ListName): [name: string, field: Field][] {
  return Object.entries(listOf(list).fields);
}

/** ISO 8601 of an answer becomes an instant. */
export function heard(list: ListName, entry: Said): Said {
  return convert(list, entry, (value) => (typeof value === 'string' ? Date.parse(value) : value));
}

/** And back again. */
export function spoken(list: ListName, entry: Said): Said {
  return convert(list, entry, (value) => (typeof value === 'number' ? new Date(value).toISOString() : value));
}

function convert(list: ListName, entry: Said, change: (value: unknown) => unknown): Said {
  const moments = fieldsOf(list).filter(([name, { instant }]) => instant === true && name in entry);
  return { ...entry, ...Object.fromEntries(moments.map(([name]) => [name, change(entry[name])])) };
}

/** A value in Chinese; empty for nothing. What an older entry says in a way no longer known is shown as it stands. */
export function printed(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  try {
    return field.print(value);
  } catch {
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

export function cellsOf(list: ListName, entry: Said): Cells {
  return Object.fromEntries(fieldsOf(list).map(([name, field]) => [name, printed(field, entry[name])]));
}

/** What the cells say; an empty one that may be empty is left out, so that it has its usual value. */
export function saidIn(list: ListName, cells: Cells): Said {
  const written = fieldsOf(list).map(([name, field]) => [name, field, cells[name]?.trim() ?? ''] as const);
  return Object.fromEntries(written.filter(([, , cell]) => cell !== '').map(([name, field, cell]) => [name, field.read(cell)]));
}

export function keyIn(list: ListName, said: Said): string {
  return keyOf(listOf(list), said);
}

/** The keys a value names, of the list it refers to. */
export function refsIn(field: Field, value: unknown): string[] {
  if (field.refersTo === undefined || value === null || value === undefined) return [];
  return [value].flat(2).filter((key): key is string => typeof key === 'string' && key !== '');
}

/** `ground` is a grid from 15 digits on, else an area. */
export function listNamed(refersTo: string, key: string): ListName {
  if (refersTo === 'ground') return key.length === 15 ? 'grids' : 'areas';
  return refersTo as ListName;
}

/** The parts of a key by the fields they are values of, the empty ones left out. A key of another list within it is one part. */
export function partsOf(list: ListName, key: string): { part: string; field: Field | undefined }[] {
  const { key: names, fields } = listOf(list);
  const written = key.split(BETWEEN_KEYS);
  const parts = names.map((name) => {
    const field = fields[name];
    return { part: written.splice(0, partsIn(field)).join(BETWEEN_KEYS), field };
  });
  return parts.filter(({ part }) => part !== '');
}

function partsIn(field: Field | undefined): number {
  const named = LIST_NAMES.find((name) => name === field?.refersTo);
  return named === undefined ? 1 : listOf(named).key.length;
}

/** A header without what says that codes stand below: where names are shown, they are no codes. */
export function headWords({ zh, refersTo }: Field): string {
  return refersTo === undefined ? zh : zh.replace(/(编号|编码|代码)$/, '');
}

/** A key as people read it: `社区书记 · 梧桐梁社区` of `communitySecretary~511703001001~`, with codes where `nameOf` knows no name. */
export function keyWords(list: ListName, key: string, nameOf: (list: ListName, key: string) => string | null = () => null): string {
  const parts = partsOf(list, key).map(({ part, field }) => {
    if (field === undefined) return part;
    if (field.refersTo === undefined) return printed(field, field.instant === true ? Number(part) : part);
    const named = listNamed(field.refersTo, part);
    return nameOf(named, part) ?? keyWords(named, part, nameOf);
  });
  return parts.join(' · ');
}
