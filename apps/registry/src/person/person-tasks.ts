import type { Entry } from '@shaodao/contracts/register/lists';
import { derived, type Book } from '../register/book.js';
import { postsByPerson } from '../register/rules/people-rules.js';
import { inForce } from '../register/term.js';

type Task = Entry<'dutyTasks'>;

const byPerson = derived(['dutyTasks'], (book) => Map.groupBy(tasksOf(book), ({ person }) => person ?? ''));
const byRole = derived(['dutyTasks'], (book) => Map.groupBy(tasksOf(book), ({ role }) => role ?? ''));

function tasksOf(book: Book): Task[] {
  return [...book.of('dutyTasks').values()].map(({ entry }) => entry).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** 任务清单 of a person at an instant: their own, and those of every role they hold where the task is said for that ground. */
export function tasksOfPerson(book: Book, number: string, at: number): Task[] {
  const held = (postsByPerson(book).get(number) ?? []).map(({ entry }) => entry).filter((post) => inForce(post, at));
  const ofRoles = held.flatMap(({ role, areaCode }) =>
    (byRole(book).get(role) ?? []).filter((task) => task.areaCode === null || (areaCode ?? '').startsWith(task.areaCode)),
  );
  return [...new Set([...(byPerson(book).get(number) ?? []), ...ofRoles])];
}
