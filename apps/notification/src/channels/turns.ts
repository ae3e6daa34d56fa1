/** Lets so many work at once; the others wait in order, without a time limit of their own running. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private working = 0;

  constructor(private readonly most: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.working >= this.most) await new Promise<void>((go) => this.waiting.push(go));
    else this.working++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // Whoever waited takes the place over.
      if (next === undefined) this.working--;
      else next();
    }
  }
}
