import type { callNow } from '@shaodao/contracts/activations';
import type { callPart } from '@shaodao/contracts/activation-work';
import { callPeople, CALL_MOST, type CallWords } from '@shaodao/contracts/calls';
import { onDutyEach } from '@shaodao/contracts/registry';
import { FLASH_LADDER, type CallChannel } from '@shaodao/domain/activation/call-channel';
import { realmOf } from '@shaodao/domain/activation/realm';
import { levelOf } from '@shaodao/domain/activation/state';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { answerToken } from './answer-token.js';
import { PeopleStore, type ToCall } from './people.store.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';

/** A vendor that is slow is waited for as long; then nobody knows, and the next rung takes over. */
const CALL_MS = 20_000;
/** Attempts of the ladder are its rungs; what is told of a team has the team's number behind it. */
const TEAMS_MOST = 100_000;
/** Who has no account is none the less called: by the next channel that reaches people. */
const NEXT_CHANNEL: Partial<Record<CallChannel, CallChannel>> = { workApp: 'sms', sms: 'voice' };

type Purpose = CallWords['purpose'];
type Sent = z.output<typeof callPeople.output>;

interface Message {
  purpose: Purpose;
  channel: CallChannel;
  attempt: number;
  count?: number;
  /** Of people who were added later; without it that of all. */
  answerBy?: number;
  /** When what is told of happened; without it when the activation took effect. */
  at?: number;
}

/** Messages of an activation, to the people of its roster and to those above them. */
@Injectable()
export class CallsService {
  constructor(
    private readonly bus: Bus,
    private readonly store: ActivationsStore,
    private readonly people: PeopleStore,
    private readonly tallies: TalliesService,
  ) {}

  /** A part of the roster: those who are waited for, or everybody for an announcement. */
  async part(kept: KeptActivation, { from, until, channel, purpose, seq, anchorAt }: Omit<z.output<typeof callPart.input>, 'activationId'>): Promise<number> {
    const { activationId, rules } = kept;
    const isCall = purpose === 'call';
    if (wasTakenBack(kept)) return 0;
    const people = await this.people.toCall(activationId, { from, until, everybody: !isCall });
    if (people.length === 0) return 0;
    const told = isCall ? { answerBy: anchorAt + rules.answerWithinMs } : { at: await this.store.atOf(activationId, seq) };
    const sent = await this.send(kept, people, { purpose, channel, attempt: seq, ...told });
    if (!isCall || channel !== 'workApp') return sent.accepted;
    if (sent.acceptedAt !== null) await this.store.handedOff(activationId, sent.acceptedAt);
    await this.followUp(kept, people, sent, { channel, rung: 0 });
    return sent.accepted;
  }

  /** One rung of the ladder for those of a team who have not answered. */
  async rung(kept: KeptActivation, teamNo: number, rung: number): Promise<number> {
    const { activationId } = kept;
    // Its team was ready for a press that did not count.
    if (wasTakenBack(kept)) return 0;
    const people = await this.people.pendingOfTeam(activationId, teamNo);
    const step = FLASH_LADDER[rung];
    if (people.length === 0 || step === undefined) return people.length;
    for (const channel of step.channels) {
      if (step.target === 'person') await this.followUp(kept, people, await this.send(kept, people, { purpose: 'call', channel, attempt: rung }), { channel, rung });
      else await this.tellAbove(kept, teamNo, { purpose: 'missing', channel, attempt: rung * TEAMS_MOST + teamNo, count: people.length }, step.target);
    }
    await this.people.tookRung(activationId, people.map(({ personId }) => personId), rung);
    return people.length;
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
  async tell(kept: KeptActivation, personIds: readonly string[], message: Omit<Message, 'channel'>): Promise<void> {
    for (const channel of ['inApp', 'workApp'] as const) {
      for (let at = 0; at < personIds.length; at += CALL_MOST) {
        await this.ask(kept, personIds.slice(at, at + CALL_MOST).map((personId) => ({ personId, token: '' })), { ...message, channel });
      }
    }
  }

  private async send(kept: KeptActivation, people: readonly ToCall[], message: Message): Promise<Sent> {
    const { answerKey } = kept;
    return this.ask(kept, people.map(({ personId, personNo }) => ({ personId, token: answerToken(answerKey, personNo) })), message);
  }

  private async ask(kept: KeptActivation, people: { personId: string; token: string }[], { purpose, channel, attempt, ...more }: Message): Promise<Sent> {
    const { activationId, drill } = kept;
    const words = { ...wordsOf(kept, purpose), ...more };
    return this.bus.request(callPeople, { activationId, realm: realmOf(drill), channel, attempt, words, people }, { timeoutMs: CALL_MS });
  }

  /** Whom the vendor took is called; whom it refused is called by the next channel at once: a failure waits for no rung. */
  private async followUp(kept: KeptActivation, people: readonly ToCall[], sent: Sent, { channel, rung }: { channel: CallChannel; rung: number }): Promise<void> {
    await this.mark(kept, people, sent);
    const next = NEXT_CHANNEL[channel];
    const refused = new Set(sent.failed.map(({ personId }) => personId));
    if (next === undefined || refused.size === 0) return;
    const left = people.filter(({ personId }) => refused.has(personId));
    // Under the number of the rung it belongs to, so that nobody hears it again when that comes.
    const at = FLASH_LADDER.findIndex(({ target, channels }) => target === 'person' && channels.includes(next));
    await this.followUp(kept, left, await this.send(kept, left, { purpose: 'call', channel: next, attempt: at }), { channel: next, rung });
  }

  private async mark({ activationId }: KeptActivation, people: readonly ToCall[], { acceptedAt, failed, unknown }: Sent): Promise<void> {
    const not = new Set([...failed.map(({ personId }) => personId), ...unknown]);
    const called = people.map(({ personId }) => personId).filter((personId) => !not.has(personId));
    if (called.length === 0) return;
    await this.people.called(activationId, called, acceptedAt ?? Date.now());
    this.tallies.moved(activationId, null);
  }

  private async tellAbove(kept: KeptActivation, teamNo: number, message: Message, target: 'leader' | 'coordinator' | 'root'): Promise<void> {
    const [team] = (await this.people.teams(kept.activationId, undefined)).filter((one) => one.teamNo === teamNo);
    if (team === undefined) return;
    const personIds = target === 'leader' && team.leaderId !== null ? [team.leaderId] : await this.dutyAbove(team.areaCode);
    if (personIds.length > 0) await this.ask(kept, personIds.map((personId) => ({ personId, token: '' })), message);
  }

  /** Whoever is on duty for the subdistrict a team stands in. */
  private async dutyAbove(areaCode: string): Promise<string[]> {
    const question = { seat: 'subdistrictDuty' as const, areaCode: areaCode.slice(0, 9), departmentId: null, at: Date.now() };
    const { answers } = await this.bus.request(onDutyEach, { questions: [question] });
    return [...new Set(answers.flatMap(({ personIds }) => personIds))].slice(0, CALL_MOST);
  }
}

function wasTakenBack(kept: KeptActivation): boolean {
  const { phase } = stateOf(kept);
  return phase === 'cancelled' || phase === 'lapsed';
}

function wordsOf(kept: KeptActivation, purpose: Purpose): CallWords {
  const { number, plan, names, areas, rules, press } = kept;
  const state = stateOf(kept);
  const at = state.effectiveAt ?? press.at;
  return {
    purpose,
    number,
    planName: plan.name,
    areaNames: areas.slice(0, 5).map((code) => names[code] ?? code),
    level: levelOf(state),
    at,
    answerBy: purpose === 'call' ? at + rules.answerWithinMs : null,
  };
}
