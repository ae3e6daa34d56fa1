/**
 * What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), in full width too, or for a number of which it
 * keeps six digits. Such a value is written with an apostrophe before it; one that has apostrophes there already gets one more,
 * so that reading restores every value.
 */
const DANGEROUS = /^'*([=+\-@\t\r\n＝＋－＠]|\d(\.\d+)?E\+\d{2,3}$)/;
/** As Excel saves a code of more than eleven digits: the others are gone. */
const SHORTENED = /^\d(\.\d+)?E\+\d{2,3}$/;

export const guard = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** Bears an apostrophe of {@link guard}. */
export const guarded = (text: string): boolean => text.startsWith("'") && DANGEROUS.test(text);

export const unguarded = (text: string): string => text.slice(1);

export const shortened = (text: string): boolean => SHORTENED.test(text);
