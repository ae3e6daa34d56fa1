import { z } from 'zod';
import { words } from '../shapes.js';

/**
 * One value of an entry: its shape on the wire, and how an office writes it in a cell. `read` turns the text of a cell that
 * is not empty into what `schema` judges; `print` is its inverse for every value the schema lets through.
 */
export interface Field<S extends z.ZodType = z.ZodType> {
  /** Which control a form has for it; every kind is written and read as a cell. */
  kind: FieldKind;
  /** Chinese header of its column. */
  zh: string;
  schema: S;
  /** A cell as the template shows it. */
  example: string;
  read: (cell: string) => unknown;
  print(value: NonNullable<z.output<S>>): string;
  required: boolean;
  /** The list whose keys it holds; a value that is a list holds several. */
  refersTo?: string;
  /** A personal value: masked wherever it is shown, unless a reason is given. */
  masked?: 'phone' | 'idNumber';
  /** Words that are offered in the template, in the order shown. */
  choices?: string[];
  /** Holds an instant: ISO 8601 over HTTP. */
  instant?: boolean;
}

export type FieldKind = 'text' | 'choice' | 'choices' | 'flag' | 'count' | 'day' | 'moment' | 'several' | 'turns' | 'polygon';

/** Between several values in one cell. */
const BETWEEN = '、';
const SPLIT = /[、,，;；\s]+/;

function field<S extends z.ZodType>(own: Omit<Field<S>, 'kind' | 'required' | 'read' | 'print'> & Partial<Pick<Field<S>, 'kind' | 'read' | 'print'>>): Field<S> {
  const { zh, schema, ...rest } = own;
  return { kind: 'text', read: (cell) => cell, print: String, required: true, zh, schema: schema.meta({ description: zh }), ...rest };
}

/** May be left out: null then, an empty cell. */
export function maybe<S extends z.ZodType>(own: Field<S>): Field<z.ZodDefault<z.ZodNullable<S>>> {
  return { ...own, print: (value) => own.print(value as NonNullable<z.output<S>>), schema: own.schema.nullable().default(null).meta({ description: own.zh }), required: false };
}

/** May be left out: has its usual value then, an empty cell; so have entries of releases that did not know it. */
export function usually<S extends z.ZodType>(own: Field<S>, value: z.util.NoUndefined<z.output<S>>): Field<z.ZodDefault<S>> {
  const print = (said: unknown): string => own.print(said as NonNullable<z.output<S>>);
  return { ...own, example: print(value), print, schema: own.schema.default(value).meta({ description: own.zh }), required: false };
}

export const text = (zh: string, example: string, most = 100): Field<z.ZodType<string>> => field({ zh, example, schema: words(most) });

/** A text of a fixed form, e.g. a code; `form` says it in words. */
export function coded(zh: string, example: string, form: { pattern: RegExp; words: string }): Field<z.ZodString> {
  return field({ zh, example, schema: z.string().regex(form.pattern, form.words) });
}

/** The key of an entry of another list. */
export function ref(zh: string, example: string, list: string): Field<z.ZodType<string>> {
  return { ...field({ zh, example, schema: words(120) }), refersTo: list };
}

/** Keys of entries of another list, each once, with 、 between. */
export function refs(zh: string, example: string, list: string): Field<z.ZodDefault<z.ZodArray<z.ZodType<string>>>> {
  return { ...several(zh, example, words(120)), refersTo: list };
}

export function codes(zh: string, example: string, form: { pattern: RegExp; words: string }): Field<z.ZodDefault<z.ZodArray<z.ZodString>>> {
  return several(zh, example, z.string().regex(form.pattern, form.words));
}

function several<S extends z.ZodType>(zh: string, example: string, one: S): Field<z.ZodDefault<z.ZodArray<S>>> {
  const schema = z.array(one).max(500).refine((all) => new Set(all).size === all.length, 'holds one value twice').default([]);
  const print = (value: unknown): string => (value as string[]).join(BETWEEN);
  return { ...field({ kind: 'several', zh, example, schema, read: (cell) => cell.split(SPLIT).filter((part) => part !== ''), print }), required: false };
}

/** One of a few; people write and read the Chinese word, a file may hold either. */
export function choice<const T extends string>(zh: string, options: Record<T, string>): Field<z.ZodType<T>> {
  const names = Object.keys(options) as T[];
  const byWord = new Map<string, T>(names.map((name) => [options[name], name]));
  return field({
    kind: 'choice',
    zh,
    schema: z.enum(names) as unknown as z.ZodType<T>,
    example: options[names[0] as T],
    choices: names.map((name) => options[name]),
    read: (cell) => byWord.get(cell) ?? cell,
    print: (value) => options[value],
  });
}

/** Several of a few, with 、 between. */
export function choices<const T extends string>(zh: string, options: Record<T, string>): Field<z.ZodDefault<z.ZodArray<z.ZodType<T>>>> {
  const one = choice(zh, options);
  const many = several(zh, one.example, one.schema);
  return {
    ...many,
    kind: 'choices',
    choices: one.choices ?? [],
    read: (cell) => (many.read(cell) as string[]).map((part) => one.read(part)),
    print: (value) => value.map((part) => options[part]).join(BETWEEN),
  };
}

export function flag(zh: string, usual = false): Field<z.ZodDefault<z.ZodBoolean>> {
  const read = (cell: string): unknown => (cell === '是' ? true : cell === '否' ? false : cell);
  return { ...field({ kind: 'flag', zh, example: usual ? '是' : '否', schema: z.boolean('must be 是 or 否').default(usual), choices: ['是', '否'], read, print: (value) => (value ? '是' : '否') }), required: false };
}

export function count(zh: string, example: number, most = 1_000_000, least = 0): Field<z.ZodInt> {
  return field({ kind: 'count', zh, example: String(example), schema: z.int().min(least).max(most), read: (cell) => (/^\d+$/.test(cell) ? Number(cell) : cell) });
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function day(zh: string, example: string): Field<z.ZodISODate> {
  return field({ kind: 'day', zh, example, schema: z.iso.date('must be a day written YYYY-MM-DD'), read: (cell) => cell.replaceAll('/', '-') });
}

export function phone(zh: string, example: string): Field<z.ZodString> {
  return { ...field({ zh, example, schema: z.string().regex(/^\+?[\d*-]{3,20}$/, 'must be a telephone number') }), masked: 'phone' };
}

const OFFSET = '+08:00';

/** An instant, epoch milliseconds; people write the local minute, `YYYY-MM-DD HH:MM` of China. */
export function moment(zh: string, example: string): Field<z.ZodInt> {
  const schema = z.int('must be a time written YYYY-MM-DD HH:MM').min(0);
  const read = (cell: string): unknown => {
    const at = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2}(\.\d{3})?)?$/.test(cell) ? Date.parse(`${cell.replace(' ', 'T')}${OFFSET}`) : Number.NaN;
    return Number.isNaN(at) ? cell : at;
  };
  const print = (value: unknown): string => {
    const written = new Date((value as number) + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');
    return written.replace(/(:00)?\.000$/, '');
  };
  return field({ kind: 'moment', zh, example, schema, read, print, instant: true });
}
