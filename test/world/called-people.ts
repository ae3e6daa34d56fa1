import { randomUUID } from 'node:crypto';
import { callHeard, callPeople, deliveriesOf, type CallNews, type CallOutcome, type CallWords, type Delivery, type PeopleCall } from '@shaodao/contracts/calls';
import { contactsOf, type Contact } from '@shaodao/contracts/plans';
import { Bus } from '@shaodao/platform/bus';
import { place } from './place.js';

type Heard = CallNews['heard'][number];

export interface CalledPerson extends Contact {
  phone: string;
  workAppId: string;
  token: string;
}

let made = 0;

/** People of no register: whom to call is somebody else's to say, how is what is tried with them. */
export function somePeople(count: number): CalledPerson[] {
  return Array.from({ length: count }, () => {
    const personId = randomUUID();
    return { personId, phone: `139${String(made++).padStart(8, '0')}`, workAppId: `u-${personId}`, token: `t-${personId}` };
  });
}

export function wordsOf(number: string, more: Partial<CallWords> = {}): CallWords {
  const at = Date.parse('2026-11-26T20:00:00+08:00');
  return { purpose: 'call', number, planName: '防汛应急预案', areaNames: ['某街道'], level: 'II', at, answerBy: at + 300_000, ...more };
}

/** Notification's two neighbours as it meets them: registry that knows how to reach people, dispatch that hears of them. */
export class CallWorld {
  readonly heard: (Heard & { activationId: string })[] = [];
  /** false: dispatch is away. */
  listens = true;

  private constructor(readonly bus: Bus) {}

  static async join(people: readonly Contact[]): Promise<CallWorld> {
    const world = new CallWorld(await Bus.connect({ url: place.natsUrl, name: 'call-world' }));
    const known = new Map(people.map(({ personId, phone, workAppId }) => [personId, { personId, phone, workAppId }]));
    world.answer(contactsOf.subject, ({ personIds }: { personIds: string[] }) => ({ items: personIds.flatMap((id) => known.get(id) ?? []) }));
    world.answer(callHeard.subject, ({ activationId, heard }: CallNews) => {
      if (!world.listens) return undefined;
      world.heard.push(...heard.map((one) => ({ ...one, activationId })));
      return null;
    });
    await world.bus.connection.flush();
    return world;
  }

  call(people: readonly CalledPerson[], input: Omit<PeopleCall, 'people'>): Promise<CallOutcome> {
    return this.bus.request(callPeople, { ...input, people: people.map(({ personId, token }) => ({ personId, token })) }, { timeoutMs: 15_000 });
  }

  async deliveries(activationId: string, personId: string): Promise<Delivery[]> {
    return (await this.bus.request(deliveriesOf, { activationId, personId })).items;
  }

  /** What dispatch heard of an activation, each once: it may come twice. */
  heardOf(activationId: string, what: Heard['what']): Set<string> {
    return new Set(this.heard.filter((one) => one.activationId === activationId && one.what === what).map(({ personId }) => personId));
  }

  async leave(): Promise<void> {
    await this.bus.onApplicationShutdown();
  }

  /** `undefined` answers nothing, as somebody who is away. */
  private answer<I>(subject: string, reply: (input: I) => unknown): void {
    this.bus.connection.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return;
        const response = reply(message.json<{ data: I }>().data);
        if (response !== undefined) message.respond(JSON.stringify({ id: '1', response, isDisposed: true }));
      },
    });
  }
}
