/**
 * What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), in full width too. A value is written with an
 * apostrophe before it; one that has apostrophes before such a sign already gets one more, so that reading restores every value.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/;

export const guard = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** Bears an apostrophe of {@link guard}. */
export const guarded = (text: string): boolean => text.startsWith("'") && DANGEROUS.test(text);

export const unguarded = (text: string): string => text.slice(1);
