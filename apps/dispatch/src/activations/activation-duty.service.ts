import { onDutyEach } from '@shaodao/contracts/registry';
import { ALERT_PRESSER } from '@shaodao/domain/alert/press';
import { commandPosts } from '@shaodao/domain/activation/rights';
import { areaCodeAt } from '@shaodao/domain/tier';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { KeptActivation } from './activations.store.js';
import { stateOf } from './state-of.js';

type Question = z.output<typeof onDutyEach.input>['questions'][number];

/** As many as are told of anything. */
const MOST = 200;

/** Whom an activation turns to besides the people of its roster: by id, each once. */
@Injectable()
export class ActivationDuty {
  constructor(private readonly bus: Bus) {}

  /** Those on duty who may command here, besides the ones who know. `at`: now. */
  async leaders({ areas, districtCode }: KeptActivation, { at = Date.now(), without = [] }: { at?: number; without?: readonly string[] } = {}): Promise<string[]> {
    return this.onDuty(commandPosts(districtCode, areas).map((post) => ({ ...post, departmentId: null, at })), without);
  }

  /** The other leaders as of the press: whoever is asked to confirm it is the same on every rung and in every repeat. */
  async others(kept: KeptActivation): Promise<string[]> {
    return this.leaders(kept, { at: kept.press.at, without: [kept.press.actor.personId] });
  }

  /** Who commands it: its leaders on duty, and those who pressed and confirmed it. */
  async commanders(kept: KeptActivation): Promise<string[]> {
    const { pressedBy, confirmedBy } = stateOf(kept);
    // An alert is nobody.
    const own = [pressedBy, confirmedBy].flatMap((actor) => (actor === null || actor.personId === ALERT_PRESSER ? [] : [actor.personId]));
    return [...new Set([...own, ...(await this.leaders(kept))])].slice(0, MOST);
  }

  /** The duty of the step's department, else of the district. */
  async owners({ plan, districtCode }: KeptActivation, code: string): Promise<string[]> {
    const departmentId = plan.steps.find((step) => step.code === code)?.departmentId ?? null;
    const at = Date.now();
    return this.onDuty([departmentId === null ? { seat: 'shiftLeader', areaCode: districtCode, departmentId, at } : { seat: 'departmentDuty', areaCode: null, departmentId, at }]);
  }

  /** Whoever is on duty for the subdistrict a team stands in. */
  async subdistrict(areaCode: string): Promise<string[]> {
    return this.onDuty([{ seat: 'subdistrictDuty', areaCode: areaCodeAt(areaCode, 'subdistrict'), departmentId: null, at: Date.now() }]);
  }

  private async onDuty(questions: Question[], without: readonly string[] = []): Promise<string[]> {
    const { answers } = await this.bus.request(onDutyEach, { questions });
    const found = new Set(answers.flatMap(({ personIds }) => personIds));
    for (const personId of without) found.delete(personId);
    return [...found].slice(0, MOST);
  }
}
