import { isLocalSubclass, nextLocalSubclass } from '@shaodao/domain/codes/component-code';

/** C or I, class, subclass: a code in the national numbers (GB/T 30428). A code of another form is the district's own affair. */
const NATIONAL_FORM = /^([CI]\d{2})(\d{3})$/;

export interface SubclassFault {
  /** Place in the table. */
  index: number;
  reason: string;
  reasonZh: string;
}

/**
 * A district's own subclasses are 080 to 999, each new one counted backwards from the last of its class. `known`: every code
 * that ever stood in the table; those stay as they are. Answers the first one at fault with the number it should have.
 */
export function subclassFault(codes: readonly string[], known: ReadonlySet<string>): SubclassFault | null {
  const given = new Set([...known, ...codes]);
  const taken = new Map<string, string[]>();
  for (const code of known) {
    const [, own = '', subclass = ''] = NATIONAL_FORM.exec(code) ?? [];
    taken.set(own, [...(taken.get(own) ?? []), subclass]);
  }
  for (const code of [...given].filter((one) => !known.has(one)).sort().reverse()) {
    const [, own, subclass = ''] = NATIONAL_FORM.exec(code) ?? [];
    if (own === undefined) continue;
    const before = taken.get(own) ?? [];
    const next = nextLocalSubclass(before);
    if (subclass !== next) return { index: codes.indexOf(code), ...wordsOf(own, subclass, next) };
    taken.set(own, [...before, subclass]);
  }
  return null;
}

function wordsOf(own: string, subclass: string, next: string | null): Omit<SubclassFault, 'index'> {
  if (next === null) return { reason: `class ${own} has no number left from 999 to 080`, reasonZh: `${own}类的本地小类编号（999至080）已用完` };
  const why = isLocalSubclass(subclass)
    ? { en: 'local subclasses are counted backwards', zh: '本地小类应从999起倒序编号' }
    : { en: 'numbers below 080 are national', zh: '080以下为国家标准小类，本地小类应为080至999' };
  return { reason: `${why.en}: the next one is ${own}${next}`, reasonZh: `${why.zh}，下一个为${own}${next}` };
}
