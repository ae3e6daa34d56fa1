import type { callNow } from '@shaodao/contracts/activations';
import type { callPart } from '@shaodao/contracts/activation-work';
import { callPeople, CALL_MOST, type CallWords } from '@shaodao/contracts/calls';
import { FLASH_LADDER, ROOT_RUNG, ROOT_RUNG_NO, type CallChannel } from '@shaodao/domain/activation/call-channel';
import { realmOf } from '@shaodao/domain/activation/realm';
import type { ActivationFact } from '@shaodao/domain/activation/event';
import type { ResponseLevel } from '@shaodao/domain/activation/level';
import { isInForceAt, isLive, levelOf, openAreas } from '@shaodao/domain/activation/state';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationDuty } from './activation-duty.service.js';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { answerToken } from './answer-token.js';
import { PeopleStore, type ToCall } from './people.store.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';

/** A vendor that is slow is waited for as long; then nobody knows, and the next rung takes over. */
const CALL_MS = 20_000;
/** Attempts of the ladder are its rungs; what is told of a team or a coordinator has its number behind it. */
export const TEAMS_MOST = 100_000;
/** So far apart are the attempts of somebody who was let go and is called anew. */
const ROUND = 1_000;
const QUIET = ['inApp', 'workApp'] as const;
/** Who has no account is none the less called: by the next channel that reaches people. */
const NEXT_CHANNEL: Partial<Record<CallChannel, CallChannel>> = { workApp: 'sms', sms: 'voice' };

type Purpose = CallWords['purpose'];
type Sent = z.output<typeof callPeople.output>;

interface Message {
  purpose: Purpose;
  channel: CallChannel;
  attempt: number;
  /** Of what is missing: people, and teams where more than one is told of. */
  count?: number;
  teams?: number;
  /** Without it those of the activation. */
  areaNames?: string[];
  /** Of a call, and of what is to be confirmed. */
  answerBy?: number | null;
  /** Where it is told of; without it the most severe there is. */
  level?: ResponseLevel;
  /** When what is told of happened; without it when the activation took effect. */
  at?: number;
}

/** Without `channels` those that ring nobody up. */
type Telling = Omit<Message, 'channel'> & { channels?: readonly CallChannel[] };

/** Messages of an activation, to the people of its roster and to those above them. */
@Injectable()
export class CallsService {
  constructor(
    private readonly bus: Bus,
    private readonly store: ActivationsStore,
    private readonly people: PeopleStore,
    private readonly duty: ActivationDuty,
    private readonly tallies: TalliesService,
  ) {}

  /** A part of the roster: those who are waited for, or everybody whom an event of the history concerns. */
  async part(kept: KeptActivation, { from, until, channel, purpose, seq }: Omit<z.output<typeof callPart.input>, 'activationId'>): Promise<number> {
    const { activationId } = kept;
    const event = purpose === 'call' ? null : await this.store.event(activationId, seq);
    if (event === null && !isCalling(kept)) return 0;
    const everybodyIn = event !== null && 'areas' in event.fact ? event.fact.areas : null;
    const people = await this.people.toCall(activationId, { from, until, everybodyIn });
    if (people.length === 0) return 0;
    const message: Message = { purpose, channel, attempt: seq, ...(event === null ? {} : { at: event.at, level: levelIn(event.fact, kept) }) };
    const sent = await this.send(kept, people, message);
    if (event === null && channel === 'workApp' && sent.acceptedAt !== null) await this.store.handedOff(activationId, sent.acceptedAt);
    await this.followUp(kept, people, { sent, message });
    return sent.accepted;
  }

  /** One rung of the ladder for those of a team who have not answered, while its ground is in force. */
  async rung(kept: KeptActivation, teamNo: number, rung: number): Promise<number> {
    const { activationId } = kept;
    const team = await this.people.team(activationId, teamNo);
    const step = FLASH_LADDER[rung];
    if (team === null || step === undefined || !isInForceAt(stateOf(kept), team.areaCode)) return 0;
    const people = await this.people.pendingOfTeam(activationId, teamNo);
    if (people.length === 0) return 0;
    for (const channel of step.channels) {
      if (step.target === 'person') {
        const message: Message = { purpose: 'call', channel, attempt: rung };
        await this.followUp(kept, people, { sent: await this.send(kept, people, message), message });
      } else {
        await this.tellAbove(kept, team, { purpose: 'missing', channel, attempt: rung * TEAMS_MOST + teamNo, count: people.length }, step.target);
      }
    }
    await this.people.tookRung(activationId, people.map(({ personId }) => personId), rung);
    return people.length;
  }

  /**
   * The rung above the teams, for a coordinator's subdistrict while it is in force: one message with its sums to who commands. All
   * coordinators who share the subdistrict since one cause name it alike, so that it is told once. Answers who is missing.
   */
  async root(kept: KeptActivation, coordinatorNo: number): Promise<number> {
    const { activationId, names } = kept;
    const state = stateOf(kept);
    if (state.phase !== 'active') return 0;
    const found = await this.people.missingUnder(activationId, coordinatorNo, openAreas(state).map(({ code }) => code));
    if (found === null || found.people === 0) return 0;
    const { areaCode, firstNo, people: count, teams } = found;
    const message: Telling = { purpose: 'missing', channels: ROOT_RUNG.channels, attempt: ROOT_RUNG_NO * TEAMS_MOST + firstNo, count, teams, areaNames: [names[areaCode] ?? areaCode] };
    await this.tell(kept, await this.duty.commanders(kept), message);
    return count;
  }

  /** A receipt says that a message did not arrive: the next channel is taken at once, under the number of its own rung. */
  async failed(kept: KeptActivation, failed: readonly { personId: string; at: number }[], channel: CallChannel): Promise<void> {
    if (!isCalling(kept)) return;
    const people = await this.people.pendingSince(kept.activationId, failed);
    await this.byNext(kept, people, { purpose: 'call', channel, attempt: 0 });
  }

  /** 立即呼叫: those of them who have not answered, at the word of somebody at a screen; `nth`, above every rung, names their word. */
  async now(kept: KeptActivation, personIds: readonly string[], { channel, nth }: { channel: CallChannel; nth: number }): Promise<z.output<typeof callNow.output>> {
    const people = await this.people.pendingAmong(kept.activationId, personIds);
    if (people.length === 0) return { called: 0, failed: 0, unknown: 0 };
    const sent = await this.send(kept, people, { purpose: 'call', channel, attempt: nth });
    await this.mark(kept, people, sent);
    return { called: sent.accepted, failed: sent.failed.length, unknown: sent.unknown.length };
  }

  /** Writes to people who need not be in the roster: leaders, owners of steps. They answer by signing in. */
  async tell(kept: KeptActivation, personIds: readonly string[], { channels = QUIET, ...message }: Telling): Promise<void> {
    for (const channel of channels) {
      for (let at = 0; at < personIds.length; at += CALL_MOST) {
        await this.ask(kept, personIds.slice(at, at + CALL_MOST).map((personId) => ({ personId, token: '' })), { ...message, channel });
      }
    }
  }

  private async send(kept: KeptActivation, people: readonly ToCall[], message: Message): Promise<Sent> {
    const { answerKey } = kept;
    // People who came together have one limit: that of the first is everybody's.
    const answerBy = message.purpose === 'call' ? { answerBy: people[0]?.answerBy ?? null } : {};
    const all: Sent = { acceptedAt: null, accepted: 0, failed: [], unknown: [] };
    for (const [round, some] of Map.groupBy(people, (one) => one.round)) {
      // The word of somebody at a screen has a number of its own: in a repeat it is the same.
      const attempt = message.purpose === 'call' && message.attempt < ROUND ? round * ROUND + message.attempt : message.attempt;
      const sent = await this.ask(kept, some.map(({ personId, personNo }) => ({ personId, token: answerToken(answerKey, personNo) })), { ...message, ...answerBy, attempt });
      all.acceptedAt = sent.acceptedAt === null ? all.acceptedAt : Math.max(all.acceptedAt ?? 0, sent.acceptedAt);
      all.accepted += sent.accepted;
      all.failed.push(...sent.failed);
      all.unknown.push(...sent.unknown);
    }
    return all;
  }

  private async ask(kept: KeptActivation, people: { personId: string; token: string }[], { purpose, channel, attempt, ...more }: Message): Promise<Sent> {
    const { activationId, drill } = kept;
    const words = { ...wordsOf(kept, purpose), ...more };
    return this.bus.request(callPeople, { activationId, realm: realmOf(drill), channel, attempt, words, people }, { timeoutMs: CALL_MS });
  }

  /** Whom the vendor took is called; whom it refused is written to by the next channel at once: a failure waits for no rung. */
  private async followUp(kept: KeptActivation, people: readonly ToCall[], { sent, message }: { sent: Sent; message: Message }): Promise<void> {
    if (message.purpose === 'call') await this.mark(kept, people, sent);
    const refused = new Set(sent.failed.map(({ personId }) => personId));
    await this.byNext(kept, people.filter(({ personId }) => refused.has(personId)), message);
  }

  private async byNext(kept: KeptActivation, people: readonly ToCall[], message: Message): Promise<void> {
    const channel = NEXT_CHANNEL[message.channel];
    if (channel === undefined || people.length === 0) return;
    // A call goes under the number of the rung it belongs to, so that nobody hears it again when that comes.
    const rung = FLASH_LADDER.findIndex(({ target, channels }) => target === 'person' && channels.includes(channel));
    const next: Message = { ...message, channel, attempt: message.purpose === 'call' ? rung : message.attempt };
    await this.followUp(kept, people, { sent: await this.send(kept, people, next), message: next });
  }

  private async mark({ activationId }: KeptActivation, people: readonly ToCall[], { acceptedAt, failed, unknown }: Sent): Promise<void> {
    const not = new Set([...failed.map(({ personId }) => personId), ...unknown]);
    const called = people.map(({ personId }) => personId).filter((personId) => !not.has(personId));
    if (called.length === 0) return;
    await this.people.called(activationId, called, acceptedAt ?? Date.now());
    this.tallies.moved(activationId, null);
  }

  private async tellAbove(kept: KeptActivation, team: { areaCode: string; leaderId: string | null }, message: Message, target: 'leader' | 'coordinator'): Promise<void> {
    const personIds = target === 'leader' && team.leaderId !== null ? [team.leaderId] : await this.duty.subdistrict(team.areaCode);
    if (personIds.length > 0) await this.ask(kept, personIds.map((personId) => ({ personId, token: '' })), message);
  }
}

/** The record may be a moment behind its workflow, which alone lets it call: what is not over is calling. */
function isCalling(kept: KeptActivation): boolean {
  return isLive(stateOf(kept));
}

function levelIn(fact: ActivationFact, kept: KeptActivation): ResponseLevel {
  return 'level' in fact ? fact.level : levelOf(stateOf(kept));
}

function wordsOf(kept: KeptActivation, purpose: Purpose): CallWords {
  const { number, plan, names, areas, press } = kept;
  const state = stateOf(kept);
  const at = state.effectiveAt ?? press.at;
  return {
    purpose,
    number,
    planName: plan.name,
    areaNames: areas.slice(0, 5).map((code) => names[code] ?? code),
    level: levelOf(state),
    at,
    answerBy: null,
  };
}
