import type { Seat } from '@shaodao/domain/case/actor';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { answerDuty } from '../duty/duty-ladder.js';
import type { Book } from '../register/book.js';

interface Place {
  areaCode: string | null;
  department: string | null;
}

/** Who keeps the posts and rosters of a place: the head of a department, else the secretary of the area, the shift leader of the district. */
function keeperSeat({ areaCode, department }: Place): Seat {
  if (department !== null) return 'departmentHead';
  const digits = areaCode?.length ?? 0;
  return digits >= 12 ? 'communitySecretary' : digits === 9 ? 'subdistrictSecretary' : 'shiftLeader';
}

/** Ids of those who keep a place now: whoever is on duty in that seat, or who answers for them. */
export function keepersOf(book: Book, calendar: WorkingCalendar, { at, ...place }: Place & { at: number }): string[] {
  const { people } = answerDuty(book, calendar, { seat: keeperSeat(place), ...place, at });
  return people.flatMap(({ number }) => book.get('people', number)?.id ?? []);
}
