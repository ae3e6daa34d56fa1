export type Language = 'zh' | 'en';

/** The language of words for people by `Accept-Language`: the better liked of Chinese and English, Chinese when in doubt. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let zh = -1;
  let en = -1;
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [, range, weight] = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q\s*=\s*([\d.]+))?/i.exec(part) ?? [];
    const liking = weight === undefined ? 1 : Number(weight);
    if (range?.toLowerCase() === 'zh') zh = Math.max(zh, liking);
    if (range?.toLowerCase() === 'en') en = Math.max(en, liking);
  }
  return en > zh && en > 0 ? 'en' : 'zh';
}
