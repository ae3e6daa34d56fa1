/**
 * What stands between a hand and the key: the name of where it will be in force is typed, then the key is held. Nobody does
 * either in passing, and a page opened on a phone in a pocket does neither (D).
 */

/** How long the key is held. */
export const HOLD_MS = 1_500;

/** What must be typed: the name of the one area, or of what lies around several with their number, e.g. `达川区3处`. */
export function armingWords(areaNames: readonly string[], around: string): string {
  const [only] = areaNames;
  return areaNames.length === 1 && only !== undefined ? only : `${around}${areaNames.length}处`;
}

/** Blanks at the ends and the width of digits are the keyboard's; everything else must be as it reads. */
export function isArmed(typed: string, words: string): boolean {
  return words !== '' && typed.trim().normalize('NFKC') === words.normalize('NFKC');
}

/** How much of the hold is done, 0 to 1: at 1 it fires. A clock that was set back begins anew. */
export function heldShare(fromAt: number, now: number): number {
  return Math.min(1, Math.max(0, (now - fromAt) / HOLD_MS));
}
