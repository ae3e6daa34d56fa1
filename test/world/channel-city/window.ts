/** Counts what came within the last `ms`, exactly: the vendors' limits hold in every window, not per tick. */
export class Window {
  private readonly times: number[] = [];
  private first = 0;

  constructor(
    private readonly ms: number,
    private readonly most: number,
  ) {}

  /** false, and not counted, where one more would be too many. */
  admit(now: number): boolean {
    while (this.first < this.times.length && (this.times[this.first] ?? 0) <= now - this.ms) this.first++;
    if (this.first > 10_000) {
      this.times.splice(0, this.first);
      this.first = 0;
    }
    if (this.times.length - this.first >= this.most) return false;
    this.times.push(now);
    return true;
  }
}

/** A window, or several, for each address. */
export class Windows {
  private readonly windows = new Map<string, Window[]>();

  constructor(private readonly limits: readonly [ms: number, most: number][]) {}

  admit(address: string, now: number): boolean {
    let windows = this.windows.get(address);
    if (windows === undefined) this.windows.set(address, (windows = this.limits.map(([ms, most]) => new Window(ms, most))));
    return windows.every((window) => window.admit(now));
  }
}
