/** A rotation as data: turns of equal length follow one another from `anchorAt` for ever, before it too. */
export interface Rotation {
  /** Epoch milliseconds. */
  anchorAt: number;
  turnMs: number;
  /** Who is on duty in each turn, the one who leads first. */
  turns: readonly (readonly string[])[];
}

/** The people of the turn that runs at an instant; the end of a turn belongs to the next. Empty without turns. */
export function turnAt(rotation: Rotation, at: number): readonly string[] {
  const { anchorAt, turnMs, turns } = rotation;
  if (turns.length === 0) return [];
  const passed = Math.floor((at - anchorAt) / turnMs) % turns.length;
  return turns[(passed + turns.length) % turns.length] ?? [];
}

/** Pairs out of a list, each person leading once: [a,b] [b,c] [c,a]. Two people share every turn. */
export function pairs(people: readonly string[]): string[][] {
  return people.map((lead, at) => [...new Set([lead, people[(at + 1) % people.length] ?? lead])]);
}
