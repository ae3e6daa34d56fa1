/** One part of a code made of digits: how many, and the word people know it by. */
export interface CodePart<Name extends string> {
  name: Name;
  digits: number;
  zh: string;
  /** Whether all zeros say something; without it they are refused. */
  zeros?: true;
}

/** Why a text is no code. `part` names the part at fault, `code` where no single one is. */
export interface CodeFault<Name extends string = string> {
  part: Name | 'code';
  reason: string;
  reasonZh: string;
}

export function isFault(parsed: object): parsed is CodeFault {
  return 'reasonZh' in parsed;
}

/** Cuts a text into the parts of a layout, from the left; the first part that does not fit is the fault. */
export function cutCode<Name extends string>(
  text: string,
  layout: readonly CodePart<Name>[],
): Record<Name, string> | CodeFault<Name> {
  const parts: Partial<Record<Name, string>> = {};
  let at = 0;
  for (const part of layout) {
    const piece = text.slice(at, at + part.digits);
    const fault = faultOf(piece, part);
    if (fault !== null) return fault;
    parts[part.name] = piece;
    at += part.digits;
  }
  if (text.length > at) {
    return { part: 'code', reason: `is longer than ${at} digits`, reasonZh: `编码应为${at}位数字，多出${text.length - at}位` };
  }
  return parts as Record<Name, string>;
}

/**
 * Puts parts together; a number is filled up with zeros on the left. Throws RangeError for what `cutCode` would not give back,
 * since a caller builds from parts that it has checked.
 */
export function joinCode<Name extends string>(parts: Record<Name, string | number>, layout: readonly CodePart<Name>[]): string {
  return layout
    .map((part) => {
      const piece = String(parts[part.name]).padStart(typeof parts[part.name] === 'number' ? part.digits : 0, '0');
      const fault = piece.length > part.digits ? tooLong(part) : faultOf(piece, part);
      if (fault !== null) throw new RangeError(`${fault.part}: ${piece} ${fault.reason}`);
      return piece;
    })
    .join('');
}

function faultOf<Name extends string>(piece: string, part: CodePart<Name>): CodeFault<Name> | null {
  const { name, digits, zh } = part;
  if (!/^\d*$/.test(piece)) return { part: name, reason: 'holds something other than the digits 0 to 9', reasonZh: `${zh}含有非数字字符` };
  if (piece.length < digits) return { part: name, reason: `is shorter than ${digits} digits`, reasonZh: `${zh}应为${digits}位数字` };
  if (part.zeros !== true && /^0+$/.test(piece)) return { part: name, reason: 'is all zeros', reasonZh: `${zh}不能全为0` };
  return null;
}

function tooLong<Name extends string>({ name, digits, zh }: CodePart<Name>): CodeFault<Name> {
  return { part: name, reason: `is longer than ${digits} digits`, reasonZh: `${zh}超过${digits}位数字` };
}
