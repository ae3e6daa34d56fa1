/** One line of `docs/bench.json`. `value` is the median of the rounds, `spread` their lowest and highest. */
export interface Figure {
  value: number;
  unit: string;
  target: string;
  rounds: number;
  spread: [number, number];
}

export function figure(rounds: readonly number[], unit: string, target: string): Figure {
  // What takes microseconds would be nothing in hundredths of a millisecond.
  const round = (value: number): number => (Math.abs(value) < 0.1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100);
  return {
    value: round(quantile(rounds, 0.5)),
    unit,
    target,
    rounds: rounds.length,
    spread: [round(Math.min(...rounds)), round(Math.max(...rounds))],
  };
}

/** The value below which a share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
