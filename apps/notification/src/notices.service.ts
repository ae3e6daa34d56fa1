import { Injectable, Logger } from '@nestjs/common';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { CodedError } from '@shaodao/contracts/errors';
import { NOTICE_HINT, type listNotices, type readNotice } from '@shaodao/contracts/notification';
import { onDuty } from '@shaodao/contracts/registry';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import { Bus } from '@shaodao/platform/bus';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { peopleToTell, type AskOnDuty, type DutyQuestion } from './addressees.js';
import { cursorOf, readCursor } from './notice-cursor.js';
import { noticeText } from './notice-text.js';
import { NoticesStore, type NewNotice } from './notices.store.js';
import { registryText } from './registry-text.js';

const log = new Logger('Notices');

/** Questions to registry that are open at once; a batch of 200 facts must not become a storm. */
const ASKING_AT_ONCE = 16;

@Injectable()
export class NoticesService {
  constructor(
    private readonly store: NoticesStore,
    private readonly bus: Bus,
  ) {}

  /** Makes the messages of a batch of facts; repeats change nothing. Throws while registry or database is away. */
  async tell(facts: readonly CaseFactMessage[]): Promise<void> {
    const concerning = facts.filter((fact) => fact.tell.length > 0);
    const ask = this.askOnce();
    const notices: NewNotice[] = [];
    for (let start = 0; start < concerning.length; start += ASKING_AT_ONCE) {
      const some = concerning.slice(start, start + ASKING_AT_ONCE);
      notices.push(...(await Promise.all(some.map((fact) => noticesOf(fact, ask)))).flat());
    }
    await this.deliver(notices);
  }

  /** The same for what the register tells: its facts name their people. */
  async tellOfRegister(facts: readonly RegistryFactMessage[]): Promise<void> {
    await this.deliver(facts.flatMap(registryNotices));
  }

  private async deliver(notices: readonly NewNotice[]): Promise<void> {
    if (notices.length === 0) return;
    const told = await this.store.add(notices);
    for (const { personId, unread } of await this.store.unreadOf(told)) this.bus.hint(NOTICE_HINT, { personId, unread });
  }

  async list(input: z.output<typeof listNotices.input>): Promise<z.output<typeof listNotices.output>> {
    const { personId } = input.actor;
    const before = input.cursor === undefined ? null : readCursor(input.cursor);
    const [found, unread] = await Promise.all([
      this.store.page({ personId, unreadOnly: input.unread, before, limit: input.limit + 1 }),
      this.store.countUnread(personId),
    ]);
    const items = found.slice(0, input.limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > items.length && last !== undefined ? cursorOf(last) : null, unread };
  }

  /** The read receipt; the first time is kept. Another person's message is NOT_FOUND like one that never was. */
  async read(personId: string, id: string): Promise<z.output<typeof readNotice.output>> {
    const readAt = await this.store.markRead({ personId, id, now: Date.now() });
    if (readAt === null) throw new CodedError('NOT_FOUND', { field: 'id' });
    return { id, readAt, unread: await this.store.countUnread(personId) };
  }

  /** Within a batch the same question is asked once. */
  private askOnce(): AskOnDuty {
    const asked = new Map<string, Promise<string[]>>();
    return (question) => {
      const key = JSON.stringify(question);
      const answer = asked.get(key) ?? this.ask(question);
      asked.set(key, answer);
      return answer;
    };
  }

  private async ask(question: DutyQuestion): Promise<string[]> {
    try {
      return (await this.bus.request(onDuty, question)).personIds;
    } catch (error) {
      // A question registry will never answer must not keep all later messages back.
      if (!(error instanceof CodedError) || (error.code !== 'INVALID' && error.code !== 'NOT_FOUND')) throw error;
      log.error(`registry refuses to say who is on duty as ${question.seat}: ${error.code}`);
      return [];
    }
  }
}

async function noticesOf(fact: CaseFactMessage, ask: AskOnDuty): Promise<NewNotice[]> {
  const people = await peopleToTell(fact, ask);
  return people.map((personId) => ({
    id: v7(),
    factId: fact.factId,
    personId,
    caseId: fact.caseId,
    number: fact.number,
    kind: fact.fact.type,
    text: noticeText(fact),
    at: fact.at,
  }));
}

function registryNotices(told: RegistryFactMessage): NewNotice[] {
  const { factId, at, fact } = told;
  const text = registryText(told);
  if (text === null || !('tell' in fact)) return [];
  return fact.tell.map((personId) => ({ id: v7(), factId, personId, caseId: null, number: null, kind: fact.type, text, at }));
}
