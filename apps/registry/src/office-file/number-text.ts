import { DAY_MS } from '@shaodao/domain/calendar';
import { refuse, type FilePlace } from './fault.js';
import type { NumberFormat } from './number-format.js';

const DAY_SECONDS = 86_400;
/** Of 16 digits Excel has thrown one away at least. */
const DIGITS_END = 1e15;
/** 9999-12-31, the last day Excel shows. */
const LAST_DAY = 2_958_465;
/** From 1900 to 1904. */
const DAYS_1904 = 1_462;
/** Excel counts a 29 February 1900 that never was. */
const NO_DAY = 60;

interface Shown {
  format: NumberFormat;
  from1904: boolean;
}

/**
 * A number as people read it: all its digits, dates as `YYYY-MM-DD`, times as `HH:MM` or `HH:MM:SS`, both with a space between,
 * `85%`, and the leading zeros of a format `000000`. Refuses `badNumber`, `digitsLost` and `badDate`.
 */
export function numberText(written: string, { format, from1904 }: Shown, place: FilePlace): string {
  if (written.length > 400 || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written)) refuse('badNumber', place, written);
  const value = Number(written);
  if (format === 'moment') return momentText(value, from1904) ?? refuse('badDate', place, written);
  if (format === 'elapsed') return elapsedText(value) ?? refuse('badDate', place, written);
  if (Math.abs(value) >= DIGITS_END) refuse('digitsLost', place, written);
  if (format === 'percent') return `${plain(value * 100)}%`;
  const text = plain(value);
  return typeof format === 'object' && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text;
}

/** Decimal, with the 15 digits that Excel keeps: 0.1 + 0.2 is 0.3 to people. */
function plain(value: number): string {
  const kept = Number(value.toPrecision(15));
  const text = String(Object.is(kept, -0) ? 0 : kept);
  const [, sign, whole, part = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? [];
  return exponent === undefined ? text : `${sign}0.${'0'.repeat(Number(exponent) - 1)}${whole}${part}`;
}

function momentText(value: number, from1904: boolean): string | null {
  const seconds = Math.round(value * DAY_SECONDS);
  const day = Math.floor(seconds / DAY_SECONDS);
  const since1900 = from1904 ? day + DAYS_1904 : day;
  const time = timeText(seconds - day * DAY_SECONDS);
  if (!(value >= 0) || since1900 > LAST_DAY || (since1900 === NO_DAY && !from1904)) return null;
  if (day === 0 && !from1904) return time;
  const date = new Date(Date.UTC(1899, 11, since1900 < NO_DAY ? 31 : 30) + since1900 * DAY_MS).toISOString().slice(0, 10);
  return time === '00:00' ? date : `${date} ${time}`;
}

function elapsedText(value: number): string | null {
  return value >= 0 && value <= LAST_DAY ? timeText(Math.round(value * DAY_SECONDS)) : null;
}

function timeText(seconds: number): string {
  const two = (amount: number): string => String(Math.floor(amount)).padStart(2, '0');
  const minutes = `${two(seconds / 3_600)}:${two((seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? minutes : `${minutes}:${two(seconds % 60)}`;
}

/** A date written as ISO 8601 (`t="d"`), which some programs do. */
export function isoText(written: string, place: FilePlace): string {
  const [, date, hours, seconds] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?Z?)?$/.exec(written) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(`${date}T00:00Z`))) return refuse('badDate', place, written);
  const time = `${hours ?? '00:00'}${seconds === ':00' ? '' : (seconds ?? '')}`;
  return time === '00:00' ? date : `${date} ${time}`;
}
