import type { Entry } from '@shaodao/contracts/register/lists';
import type { RosterPerson } from '@shaodao/contracts/plans';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { tasksOfPerson } from '../person/person-tasks.js';
import type { Book } from '../register/book.js';
import { placesOf, type Place, type RosterQuestion } from './places.js';
import { awayAt, onShiftAmong, unitOf } from './standing-people.js';

/**
 * Everybody a plan calls in these areas at an instant, nobody twice, in order of area, team, leader first, person.
 *
 * Called are the response teams of the plan that stand in the areas, and, where they *live* in the areas, members in service,
 * attached cadres and staff of departments and subdistricts (就地转为志愿者, 某县): into the team of their grid. Who could be in
 * two teams is in one (D): a leader leads; else the team of the own unit keeps its people, a team being of its leader's unit;
 * else the residence counts; else the first team by area and code. Whoever is in a shift at that instant is not called away
 * from it by the residence: with a team they stay with it, without one they are counted where they live, excused. Whoever is on
 * leave is excused wherever they are. With `skills` only volunteer teams with one of them are called, and nobody at home.
 */
export function rosterOf(book: Book, calendar: WorkingCalendar, question: RosterQuestion): RosterPerson[] {
  const { at } = question;
  const places = placesOf(book, question, (numbers) => onShiftAmong(book, calendar, { numbers, at }));
  const away = awayAt(book, at);
  const people = [...places].flatMap(([number, place]) => {
    const person = book.get('people', number);
    return person === undefined || person.id === null ? [] : [called(book, { id: person.id, person: person.entry, place, isAway: away.has(number), question })];
  });
  return people.sort((a, b) => compare(a.areaCode, b.areaCode) || compare(a.teamCode, b.teamCode) || Number(b.leader) - Number(a.leader) || compare(a.personId, b.personId));
}

interface Found {
  id: string;
  person: Entry<'people'>;
  place: Place;
  isAway: boolean;
  question: RosterQuestion;
}

function called(book: Book, { id, person, place: { team, leader, via, kept }, isAway, question: { plan, at } }: Found): RosterPerson {
  const unit = unitOf(book, person, at);
  const own = tasksOfPerson(book, person.number, at).filter(({ mode, plan: of }) => mode === 'emergency' && (of === null || of === plan));
  return {
    personId: id,
    teamCode: team.code,
    teamName: team.name,
    meetingPoint: team.meetingPoint,
    areaCode: team.areaCode,
    leader,
    via,
    departmentId: unit === null ? null : (book.get('departments', unit)?.id ?? null),
    excused: isAway || kept,
    tasks: own.map(({ code }) => code).sort(),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
