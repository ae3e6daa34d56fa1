import { setImmediate as breathe } from 'node:timers/promises';
import { CodedError } from '@shaodao/contracts/errors';
import {
  FAIRNESS_MOST_MS,
  GAPS_AHEAD_MS,
  GAPS_MOST,
  SHIFTS_MOST_MS,
  type readDuty,
  type readFairness,
  type readGaps,
  type readShifts,
  type writeDutyCalendar,
} from '@shaodao/contracts/register/duty';
import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import type { DutyBook } from '@shaodao/domain/duty/book';
import { claimedGaps } from '@shaodao/domain/duty/claim';
import { fairness } from '@shaodao/domain/duty/fairness';
import type { Span } from '@shaodao/domain/duty/layer';
import { shiftsBetween } from '@shaodao/domain/duty/shifts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import type { Book } from '../register/book.js';
import { dutyBookBy } from './duty-book.js';
import { writeDutyFeed } from './duty-feed.js';
import { DutyService } from './duty.service.js';
import { rostersAbout } from './rosters-about.js';
import { shownTo, titleOf } from './shown.js';

type In<C extends { input: z.ZodType }> = z.output<C['input']>;
type Out<C extends { output: z.ZodType }> = z.output<C['output']>;

/** What a calendar that is subscribed to holds. */
const FEED_BACK_MS = 7 * DAY_MS;
/** A colleague the subscriber may not look up. */
const SOMEBODY = '值班人员';

/** Duty as people read it. */
@Injectable()
export class DutyDesk {
  constructor(
    private readonly atlas: AtlasService,
    private readonly duty: DutyService,
  ) {}

  async onDuty({ actor, role, areaCode, departmentId, at: asked }: In<typeof readDuty>): Promise<Out<typeof readDuty>> {
    const at = asked ?? Date.now();
    if (departmentId !== null && this.atlas.current().department(departmentId) === undefined) {
      throw new CodedError('NOT_FOUND', { field: 'departmentId', reason: 'no such department', reasonZh: '没有这个部门' });
    }
    const { people, via } = await this.duty.find({ seat: role, areaCode, departmentId, at });
    const show = shownTo(actor, this.atlas.current().book);
    type How = Out<typeof readDuty>['people'][number]['how'];
    return { at, via, people: people.flatMap(({ number, how, layer }) => show(number).map((one) => ({ ...one, how: how as How, layer }))) };
  }

  shifts({ actor, roster, ...span }: In<typeof readShifts>): Out<typeof readShifts> {
    const { book, duty } = this.rosterFor(roster, span, SHIFTS_MOST_MS);
    const show = namesOf(actor, book);
    const items = shiftsBetween({ ...duty, ...span }).map(({ fromAt, untilAt, layer, people }) => ({
      fromAt,
      untilAt,
      layer,
      people: people.flatMap(({ personId, via, insteadOf }) =>
        show(personId).map((one) => ({ ...one, how: via, insteadOf: insteadOf === null ? null : (show(insteadOf)[0] ?? null) })),
      ),
    }));
    return { roster, title: titleOf(book, roster), items };
  }

  async gaps({ actor, areaCode }: In<typeof readGaps>): Promise<Out<typeof readGaps>> {
    const { book, calendar } = this.now();
    const fromAt = Date.now();
    const untilAt = fromAt + GAPS_AHEAD_MS;
    const show = namesOf(actor, book);
    const items: Out<typeof readGaps>['items'] = [];
    for (const [roster, { entry }] of book.of('rosters')) {
      if (!(entry.areaCode ?? '').startsWith(areaCode)) continue;
      const duty = dutyBookBy(book, calendar, roster);
      for (const gap of duty === null ? [] : claimedGaps({ ...duty, fromAt, untilAt })) {
        const absent = gap.absentIds.flatMap(show);
        const why = gap.why === 'absent' ? ('nobody' as const) : gap.why;
        items.push({ roster, title: titleOf(book, roster), fromAt: gap.fromAt, untilAt: gap.untilAt, why, absent });
      }
      // Who is on duty now is asked meanwhile, and must not wait for all rosters of a district.
      await breathe();
      if (items.length > GAPS_MOST) break;
    }
    return { fromAt, untilAt, items: items.slice(0, GAPS_MOST).sort((a, b) => a.fromAt - b.fromAt), more: items.length > GAPS_MOST };
  }

  fairness({ actor, roster, ...span }: In<typeof readFairness>): Out<typeof readFairness> {
    const { book, duty } = this.rosterFor(roster, span, FAIRNESS_MOST_MS);
    const show = namesOf(actor, book);
    const items = fairness({ ...duty, ...span }).flatMap(({ personId, dutyMs, ...load }) =>
      show(personId).map((person) => ({ ...load, person, hours: Math.round((dutyMs / HOUR_MS) * 100) / 100 })),
    );
    return { roster, title: titleOf(book, roster), items: items.map(({ person, shifts, hours, nights, weekends, holidays }) => ({ person, shifts, hours, nights, weekends, holidays })) };
  }

  calendar({ actor, roster }: In<typeof writeDutyCalendar>): Out<typeof writeDutyCalendar> {
    const { book } = this.now();
    const writtenAt = Date.now();
    const span = { fromAt: writtenAt - FEED_BACK_MS, untilAt: writtenAt - FEED_BACK_MS + SHIFTS_MOST_MS };
    const me = this.atlas.current().personNumber(actor.personId) ?? '';
    const keys = roster === null ? rostersAbout(book, me) : [roster];
    const rosters = keys.map((key) => {
      const all = shiftsBetween({ ...this.rosterFor(key, span, SHIFTS_MOST_MS).duty, ...span });
      return { key, title: titleOf(book, key), shifts: roster === null ? all.filter(({ personIds }) => personIds.includes(me)) : all };
    });
    const show = shownTo(actor, book);
    const title = roster === null ? '我的值班' : `${titleOf(book, roster)}值班`;
    const own = rosters.filter(({ shifts }) => shifts.length > 0);
    return { text: writeDutyFeed({ title, rosters: own, nameOf: (number) => show(number)[0]?.name ?? SOMEBODY, writtenAt }) };
  }

  private now() {
    const { book, rules } = this.atlas.current();
    return { book, calendar: rules.calendarAt(Date.now()) };
  }

  private rosterFor(key: string, span: Span, mostMs: number): { book: Book; duty: DutyBook } {
    const { book, calendar } = this.now();
    const duty = dutyBookBy(book, calendar, key);
    if (duty === null) throw new CodedError('NOT_FOUND', { field: 'roster', reason: 'no such roster', reasonZh: '没有这张值班表' });
    if (span.untilAt <= span.fromAt) throw new CodedError('INVALID', { field: 'until', reason: 'must be after from', reasonZh: '结束时间须晚于开始时间' });
    if (span.untilAt - span.fromAt > mostMs) {
      const days = mostMs / DAY_MS;
      throw new CodedError('INVALID', { field: 'until', reason: `at most ${days} days after from`, reasonZh: `一次最多查询${days}天` });
    }
    return { book, duty };
  }
}

function namesOf(actor: In<typeof readShifts>['actor'], book: Book) {
  const show = shownTo(actor, book);
  return (number: string) => show(number).map(({ id, name }) => ({ id, name }));
}
