import type { Press } from '@shaodao/domain/activation/apply';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import type { ActivationRules, ActivationState } from '@shaodao/domain/activation/state';
import type { ActivationPlan, PlanStep } from '@shaodao/contracts/plans';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';

/** An activation as it is kept. `state` is null until its workflow has recorded the press. */
export interface KeptActivation {
  activationId: string;
  lockKey: string;
  epoch: number;
  number: string;
  districtCode: string;
  drill: boolean;
  areas: string[];
  plan: ActivationPlan;
  names: Record<string, string>;
  press: Press;
  rules: ActivationRules;
  reason: string;
  live: boolean;
  state: ActivationState | null;
  answerKey: Buffer;
  frozenAt: number | null;
  firstSentAt: number | null;
  lastHandOffAt: number | null;
}

export interface NewActivation extends Pick<KeptActivation, 'lockKey' | 'districtCode' | 'drill' | 'areas' | 'plan' | 'names' | 'press' | 'rules' | 'reason' | 'answerKey'> {
  /** Local day of the press. */
  day: string;
  alertId: string | null;
}

export interface KeptCommand {
  commandId: string;
  activationId: string;
  personId: string;
  bodyHash: string;
  textId: string;
  words: string;
}

const number = (value: bigint | number | null): number | null => (value === null ? null : Number(value));

@Injectable()
export class ActivationsStore {
  constructor(private readonly database: Database) {}

  /** The live one of the key, made where there is none: presses of one key come one after another. */
  async press(given: NewActivation): Promise<{ activationId: string; joined: boolean }> {
    const { lockKey, districtCode, day, drill, areas, plan, names, press, rules, reason, alertId, answerKey } = given;
    const [row] = await this.database.$queryRaw<{ activation_id: string; joined: boolean }[]>`
      SELECT activation_id::text, joined FROM press_key(${press.activationId}::uuid, ${lockKey}, ${districtCode}, ${day}::date, ${drill}, ${areas}::text[],
        ${JSON.stringify(plan)}::jsonb, ${JSON.stringify(names)}::jsonb, ${JSON.stringify(press)}::jsonb, ${JSON.stringify(rules)}::jsonb,
        ${reason}, ${alertId}::uuid, ${press.at}::bigint, ${answerKey}::bytea)`;
    if (row === undefined) throw new Error('a press without an answer');
    return { activationId: row.activation_id, joined: row.joined };
  }

  async find(activationId: string): Promise<KeptActivation | null> {
    const row = await this.database.activation.findUnique({ where: { activationId } });
    return row === null ? null : keptOf(row);
  }

  /** Newest first, where one of its areas lies in or around `areaCode`. */
  async list(areaCode: string, live: boolean, most: number): Promise<KeptActivation[]> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      SELECT activation_id::text AS id FROM activation
      WHERE (live OR NOT ${live}) AND EXISTS (SELECT 1 FROM unnest(areas) AS a (code) WHERE starts_with(a.code, ${areaCode}) OR starts_with(${areaCode}, a.code))
      ORDER BY pressed_at DESC LIMIT ${most}::int`;
    const found = await this.database.activation.findMany({ where: { activationId: { in: rows.map(({ id }) => id) } }, orderBy: { pressedAt: 'desc' } });
    return found.map(keptOf);
  }

  async record(activationId: string, events: readonly ActivationEvent[], { state, live }: { state: ActivationState; live: boolean }): Promise<void> {
    await this.database.$queryRaw`SELECT record_activation(${activationId}::uuid, ${JSON.stringify(events)}::jsonb, ${JSON.stringify(state)}::jsonb, ${live})`;
  }

  async events(activationId: string, span: { fromSeq: number; untilSeq: number } = { fromSeq: 1, untilSeq: 2 ** 31 - 1 }): Promise<ActivationEvent[]> {
    const rows = await this.database.activationEvent.findMany({ where: { activationId, seq: { gte: span.fromSeq, lte: span.untilSeq } }, orderBy: { seq: 'asc' } });
    return rows.map(({ event }) => event as unknown as ActivationEvent);
  }

  /** Throws for one that is not recorded: nothing is told of it before. */
  async event(activationId: string, seq: number): Promise<ActivationEvent> {
    const { event } = await this.database.activationEvent.findUniqueOrThrow({ where: { activationId_seq: { activationId, seq } } });
    return event as unknown as ActivationEvent;
  }

  /** Kept before the command is put. Answers the one that stands under the id, be it this or an earlier. */
  async keepCommand(given: KeptCommand): Promise<{ bodyHash: string; textId: string }> {
    const { commandId, activationId, personId, bodyHash, textId, words } = given;
    const [row] = await this.database.$queryRaw<{ body_hash: string; text_id: string }[]>`
      INSERT INTO activation_command AS c VALUES (${commandId}::uuid, ${activationId}::uuid, ${personId}::uuid, ${bodyHash}, ${textId}::uuid, ${words})
      ON CONFLICT (command_id) DO UPDATE SET body_hash = c.body_hash RETURNING body_hash, text_id::text`;
    if (row === undefined) throw new Error('a kept command is gone');
    return { bodyHash: row.body_hash, textId: row.text_id };
  }

  /** Words by the id of their text. */
  async wordsOf(activationId: string): Promise<Map<string, string>> {
    const rows = await this.database.$queryRaw<{ id: string; words: string }[]>`
      SELECT text_id::text AS id, words FROM activation_command WHERE activation_id = ${activationId}::uuid`;
    return new Map(rows.map(({ id, words }) => [id, words]));
  }

  /** When messages went out: the first of all, and the last the vendor took of the call itself. */
  async handedOff(activationId: string, at: number): Promise<void> {
    await this.database.$executeRaw`
      UPDATE activation SET first_sent_at = least(first_sent_at, ${at}::bigint), last_hand_off_at = greatest(last_hand_off_at, ${at}::bigint)
      WHERE activation_id = ${activationId}::uuid`;
  }

  /** Pressed but perhaps never started: nothing is recorded of them. */
  async neverStarted(before: number): Promise<KeptActivation[]> {
    return (await this.database.activation.findMany({ where: { seq: 0, live: true, pressedAt: { lt: before } }, take: 10 })).map(keptOf);
  }

  /** Those in force or waiting to be. */
  async live(): Promise<KeptActivation[]> {
    return (await this.database.activation.findMany({ where: { live: true }, orderBy: { pressedAt: 'asc' } })).map(keptOf);
  }
}

type Row = NonNullable<Awaited<ReturnType<Database['activation']['findUnique']>>>;

/** As an earlier release kept it, which knew nothing of volunteers by number. */
type KeptPlan = Omit<ActivationPlan, 'steps'> & { steps: (Omit<PlanStep, 'people'> & Partial<PlanStep>)[] };

function planOf(kept: KeptPlan): ActivationPlan {
  return { ...kept, steps: kept.steps.map((step) => ({ ...step, people: step.people ?? 0 })) };
}

function keptOf(row: Row): KeptActivation {
  return {
    activationId: row.activationId,
    lockKey: row.lockKey,
    epoch: row.epoch,
    number: row.number,
    districtCode: row.districtCode,
    drill: row.drill,
    areas: row.areas,
    plan: planOf(row.plan as unknown as KeptPlan),
    names: row.names as Record<string, string>,
    press: row.press as unknown as Press,
    rules: row.rules as unknown as ActivationRules,
    reason: row.reason,
    live: row.live,
    state: row.state as unknown as ActivationState | null,
    answerKey: Buffer.from(row.answerKey),
    frozenAt: number(row.frozenAt),
    firstSentAt: number(row.firstSentAt),
    lastHandOffAt: number(row.lastHandOffAt),
  };
}
