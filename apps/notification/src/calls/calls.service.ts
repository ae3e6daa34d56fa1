import { randomBytes } from 'node:crypto';
import { CALL_MOST, type CallOutcome, type deliveriesOf, type PeopleCall } from '@shaodao/contracts/calls';
import { NOTICE_HINT } from '@shaodao/contracts/notification';
import { contactsOf, type Contact } from '@shaodao/contracts/plans';
import { REALMS, type Realm } from '@shaodao/domain/activation/realm';
import type { Bus } from '@shaodao/platform/bus';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { callMessage, type CallMessage } from '../channels/call-message.js';
import { outcomes, type Batch, type Channel, type Outcome } from '../channels/channel.js';
import type { OuterChannel, RealmChannels } from '../channels/channels.js';
import { inLanes } from '../channels/lanes.js';
import { Turns } from '../channels/turns.js';
import type { NoticesStore } from '../notices.store.js';
import { CALLEE_MOST, narrowed, planCall } from './call-plan.js';
import type { CallKey, CallsStore, KeptDelivery } from './calls.store.js';
import { summary } from './call-summary.js';
import { callLink, callText } from './words.js';

/** Registry is asked once for a thousand people; without it nobody is written to, and the caller asks again. */
const CONTACTS_LIMIT_MS = 2_000;

/** What asks people to come; of anything else nobody can say “I am on my way”. */
const ANSWERABLE: ReadonlySet<string> = new Set<CallKey['purpose']>(['call', 'upgraded']);

/** Statements for a thousand people at once: more would only stand before the same connections until their limit ran out. */
const STATEMENTS_AT_ONCE = 4;

/** Calls thousands, each at most once for a key: the row is there before the vendor is asked, and what it says is kept in it. */
export class CallsService {
  /** Repeats that come while the first is under way wait for it. */
  private readonly underWay = new Map<string, Promise<CallOutcome>>();
  private readonly turns = new Turns(STATEMENTS_AT_ONCE);

  constructor(
    private readonly store: CallsStore,
    private readonly notices: NoticesStore,
    private readonly bus: Bus,
    private readonly outside: { channels: RealmChannels; publicUrl: string },
  ) {}

  /** Throws UNAVAILABLE while registry or database is away: nobody, or nobody new, was written to, and the same call may be made again. */
  async call(input: PeopleCall): Promise<CallOutcome> {
    const { activationId, realm, channel, attempt, words, people } = input;
    const name = [activationId, realm, words.purpose, channel, attempt, ...people.map(({ personId }) => personId)].join(' ');
    const running = this.underWay.get(name) ?? this.make(input, channel).finally(() => this.underWay.delete(name));
    this.underWay.set(name, running);
    return running;
  }

  async deliveriesOf({ activationId, personId }: z.output<typeof deliveriesOf.input>): Promise<z.output<typeof deliveriesOf.output>> {
    return { items: await this.store.ofPerson(activationId, personId) };
  }

  private make(call: PeopleCall, channel: PeopleCall['channel']): Promise<CallOutcome> {
    return channel === 'inApp' ? this.callInApp(call) : this.callOut(call, channel);
  }

  private async callInApp(call: PeopleCall): Promise<CallOutcome> {
    const { key, people } = keyOf(call);
    const text = this.message(call.realm, call).text;
    const ids = [...people.keys()];
    const now = Date.now();
    const notices = { number: call.words.number, text, at: call.words.at, people: ids.map((personId) => ({ id: v7(), personId })) };
    const told = await this.turns.take(() => this.store.addInApp(key, call.realm, notices, now));
    if (told.length === 0) return summary(people, [], await this.store.find(key, ids));
    for (const { personId, unread } of await this.turns.take(() => this.notices.unreadOf(told))) this.bus.hint(NOTICE_HINT, { personId, unread });
    return { acceptedAt: now, accepted: ids.length, failed: [], unknown: [] };
  }

  private async callOut(call: PeopleCall, channel: OuterChannel): Promise<CallOutcome> {
    const { key, people } = keyOf(call);
    const { realm } = call;
    const way = this.outside.channels[realm][channel];
    const ids = [...people.keys()];
    const [contacts, refused] = way === null ? [new Map(), new Map()] : await Promise.all([this.contacts(ids), this.refused(call, ids)]);
    const now = Date.now();
    const { rows, batches } = planCall<Realm>(way, people, { contacts, refused, newId: batchId, now });
    const begun = await this.turns.take(() => this.store.begin(key, realm, rows, now));
    const missed = ids.filter((id) => !begun.has(id));
    const kept = missed.length === 0 ? [] : await this.turns.take(() => this.store.find(key, missed));
    const results = await this.handOver(realm, channel, { call, batches: narrowed(batches, begun), how: 'send' });
    for (const one of REALMS) results.push(...(await this.takeUp(one, channel, { call, kept, contacts })));
    if (results.length > 0) await this.turns.take(() => this.store.record(key, results));
    const done = rows.flatMap(({ personId, code, state }): Outcome[] =>
      state === 'failed' && begun.has(personId) ? [{ personId, state, code, providerId: null, at: now }] : [],
    );
    return summary(people, [...results, ...done], kept);
  }

  /** The realm of the rows chooses the channels, and the message is of the same by its type. */
  private async handOver<R extends Realm>(realm: R, channel: OuterChannel, work: { call: PeopleCall; batches: Batch[]; how: 'send' | 'resume' }): Promise<Outcome[]> {
    const { call, batches, how } = work;
    const way: Channel<R> | null = this.outside.channels[realm][channel];
    if (way === null) return batches.flatMap((batch) => outcomes(batch, { state: 'unknown', code: 'NO_CHANNEL' }, Date.now()));
    const message = this.message(realm, call);
    return (await inLanes(batches, way.lanes, (batch) => way[how](batch, message))).flat();
  }

  /** What an earlier process of ours left in the middle: the very same batches, with whoever else was in them. */
  private async takeUp<R extends Realm>(realm: R, channel: OuterChannel, left: { call: PeopleCall; kept: KeptDelivery[]; contacts: Map<string, Contact> }): Promise<Outcome[]> {
    const open = new Set(left.kept.filter((row) => row.realm === realm && row.state === 'sending').map(({ batchId }) => batchId));
    const rows = left.kept.filter((row) => row.realm === realm && row.batchId !== null && open.has(row.batchId));
    if (rows.length === 0) return [];
    const way: Channel<R> | null = this.outside.channels[realm][channel];
    const others = rows.map(({ personId }) => personId).filter((id) => !left.contacts.has(id));
    const contacts = new Map([...left.contacts, ...(others.length === 0 ? [] : await this.contacts(others))]);
    const batches = new Map<string, Batch>();
    const results: Outcome[] = [];
    for (const { personId, batchId: id, addressMark, sentAt } of rows) {
      const contact = contacts.get(personId);
      const reach = way === null || contact === undefined ? null : way.addressOf(contact);
      // With another address since, nobody can tell any more.
      if (way === null || id === null || reach === null || 'code' in reach || way.markOf(id, reach.address) !== addressMark) {
        results.push({ personId, state: 'unknown', code: 'ADDRESS_CHANGED', providerId: null, at: Date.now() });
        continue;
      }
      const batch = batches.get(id) ?? { id, people: [], sentAt };
      batch.people.push({ personId, address: reach.address, token: null });
      batches.set(id, batch);
    }
    return [...results, ...(await this.handOver(realm, channel, { call: left.call, batches: [...batches.values()], how: 'resume' }))];
  }

  private message<R extends Realm>(realm: R, { activationId, words }: PeopleCall): CallMessage<R> {
    return callMessage(realm, { text: callText(words), link: callLink(this.outside.publicUrl, activationId, words.purpose), answerable: ANSWERABLE.has(words.purpose) });
  }

  private async contacts(personIds: string[]): Promise<Map<string, Contact>> {
    const found = new Map<string, Contact>();
    for (let start = 0; start < personIds.length; start += CALL_MOST) {
      const some = personIds.slice(start, start + CALL_MOST);
      const { items } = await this.bus.request(contactsOf, { personIds: some }, { timeoutMs: CONTACTS_LIMIT_MS });
      for (const contact of items) found.set(contact.personId, contact);
    }
    return found;
  }

  /** Whom the vendor would not ring up again so soon. */
  private async refused({ realm, channel }: PeopleCall, personIds: string[]): Promise<Map<string, string>> {
    if (channel !== 'voice') return new Map();
    const rung = await this.store.rungUp(realm, personIds, Date.now());
    const often = rung.filter(({ minute, hour, day }) => minute >= CALLEE_MOST.minute || hour >= CALLEE_MOST.hour || day >= CALLEE_MOST.day);
    return new Map(often.map(({ personId }) => [personId, 'CALLEE_LIMIT']));
  }
}

/** Everybody once, however often they are named. */
function keyOf({ activationId, words: { purpose }, channel, attempt, people }: PeopleCall): { key: CallKey; people: Map<string, string> } {
  return { key: { activationId, purpose, channel, attempt }, people: new Map(people.map(({ personId, token }) => [personId, token])) };
}

/** 14 letters: 语音 takes an OutId of 15 bytes, a task_id of 企业微信 the same letters. */
function batchId(): string {
  return randomBytes(10).toString('base64url');
}
