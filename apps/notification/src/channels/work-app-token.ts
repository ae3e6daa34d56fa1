import { setTimeout as pause } from 'node:timers/promises';
import { askVendor } from './vendor-http.js';
import { BUSY_PAUSES_MS, WORK_APP_CODES } from './work-app-codes.js';

/** A token is asked for anew this long before it ends. */
const EARLY_MS = 300_000;

/** `code`: why there is none; nothing that needs one was sent. */
export type TokenAnswer = { token: string } | { code: string };

/** 企业微信 access_token: one for everybody who sends, fetched once however many ask. */
export class WorkAppToken {
  private held: { token: string; untilAt: number } | null = null;
  private asking: Promise<TokenAnswer> | null = null;

  constructor(private readonly app: { url: string; corpId: string; secret: string; limitMs: number }) {}

  async get(now: number): Promise<TokenAnswer> {
    if (this.held !== null && this.held.untilAt > now) return { token: this.held.token };
    this.asking ??= this.fetch().finally(() => (this.asking = null));
    return this.asking;
  }

  /** Forgets a token the vendor called stale; a newer one stays. */
  drop(token: string): void {
    if (this.held?.token === token) this.held = null;
  }

  /** A lost or busy answer is asked for again: with a token alone nobody is written to. */
  private async fetch(): Promise<TokenAnswer> {
    for (const pauseMs of BUSY_PAUSES_MS) {
      const { answer, again } = await this.fetchOnce();
      if (!again) return answer;
      await pause(pauseMs);
    }
    return (await this.fetchOnce()).answer;
  }

  private async fetchOnce(): Promise<{ answer: TokenAnswer; again: boolean }> {
    const { url, corpId, secret, limitMs } = this.app;
    const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
    const reply = await askVendor(`${url}/cgi-bin/gettoken?${query.toString()}`, {}, limitMs);
    if (reply.kind !== 'answer') return { answer: { code: 'NO_CONNECTION' }, again: true };
    const { access_token: token, expires_in: seconds, errcode } = reply.body;
    if (typeof token !== 'string' || token === '') return { answer: { code: String(errcode) }, again: WORK_APP_CODES[Number(errcode)] === 'busy' };
    this.held = { token, untilAt: Date.now() + Number(seconds) * 1_000 - EARLY_MS };
    return { answer: { token }, again: false };
  }
}
