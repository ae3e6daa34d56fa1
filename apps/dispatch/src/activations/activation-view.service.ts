import { ACTIVATION_COMMANDS, type Activation, type activationSummary } from '@shaodao/contracts/activations';
import { CodedError } from '@shaodao/contracts/errors';
import { allowedActs } from '@shaodao/domain/activation/apply';
import type { ActivationEvent } from '@shaodao/domain/activation/event';
import { addTallies, EMPTY_TALLY, onTimeRate } from '@shaodao/domain/activation/person-state';
import { unitOf } from '@shaodao/domain/activation/rights';
import { levelOf, type ActivationState } from '@shaodao/domain/activation/state';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ModesService } from '../modes/modes.service.js';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { PeopleStore } from './people.store.js';
import { draftOf } from './report-draft.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';

type Summary = z.output<typeof activationSummary>;
type Line = Activation['timeline'][number];

/** An activation as a person sees it now. */
@Injectable()
export class ActivationView {
  constructor(
    private readonly store: ActivationsStore,
    private readonly people: PeopleStore,
    private readonly tallies: TalliesService,
    private readonly modes: ModesService,
  ) {}

  summary(kept: KeptActivation): Summary {
    const state = stateOf(kept);
    const { activationId: id, number, drill, plan, names } = kept;
    const areas = state.areas.map(({ code, level, until }) => ({ code, name: names[code] ?? code, level, stoodDownAt: until }));
    const { phase, pressedAt, effectiveAt, stoodDownAt } = state;
    return { id, number, planId: plan.code, planName: plan.name, hazard: plan.hazard, drill, phase, level: levelOf(state), areas, pressedAt, effectiveAt, stoodDownAt };
  }

  /** A department's seat reads of its own people, and nothing that was written or counted about others'. */
  async of(kept: KeptActivation, actor: Actor): Promise<Activation> {
    const { activationId, plan, rules, names } = kept;
    const state = stateOf(kept);
    const unit = unitOf(actor);
    const [counted, events, words, cases, come] = await Promise.all([
      this.tallies.of(activationId, unit),
      this.store.events(activationId),
      this.store.wordsOf(activationId),
      this.casesOf(activationId),
      plan.steps.some(({ kind }) => kind === 'callVolunteers') ? this.people.volunteers(activationId) : new Map<string, number>(),
    ]);
    const called = events.flatMap(({ fact }) => (fact.type === 'calledNow' && fact.teamNo !== null ? [fact.teamNo] : []));
    const teamNames = called.length === 0 ? new Map<number, string>() : await this.people.teamNames(activationId, called);
    const tally = counted.byArea.reduce((sum, { tally: own }) => addTallies(sum, own), EMPTY_TALLY);
    const allowedCommands = [...allowedActs(state, actor), ...(ownsRunningStep(kept, state, actor) ? (['finishStep'] as const) : [])];
    const ruled = new Map(plan.steps.map((step) => [step.code, step]));
    return {
      ...this.summary(kept),
      reason: kept.reason,
      pressedById: state.pressedBy.personId,
      breakGlass: state.breakGlass,
      confirmedById: state.confirmedBy?.personId ?? null,
      approval: allowedCommands.includes('confirm') ? state.approvalId : null,
      phaseDueAt: state.phaseDueAt,
      answerByAt: state.effectiveAt === null ? null : state.effectiveAt + rules.answerWithinMs,
      firstSentAt: kept.firstSentAt,
      lastHandOffAt: kept.lastHandOffAt,
      tally,
      onTimeRate: onTimeRate(tally),
      countedAt: counted.countedAt,
      byArea: counted.byArea.map(({ areaCode, tally: own }) => ({ areaCode, name: names[areaCode] ?? areaCode, tally: own })),
      steps: state.steps.flatMap(({ code, state: step, dueAt, overdue }) => {
        const rule = ruled.get(code);
        if (rule === undefined) return [];
        const { wave, kind, words: what, undo, departmentId } = rule;
        const volunteers = kind === 'callVolunteers' && (unit === null || unit === departmentId) ? (come.get(code) ?? 0) : null;
        return [{ code, wave, kind, words: what, undo, departmentId, state: step, dueAt, overdue, people: rule.people, come: volunteers }];
      }),
      reports: state.reports.map((report) => {
        const filed = events.find(({ fact }) => fact.type === 'reportFiled' && fact.kind === report.kind && fact.nth === report.nth);
        const draft = report.filedAt === null && allowedCommands.includes('fileReport') ? draftOf(kept, state, { tally, report, now: counted.countedAt }) : null;
        return { ...report, filedById: filed?.actor?.personId ?? null, text: unit === null ? (words.get(filed?.textId ?? '') ?? null) : null, draft };
      }),
      cases,
      timeline: events.map((event) => {
        const line = lineOf(event, { words, teamNames, reason: kept.reason });
        return unit !== null && isOfPeople(event) ? { ...line, subject: 'people' in event.fact ? null : line.subject, teamName: null, words: null } : line;
      }),
      allowedCommands: ACTIVATION_COMMANDS.filter((command) => allowedCommands.includes(command)),
    };
  }

  /** Applied to so many of so many; null where no case had to change. */
  private async casesOf(activationId: string): Promise<Activation['cases']> {
    return this.modes.report(activationId).catch((error: unknown) => {
      if (error instanceof CodedError && error.code === 'NOT_FOUND') return null;
      throw error;
    });
  }
}

/** What is counted or said with these is about people of any unit. */
function isOfPeople({ fact }: ActivationEvent): boolean {
  return 'people' in fact || fact.type === 'reportFiled';
}

/** A department ends what it was given, whoever commands. */
function ownsRunningStep({ plan }: KeptActivation, { steps }: ActivationState, { departmentId }: Actor): boolean {
  const under = steps.filter(({ state }) => state === 'running' || state === 'undoing').map(({ code }) => code);
  return departmentId !== undefined && plan.steps.some((step) => step.departmentId === departmentId && under.includes(step.code));
}

function lineOf({ seq, at, actor, fact, textId }: ActivationEvent, { words, teamNames, reason }: { words: Map<string, string>; teamNames: Map<number, string>; reason: string }): Line {
  const called = fact.type === 'calledNow' ? fact : null;
  const said = fact.type === 'pressed' ? reason : textId === null ? null : (words.get(textId) ?? null);
  return {
    seq,
    at,
    actorId: actor?.personId ?? null,
    type: fact.type,
    areas: 'areas' in fact ? fact.areas : (called?.subdistricts ?? []),
    level: 'level' in fact ? fact.level : null,
    subject: 'code' in fact ? fact.code : 'kind' in fact ? `${fact.kind} ${fact.nth}` : 'people' in fact ? String(fact.people) : null,
    channel: called?.channel ?? null,
    teamName: teamNames.get(called?.teamNo ?? -1) ?? null,
    // Some commands are given without words.
    words: said === '' ? null : said,
  };
}
