import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecPair, message, rsaPair, type Pair } from '@shaodao/dispatch/alerts/fixture/messages';
import { signed } from '@shaodao/dispatch/alerts/cap/sign';
import type { CapMessage } from '@shaodao/domain/alert/message';
import { capXml } from '@shaodao/domain/alert/xml';
import { insist } from './insist.js';
import { place, resultsFolder } from './place.js';
import type { Answer } from './people.js';

/** Senders of alerts whom the stack under test knows: their keys are written to the book it was told of. */
export class AlertSenders {
  private constructor(private readonly keys: ReadonlyMap<string, Pair>) {}

  static known(): AlertSenders {
    const keys = new Map<string, Pair>([['weather.example', rsaPair()], ['water.example', ecPair()]]);
    const book = Object.fromEntries([...keys].map(([sender, { publicPem }]) => [sender, publicPem]));
    writeFileSync(join(resultsFolder, 'alert-senders.json'), JSON.stringify(book));
    return new AlertSenders(keys);
  }

  /** Signed by the sender it names. */
  async sign(given: CapMessage): Promise<string> {
    const pair = this.keys.get(given.sender);
    if (pair === undefined) throw new Error(`${given.sender} has no key`);
    return signed(capXml(given), pair.privateKey);
  }

  async send(given: CapMessage): Promise<Answer> {
    return post(await this.sign(given));
  }
}

/** Of this instant, to the second, as CAP says it. */
export function alertNow(given: Partial<CapMessage> = {}): CapMessage {
  return message({ sentAt: Math.floor(Date.now() / 1_000) * 1_000, identifier: randomUUID(), ...given });
}

/** Sent again where it was one too many: senders are told to wait a second. */
export async function post(xml: string, language = 'en'): Promise<Answer> {
  return insist(() => postOnce(xml, language));
}

async function postOnce(xml: string, language: string): Promise<Answer> {
  const response = await fetch(`${place.url}/api/alerts`, { method: 'POST', headers: { 'content-type': 'application/cap+xml', 'accept-language': language }, body: xml });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}
