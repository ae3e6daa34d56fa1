import { CodedError } from '@shaodao/contracts/errors';
import type { showTeamCode } from '@shaodao/contracts/task-cards';
import type { TeamCodeStanding } from '@shaodao/domain/activation/on-site';
import { mayShowTeamCode, maySeeActivation } from '@shaodao/domain/activation/rights';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { personNoOf } from './answer-token.js';
import { AnswersStore, type PersonRow } from './answers.store.js';
import { PeopleStore } from './people.store.js';
import { stateOf } from './state-of.js';
import { readTeamCode, teamCode } from './team-code.js';

type Asked = z.output<typeof showTeamCode.input>;

/** 到岗码: who may show the code of a team, and what a code is worth to who gives it. */
@Injectable()
export class TeamCodesService {
  constructor(
    private readonly activations: ActivationsStore,
    private readonly answers: AnswersStore,
    private readonly people: PeopleStore,
  ) {}

  async show({ id, actor, token, teamNo }: Asked): Promise<z.output<typeof showTeamCode.output>> {
    const kept = await this.activations.find(id);
    const personId = kept === null ? null : token === null ? (actor?.personId ?? null) : await this.holderOf(kept, token);
    const team = kept === null ? null : await this.people.team(id, teamNo);
    if (kept === null || personId === null || team === null) throw noTeam();
    const asker = { personId, actor: token === null ? actor : null };
    const leads = personId === team.leaderId && ((await this.answers.find(id, { personId }))?.releasedAt ?? null) === null;
    if (!mayShowTeamCode(asker, leads ? team : { ...team, leaderId: null })) {
      if (asker.actor !== null && !maySeeActivation(asker.actor, kept.areas)) throw noTeam();
      throw new CodedError('FORBIDDEN', { field: 'teamNo', reason: 'the code is shown by the leader of the team, and by who commands its ground', reasonZh: '到岗码由本队队长和本区域的指挥席位出示' });
    }
    if (stateOf(kept).phase !== 'active') throw new CodedError('WRONG_STAGE', { reason: 'it is not in force', reasonZh: '尚未生效或已经终止' });
    const { name, meetingPoint } = team;
    return { ...teamCode(kept.answerKey, teamNo, Date.now()), planName: kept.plan.name, drill: kept.drill, teamName: name, meetingPoint };
  }

  /** A team of more than one workflow is one at its meeting point: the code of any part of it holds for all. */
  async standingOf({ activationId, answerKey }: KeptActivation, row: PersonRow, code: string): Promise<TeamCodeStanding> {
    const read = readTeamCode(answerKey, code, Date.now());
    if (read === null) return 'forged';
    if (read.expired) return 'expired';
    if (read.teamNo === row.teamNo) return 'own';
    const team = await this.people.team(activationId, read.teamNo);
    return team?.teamCode === row.teamCode && team.areaCode === row.areaCode ? 'own' : 'otherTeam';
  }

  /** Whom a message was sent to; null for a token nobody gave out, and for who was let go. */
  private async holderOf(kept: KeptActivation, token: string): Promise<string | null> {
    const personNo = personNoOf(kept.answerKey, token);
    const row = personNo === null ? null : await this.answers.find(kept.activationId, { personNo });
    return row === null || row.releasedAt !== null ? null : row.personId;
  }
}

function noTeam(): CodedError {
  return new CodedError('NOT_FOUND', { field: 'teamNo', reason: 'no such team', reasonZh: '没有这个编队' });
}
