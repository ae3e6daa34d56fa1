import type { callHeard } from '@shaodao/contracts/calls';
import { CodedError } from '@shaodao/contracts/errors';
import type { MeasuredLocation } from '@shaodao/contracts/shapes';
import type { acknowledge, finishTask, getTaskCard, taskCard } from '@shaodao/contracts/task-cards';
import { CALL_CHANNELS } from '@shaodao/domain/activation/call-channel';
import { placeProof, type PlaceProof } from '@shaodao/domain/activation/on-site';
import { levelOf } from '@shaodao/domain/activation/state';
import { taskState } from '@shaodao/domain/activation/tasks';
import type { Actor } from '@shaodao/domain/case/actor';
import { areaCodeAt } from '@shaodao/domain/tier';
import { Gather } from '@shaodao/platform/gather';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { personNoOf } from './answer-token.js';
import { AnswersStore, type Answer, type PersonRow } from './answers.store.js';
import { CallsService } from './calls.service.js';
import { PeopleStore } from './people.store.js';
import { PLACE_FAULTS } from './refusal-words.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';
import { TeamCodesService } from './team-codes.service.js';

type Answering = z.output<typeof getTaskCard.input>;
type Card = z.output<typeof taskCard>;

/** A caller waits no longer than this for its answer to be kept. */
const KEEP_MS = 4_000;
/** What the activation itself says changes seldom: it is read once for the answers of a moment. */
const KEPT_MS = 1_000;

/** 应答: who says “I have it” and “I am here”, once each, whichever way it comes. */
@Injectable()
export class AnswersService {
  /** Answers of one moment are one statement: a thousand people answer in one second. */
  private readonly gather = new Gather<Answer, boolean>({
    lanes: 1,
    most: 500,
    mostBytes: 400_000,
    crowd: { count: 20, withinMs: 100, waitMs: 20 },
    send: async (answers) => {
      const taken = await this.store.take(answers);
      for (const { activationId, coordinatorNo } of taken) this.tallies.moved(activationId, coordinatorNo);
      const known = new Set(taken.map(({ activationId, personId }) => `${activationId} ${personId}`));
      return answers.map(({ activation_id, person_id }) => known.has(`${activation_id} ${person_id}`));
    },
  });
  private readonly recent = new Map<string, { at: number; kept: Promise<KeptActivation | null> }>();

  constructor(
    private readonly store: AnswersStore,
    private readonly activations: ActivationsStore,
    private readonly people: PeopleStore,
    private readonly calls: CallsService,
    private readonly tallies: TalliesService,
    private readonly codes: TeamCodesService,
  ) {}

  async card(input: Answering): Promise<Card> {
    const { kept, row } = await this.who(input);
    return cardOf(kept, row);
  }

  async cards(actor: Actor): Promise<Card[]> {
    const ids = await this.store.liveOf(actor.personId);
    return Promise.all(ids.map((id) => this.card({ id, actor, token: null })));
  }

  async acknowledge({ onSite, location, teamCode, ...input }: z.output<typeof acknowledge.input>): Promise<Card> {
    const { kept, row } = await this.who(input);
    // Again, it is answered as the first time.
    if (row.answeredAt !== null && (!onSite || row.onSiteAt !== null)) return cardOf(kept, row);
    const proof = onSite ? await this.proved({ kept, row }, location, teamCode) : null;
    const place = placeOf(proof, location);
    const via = input.token === null ? 'session' : 'link';
    const taken = await this.gather.ask(
      { activation_id: input.id, person_id: row.personId, at: Date.now(), via, ...place },
      Date.now() + KEEP_MS,
    );
    if (!taken) throw new CodedError('WRONG_STAGE', { reason: 'you are not called (any more)', reasonZh: '您不在（或已不在）本次召集之列' });
    return cardOf(kept, (await this.store.find(input.id, { personId: row.personId })) ?? row);
  }

  async finishTask({ code, result, ...input }: z.output<typeof finishTask.input>): Promise<Card> {
    const { row } = await this.who(input);
    if (!row.tasks.includes(code)) throw new CodedError('NOT_FOUND', { field: 'code', reason: 'no such task on this card', reasonZh: '任务卡上没有这一任务' });
    await this.store.finishTask({ activationId: input.id, personId: row.personId, code, at: Date.now(), result });
    return this.card(input);
  }

  /** What vendors tell notification: a message arrived, a button or key was pressed. */
  async heard({ activationId, heard }: z.output<typeof callHeard.input>): Promise<void> {
    const reached = heard.filter(({ what }) => what === 'reached');
    if (reached.length > 0) {
      await this.people.reached(activationId, reached.map(({ personId, at }) => ({ personId, at })));
      this.tallies.moved(activationId, null);
    }
    const kept = await this.activations.find(activationId);
    for (const channel of CALL_CHANNELS) {
      const failed = heard.filter((one) => one.what === 'failed' && one.channel === channel).map(({ personId, at }) => ({ personId, at }));
      if (kept !== null && failed.length > 0) await this.calls.failed(kept, failed, channel);
    }
    const answered = heard.filter(({ what }) => what === 'answered');
    await Promise.all(
      answered.map(({ personId, channel, at }) =>
        this.gather.ask({ activation_id: activationId, person_id: personId, at, via: channel, ...placeOf(null, null) }, Date.now() + KEEP_MS),
      ),
    );
  }

  /** What shows that somebody is on site; INVALID with the field and the reason where nothing does. */
  private async proved({ kept, row }: { kept: KeptActivation; row: PersonRow }, location: MeasuredLocation | null, code: string | null): Promise<PlaceProof> {
    // A leader has the code at hand wherever they are: it shows nothing of them.
    const shown = { accuracyMetres: location?.accuracyMetres ?? null, code: code === null || row.personId === row.leaderId ? null : await this.codes.standingOf(kept, row, code) };
    const answer = placeProof(shown);
    if ('fault' in answer) throw new CodedError('INVALID', PLACE_FAULTS[answer.fault]);
    return answer.proof;
  }

  private async who({ id, actor, token }: Answering): Promise<{ kept: KeptActivation; row: PersonRow }> {
    const kept = await this.keptOf(id);
    const personNo = kept === null || token === null ? null : personNoOf(kept.answerKey, token);
    const who = personNo !== null ? { personNo } : token === null && actor !== null ? { personId: actor.personId } : null;
    const row = kept === null || who === null ? null : await this.store.find(id, who);
    // A token nobody gave out and a person who is not called are the same: nothing is told of an activation.
    if (kept === null || row === null || stateOf(kept).effectiveAt === null) throw new CodedError('NOT_FOUND', { reason: 'you are not called by this activation', reasonZh: '您未被本次响应召集' });
    if (row.releasedAt !== null) throw new CodedError('WRONG_STAGE', { reason: 'you were let go', reasonZh: '您已被解除召集' });
    return { kept, row };
  }

  private keptOf(id: string): Promise<KeptActivation | null> {
    const now = Date.now();
    const known = this.recent.get(id);
    if (known !== undefined && now - known.at < KEPT_MS) return known.kept;
    for (const [old, { at }] of this.recent) if (now - at >= KEPT_MS) this.recent.delete(old);
    const kept = this.activations.find(id);
    this.recent.set(id, { at: now, kept });
    // One that is not in force yet is asked again: the first answers come within the second.
    void kept.then((found) => {
      if (found === null || stateOf(found).effectiveAt === null) this.recent.delete(id);
    }, () => this.recent.delete(id));
    return kept;
  }
}

/** A place is kept where it is what shows it, and nowhere else. */
function placeOf(proof: PlaceProof | null, location: MeasuredLocation | null): Pick<Answer, 'place_proof' | 'lng' | 'lat' | 'accuracy_metres'> {
  const at = proof === 'location' ? location : null;
  return { place_proof: proof, lng: at?.lng ?? null, lat: at?.lat ?? null, accuracy_metres: at?.accuracyMetres ?? null };
}

function cardOf(kept: KeptActivation, row: PersonRow): Card {
  const state = stateOf(kept);
  const { plan, names, drill, number, rules } = kept;
  const answerByAt = row.answerBy;
  const calledAt = answerByAt - rules.answerWithinMs;
  // What holds where the person's team stands: one area may be stood down, or at another level, before the others.
  const ground = state.areas.find(({ code }) => row.areaCode.startsWith(code));
  const tasks = new Map(plan.tasks.map((task) => [task.code, task]));
  return {
    id: kept.activationId,
    number,
    planName: plan.name,
    drill,
    level: ground?.level ?? levelOf(state),
    phase: state.phase === 'active' && ground !== undefined && ground.until !== null ? 'standingDown' : state.phase,
    areaName: names[row.areaCode] ?? names[areaCodeAt(row.areaCode, 'community')] ?? row.areaCode,
    teamNo: row.teamNo,
    teamName: row.teamName,
    meetingPoint: row.meetingPoint,
    leaderId: row.leaderId,
    leads: row.leaderId === row.personId,
    state: row.state,
    effectiveAt: calledAt,
    answerByAt,
    answeredAt: row.answeredAt,
    onSiteAt: row.onSiteAt,
    tasks: row.tasks.flatMap((code) => {
      const task = tasks.get(code);
      if (task === undefined) return [];
      const run = { dueAt: calledAt + task.limitMs, doneAt: row.done[code] ?? null };
      return [{ code, words: task.words, ...run, state: taskState(run, Date.now()) }];
    }),
  };
}
