import type { DutyPerson } from '@shaodao/contracts/register/duty';
import type { Actor } from '@shaodao/domain/case/actor';
import { ROLES, type Role } from '@shaodao/domain/register/role';
import { mayMeet } from '../person/sight.js';
import type { Book } from '../register/book.js';
import { masked } from '../register/mask.js';
import { rolesOf } from '../register/sight.js';

/** People by number as one asker may see them; one the register does not know is left out. */
export function shownTo(actor: Actor, book: Book): (number: string) => DutyPerson[] {
  const shown = new Map<string, DutyPerson[]>();
  const show = (number: string): DutyPerson[] => {
    const person = book.get('people', number);
    if (person === undefined || person.id === null) return [];
    if (!mayMeet(actor, rolesOf(book, person.entry))) return [{ id: person.id, name: null, phone: null }];
    const { name, phone } = masked('people', person.entry) as typeof person.entry;
    return [{ id: person.id, name, phone }];
  };
  return (number) => {
    const known = shown.get(number) ?? show(number);
    shown.set(number, known);
    return known;
  };
}

/** 某某社区 社区书记: what people call a roster; empty for one that is not there. */
export function titleOf(book: Book, key: string): string {
  const roster = book.get('rosters', key)?.entry;
  if (roster === undefined) return '';
  const { areaCode, department, role } = roster;
  const place = department === null ? (book.get('areas', areaCode ?? '') ?? book.get('grids', areaCode ?? '')) : book.get('departments', department);
  return `${place?.entry.name ?? ''} ${ROLES[role as Role].zh}`.trim();
}
