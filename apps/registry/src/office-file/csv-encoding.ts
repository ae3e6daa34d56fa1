import { isUtf8 } from 'node:buffer';
import { NOWHERE, refuse } from './fault.js';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const PIECE = 65_536;
/** Enough text to tell a damaged UTF-8 from GBK. */
const AROUND = 131_072;

/**
 * Which encoding the whole of a text keeps to: UTF-16 by its mark, else UTF-8, else GB 18030 (GBK, GB 2312). Refuses `encoding`
 * with the first byte (from 1) that does not fit and its line. GB 18030 accepts most bytes, so a text that is UTF-8 but for a
 * few of them is refused as damaged and not read as other characters.
 */
export function encodingOf(bytes: Buffer): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return checked(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return checked(bytes, 'utf-16be');
  if (isUtf8(bytes)) return 'utf-8';
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  if (marked || mostlyUtf8(bytes)) return checked(bytes, 'utf-8');
  return checked(bytes, 'gb18030');
}

/** Decoded as UTF-8, GBK turns into � for the greater part. */
function mostlyUtf8(bytes: Buffer): boolean {
  const bad = firstBad(bytes, 'utf-8')?.byte ?? 0;
  const text = new TextDecoder('utf-8').decode(bytes.subarray(Math.max(0, bad - AROUND), bad + AROUND));
  let lost = 0;
  let foreign = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) foreign++;
    if (unit === 0xfffd) lost++;
  }
  return lost * 5 < foreign;
}

function checked(bytes: Buffer, encoding: Encoding): Encoding {
  const bad = firstBad(bytes, encoding);
  if (bad) refuse('encoding', { ...NOWHERE, row: bad.line }, bad.byte + 1);
  return encoding;
}

/** Finds the piece that does not decode, then the byte in it. */
function firstBad(bytes: Buffer, encoding: Encoding): { byte: number; line: number } | null {
  let decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const decode = (from: number, to: number): void => {
    const text = decoder.decode(bytes.subarray(from, to), { stream: to < bytes.length });
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
  };
  for (let from = 0; from < bytes.length; from += PIECE) {
    try {
      decode(from, Math.min(from + PIECE, bytes.length));
    } catch {
      // What was decoded before counts again, as the failed decoder kept half a character.
      decoder = new TextDecoder(encoding, { fatal: true });
      line = 1;
      for (let again = 0; again < from; again += PIECE) decode(again, again + PIECE);
      for (let byte = from; byte < bytes.length; byte++) {
        try {
          decode(byte, byte + 1);
        } catch {
          return { byte, line };
        }
      }
    }
  }
  return null;
}
