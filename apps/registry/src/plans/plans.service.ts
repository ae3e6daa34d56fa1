import type { Contact, contactsOf, listPlans, planRoster, rehearsePlan, resolvePlan } from '@shaodao/contracts/plans';
import { CodedError } from '@shaodao/contracts/errors';
import type { Entry } from '@shaodao/contracts/register/lists';
import { moreSevere } from '@shaodao/domain/activation/level';
import { commandFault, commandPosts } from '@shaodao/domain/activation/rights';
import type { Actor, Seat } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { DutyService } from '../duty/duty.service.js';
import type { Book } from '../register/book.js';
import { areaFault } from './ground.js';
import { activationPlanOf, areasOf, summaryOf } from './plan.js';
import { personById, rehearse, subdistrictsOf, type DutyThen } from './rehearsal.js';
import { RosterDesk, rosterPage } from './roster-desk.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = z.output<C['output']>;

/** 预案 as the register has them at an instant: what runs, who is called, how they are reached, and what would be missing. */
@Injectable()
export class PlansService {
  private readonly desk = new RosterDesk();

  constructor(
    private readonly atlas: AtlasService,
    private readonly duty: DutyService,
  ) {}

  async resolve({ planId, areas, responseLevel, at }: In<typeof resolvePlan>): Promise<Out<typeof resolvePlan>> {
    const { book, plan } = await this.planAt(planId, at);
    this.refuseAreas(book, plan, areas);
    if (moreSevere(responseLevel, plan.highestLevel)) {
      throw new CodedError('INVALID', { field: 'responseLevel', reason: `the plan goes up to ${plan.highestLevel}`, reasonZh: '超出预案的最高级别' });
    }
    const named = [...book.of('areas').values()].filter(({ entry: { code } }) => areas.some((area) => code.startsWith(area) || area.startsWith(code)));
    const names = [...named.map(({ entry }) => [entry.code, entry.name]), ...areas.flatMap((code) => book.get('grids', code)?.entry ?? []).map(({ code, name }) => [code, name])];
    return { districtCode: (areas[0] ?? '').slice(0, 6), plan: activationPlanOf(book, plan, this.district()), names: Object.fromEntries(names) as Record<string, string> };
  }

  async list({ actor }: In<typeof listPlans>): Promise<Out<typeof listPlans>> {
    const book = await this.atlas.bookAt(Date.now());
    const all = [...book.of('plans').values()].map(({ entry }) => summaryOf(entry, this.district()));
    return { items: all.filter(({ areas }) => within(areas, actor).length > 0).sort((a, b) => (a.code < b.code ? -1 : 1)) };
  }

  async roster({ planId, areas, at, skills, cursor, limit }: In<typeof planRoster>): Promise<Out<typeof planRoster>> {
    const { book, plan } = await this.planAt(planId, at);
    this.refuseAreas(book, plan, areas);
    return rosterPage(this.rosterFor(book, { plan: plan.code, areas, at, skills }), { cursor, limit });
  }

  async contacts({ personIds }: In<typeof contactsOf>): Promise<Out<typeof contactsOf>> {
    const people = personById(await this.atlas.bookAt(Date.now()));
    const items = personIds.map((personId): Contact => {
      const person = people.get(personId)?.entry;
      return person?.status === 'present' ? { personId, phone: person.phone, workAppId: person.number } : { personId, phone: null, workAppId: null };
    });
    return { items };
  }

  async rehearse({ actor, planId, areas: asked, at: instant }: In<typeof rehearsePlan>): Promise<Out<typeof rehearsePlan>> {
    assertMayRehearse(actor, []);
    const at = instant ?? Date.now();
    const { book, plan } = await this.planAt(planId, at);
    if (asked?.length === 0) throw new CodedError('INVALID', { field: 'areas', reason: 'name an area, or leave it out', reasonZh: '请填写区域，或不填此项' });
    const areas = asked ?? within(areasOf(plan, this.district()), actor);
    this.refuseAreas(book, plan, areas);
    assertMayRehearse(actor, areas);
    const activation = activationPlanOf(book, plan, this.district());
    const roster = this.rosterFor(book, { plan: plan.code, areas, at, skills: null });
    const district = (areas[0] ?? '').slice(0, 6);
    const subdistricts = subdistrictsOf(roster).filter((code) => code.length === 9);
    const posts = commandPosts(district, areas);
    const [root, ...others] = await Promise.all([
      this.onDuty('shiftLeader', district, { departmentId: null, at }),
      ...subdistricts.map((code) => this.onDuty('subdistrictDuty', code, { departmentId: null, at })),
      ...activation.steps.map(({ departmentId }) => this.onDuty(departmentId === null ? 'shiftLeader' : 'departmentDuty', district, { departmentId, at })),
      ...posts.map(({ seat, areaCode }) => this.onDuty(seat, areaCode, { departmentId: null, at })),
    ]);
    const coordinators = new Map(subdistricts.map((code, nth) => [code, others[nth] as DutyThen]));
    const owners = new Map(activation.steps.map(({ code }, nth) => [code, others[subdistricts.length + nth] as DutyThen]));
    const leaders = [...new Set(others.slice(-posts.length).flatMap(({ personIds }) => personIds))];
    return rehearse({ book, plan: activation, areas, at, roster, coordinators, root: root as DutyThen, leaders, owners });
  }

  private async planAt(planId: string, at: number): Promise<{ book: Book; plan: Entry<'plans'> }> {
    const book = await this.atlas.bookAt(at);
    const plan = book.get('plans', planId)?.entry;
    if (plan === undefined) throw new CodedError('NOT_FOUND', { field: 'planId', reason: 'no such plan', reasonZh: '没有这个预案' });
    return { book, plan };
  }

  private refuseAreas(book: Book, plan: Entry<'plans'>, areas: readonly string[]): void {
    const fault = areaFault(book, areasOf(plan, this.district()), areas);
    if (fault !== null) throw new CodedError('INVALID', { field: `areas.${fault.nth}`, reason: fault.reason, reasonZh: fault.reasonZh });
  }

  private rosterFor(book: Book, question: Parameters<RosterDesk['roster']>[2]): ReturnType<RosterDesk['roster']> {
    return this.desk.roster(book, this.atlas.current().rules.calendarAt(question.at), question);
  }

  private async onDuty(seat: Seat, areaCode: string, { departmentId, at }: { departmentId: string | null; at: number }): Promise<DutyThen> {
    return this.duty.onDuty({ seat, areaCode, departmentId, at });
  }

  private district(): string {
    return this.atlas.current().installed.code;
  }
}

/** The areas of a plan that lie in the actor's own, or the actor's own where it lies in one of them. */
function within(areas: readonly string[], { areaCode }: Actor): string[] {
  return [...new Set(areas.flatMap((area) => (area.startsWith(areaCode) ? [area] : areaCode.startsWith(area) ? [areaCode] : [])))];
}

/** Whoever may activate there, at any level, may also see what it would come to. FORBIDDEN names nothing but `areas`. */
function assertMayRehearse(actor: Actor, areas: readonly string[]): void {
  const fault = commandFault(actor, areas, 'IV');
  if (fault !== null) throw new CodedError('FORBIDDEN', fault === 'seat' ? {} : { field: 'areas', reason: 'lies outside your area', reasonZh: '不在您的辖区' });
}
