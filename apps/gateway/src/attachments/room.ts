import { CodedError } from '@shaodao/contracts/errors';

/** Uploads under way: each may hold ten megabytes of memory or disk for as long as a phone takes to send them. */
const MOST = { all: 16, ofOne: 3 };

/** Who is sending a file at this moment, so that nobody takes the way for all. */
export class Room {
  private readonly sending = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: typeof MOST = MOST) {}

  /** Throws TOO_MANY; call the answer when the upload is over. */
  enter(token: string): () => void {
    const own = this.sending.get(token) ?? 0;
    if (this.all >= this.most.all || own >= this.most.ofOne) throw new CodedError('TOO_MANY', { retryAfterSeconds: 3 });
    this.all++;
    this.sending.set(token, own + 1);
    return () => {
      this.all--;
      const left = (this.sending.get(token) ?? 1) - 1;
      if (left === 0) this.sending.delete(token);
      else this.sending.set(token, left);
    };
  }
}
