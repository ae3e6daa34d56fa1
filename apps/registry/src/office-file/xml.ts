import { SaxesParser } from 'saxes';
import { refuse, type FilePlace } from './fault.js';
import { DEPTH_MOST, TOKEN_MOST_CHARACTERS } from './limits.js';

export type Attributes = Readonly<Record<string, string>>;

/** What is told of an XML part, in order; names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  /** `text` stands for all since the last tag when it is short, for a piece of it otherwise. */
  text?(text: string): void;
  close?(name: string): void;
  /** Where the reading is; for a refusal of the XML itself. */
  place(): FilePlace;
}

const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/**
 * Reads a part piece by piece and pauses after each. Refuses what is not well-formed, any DOCTYPE and so any entity of
 * its own (`xml`, `doctype`), a text or tag without end (`cellTooLong`) and elements nested too deeply (`xml`).
 */
export async function* parsed(chunks: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  let depth = 0;
  let silent = 0;
  parser.on('error', ({ message }) => refuse('xml', listener.place(), message));
  parser.on('doctype', () => refuse('doctype', listener.place()));
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0;
    if (++depth > DEPTH_MOST) refuse('xml', listener.place(), `> ${DEPTH_MOST}`);
    listener.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silent = 0;
    depth--;
    listener.close?.(local(name));
  });
  const text = (said: string): void => listener.text?.(said);
  parser.on('text', text);
  parser.on('cdata', text);
  const decoded = textOf(chunks, listener);
  for await (const piece of decoded) {
    silent += piece.length;
    parser.write(piece);
    // The parser holds a text until its end: one that has none would fill the memory.
    if (silent > TOKEN_MOST_CHARACTERS) refuse('cellTooLong', listener.place());
    yield;
  }
  parser.close();
}

/** Reads a part to its end. */
export async function parseWhole(chunks: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const pieces = parsed(chunks, listener);
  while (!(await pieces.next()).done);
}

/** UTF-8 or UTF-16, the only two that an office file may use (ISO/IEC 29500-2, 8.1.4). */
async function* textOf(chunks: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') refuse('xml', listener.place(), 'UTF-8');
    throw error;
  }
}

function encodingOf([first, second]: Buffer): string {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}
