import type { addPeople, calledPerson, callNow, explainCall, listCalledPeople, listTeams, releasePeople, Activation } from '@shaodao/contracts/activations';
import { deliveriesOf } from '@shaodao/contracts/calls';
import { CodedError } from '@shaodao/contracts/errors';
import { allowedActs } from '@shaodao/domain/activation/apply';
import { sightOf, unitOf } from '@shaodao/domain/activation/rights';
import { taskState, type TaskState } from '@shaodao/domain/activation/tasks';
import type { Actor } from '@shaodao/domain/case/actor';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsService } from './activations.service.js';
import type { KeptActivation } from './activations.store.js';
import { CallsService } from './calls.service.js';
import { commandIdOf } from './command-id.js';
import { PeopleStore, type CalledRow } from './people.store.js';
import { RosterStore } from './roster.store.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';

/** The people of an activation, as their leaders and their units see them, and who is added, let go or called again. */
@Injectable()
export class CalledPeopleService {
  constructor(
    private readonly bus: Bus,
    private readonly activations: ActivationsService,
    private readonly people: PeopleStore,
    private readonly rosters: RosterStore,
    private readonly calls: CallsService,
    private readonly tallies: TalliesService,
  ) {}

  async list({ actor, id, cursor, limit, ...where }: z.output<typeof listCalledPeople.input>): Promise<z.output<typeof listCalledPeople.output>> {
    const { kept, scope } = await this.sight(actor, id);
    const after = cursor === undefined ? -1 : placeOf(cursor);
    const rows = await this.people.page(id, { ...where, ...scope(where), after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(({ row }) => personOf(kept, row)), nextCursor: rows.length > limit && last !== undefined ? String(last.personNo) : null };
  }

  async teams({ actor, id, areaCode }: z.output<typeof listTeams.input>): Promise<z.output<typeof listTeams.output>> {
    await this.activations.seen(actor, id);
    const own = areaCode?.startsWith(actor.areaCode) === true ? areaCode : actor.areaCode;
    const unit = unitOf(actor);
    const [teams, tallies] = await Promise.all([this.people.teams(id, own), this.people.talliesOfTeams(id, unit)]);
    const byTeam = new Map(tallies.map(({ teamNo, tally }) => [teamNo, tally]));
    return {
      items: teams.flatMap(({ armedAt, ...team }) => {
        const tally = byTeam.get(team.teamNo);
        if (tally === undefined) return [];
        // Who leads a team is of another unit more often than not.
        const leaderId = unit === null || team.leaderId === actor.personId ? team.leaderId : null;
        return [{ ...team, leaderId, armedAt: armedAt === null ? null : Number(armedAt), tally }];
      }),
    };
  }

  async explain({ actor, id, personId }: z.output<typeof explainCall.input>): Promise<z.output<typeof explainCall.output>> {
    const { kept, scope } = await this.sight(actor, id);
    const [found] = await this.people.page(id, { ...scope({}), personId, after: -1, limit: 1 });
    if (found === undefined) throw new CodedError('NOT_FOUND', { field: 'personId', reason: 'not called, or not yours to see', reasonZh: '该人员未被召集，或不在您的范围' });
    return { ...personOf(kept, found.row), deliveries: (await this.bus.request(deliveriesOf, { activationId: id, personId })).items };
  }

  async callNow({ actor, id, key, people, channel }: z.output<typeof callNow.input>): Promise<z.output<typeof callNow.output>> {
    const kept = await this.commanded(actor, id);
    const waited = await this.people.waitedFor(id, people);
    if (waited.people === 0) return { called: 0, failed: 0, unknown: 0 };
    const commandId = commandIdOf({ id, key, actor });
    // The history first: nobody is called at a word that stands nowhere, and a repeat under the key does the rest.
    await this.activations.order({ actor, id, key, commandId, act: { command: 'callNow', channel, ...waited }, words: '', said: { people, channel } });
    return this.calls.now(kept, people, { channel, nth: wordNumber(commandId) });
  }

  async add({ actor, id, key, people, areaCode, reason }: z.output<typeof addPeople.input>): Promise<Activation> {
    const kept = await this.commanded(actor, id);
    if (!kept.areas.some((area) => areaCode.startsWith(area)) || areaCode.length < 9) {
      throw new CodedError('INVALID', { field: 'areaCode', reason: 'must be a subdistrict, community or grid of the activation', reasonZh: '应为本次响应范围内的街道、社区或网格' });
    }
    const commandId = commandIdOf({ id, key, actor });
    const cause = `command ${commandId}`;
    await this.rosters.keepNamed(id, { cause, areaCode, personIds: people, at: Date.now() });
    return this.activations.command({ actor, id, key, commandId, act: { command: 'addPeople', people: people.length, cause }, words: reason, said: { people, areaCode } });
  }

  async release({ actor, id, key, people, how, reason }: z.output<typeof releasePeople.input>): Promise<Activation> {
    const commandId = commandIdOf({ id, key, actor });
    const kept = await this.commanded(actor, id);
    const leaving = how === 'release' ? await this.people.countIn(id, people) : 0;
    // The command first: cut off behind it, a repeat does the rest.
    await this.activations.order({ actor, id, key, commandId, act: { command: 'releasePeople', people: leaving }, words: reason, said: { people, how } });
    await this.people.letGo(id, people, { commandId, excuse: how === 'excuse', at: Date.now() });
    this.tallies.moved(id, null);
    await this.calls.tell(kept, people, { purpose: 'released', attempt: wordNumber(commandId), at: Date.now() });
    return this.activations.get(actor, id);
  }

  /** Leaders see everybody of their area; a department its own people, wherever they were called. */
  private async sight(actor: Actor, id: string) {
    const sight = sightOf(actor);
    if ('departmentId' in sight) {
      const { departmentId } = sight;
      return { kept: await this.activations.kept(id), scope: (asked: { departmentId?: string | undefined }) => ({ ...asked, departmentId }) };
    }
    const own = sight.areaCode;
    return { kept: await this.activations.seen(actor, id), scope: (asked: { areaCode?: string | undefined }) => ({ ...asked, areaCode: asked.areaCode?.startsWith(own) === true ? asked.areaCode : own }) };
  }

  private async commanded(actor: Actor, id: string): Promise<KeptActivation> {
    const kept = await this.activations.seen(actor, id);
    const state = stateOf(kept);
    if (state.phase !== 'active') throw new CodedError('WRONG_STAGE', { reason: 'it is not in force', reasonZh: '尚未生效或已经终止' });
    if (!allowedActs(state, actor).includes('addPeople')) throw new CodedError('FORBIDDEN', { reason: 'outside your seat or area', reasonZh: '超出您的席位或辖区' });
    return kept;
  }
}

function personOf({ plan, rules }: KeptActivation, { answerBy, tasks, done, ...person }: CalledRow): z.output<typeof calledPerson> {
  const limits = new Map(plan.tasks.map(({ code, limitMs }) => [code, limitMs]));
  const now = Date.now();
  // Tasks whose plan says no limit (any more) are never behind it.
  const states = tasks.map((code) => taskState({ dueAt: answerBy - rules.answerWithinMs + (limits.get(code) ?? Number.POSITIVE_INFINITY), doneAt: done[code] ?? null }, now));
  const counted = (...of: TaskState[]): number => states.filter((state) => of.includes(state)).length;
  return { ...person, tasksDone: counted('done', 'late'), tasksLate: counted('late'), tasksOverdue: person.state === 'excused' ? 0 : counted('overdue'), tasksTotal: tasks.length };
}

/** Names what somebody at a screen orders: above every rung of the ladder, and the same in a repeat under the key. */
function wordNumber(commandId: string): number {
  return 1_000_000_000 + Number.parseInt(commandId.slice(-7), 16);
}

function placeOf(cursor: string): number {
  if (!/^\d{1,7}$/.test(cursor)) throw new CodedError('INVALID', { field: 'cursor', reason: 'unknown cursor', reasonZh: '翻页位置不明，请从头再看' });
  return Number(cursor);
}
