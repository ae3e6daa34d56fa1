import type { RouteBasis, RoutedDepartment, RouteQuestion } from './rule.js';

/** Whom the register itself names, or what is missing: nobody owns the category, or no owner serves the area. */
export type RegisterAnswer = { department: string; basis: RouteBasis } | { failedOn: 'category' | 'area' };

/**
 * Where no rule says anything: among the departments that own the category and serve the area, for a component whoever owns
 * it most closely, for an incident the nearest station (the one with the smallest area), and only where no owner names areas
 * the closest owner. A tie goes by the other measure, then by code.
 */
export function registerRule(departments: readonly RoutedDepartment[], question: RouteQuestion): RegisterAnswer {
  const { category, areaCode } = question;
  const owners = category === null ? [] : departments.filter(({ owns }) => closeness(owns, category.code) > 0);
  if (category === null || owners.length === 0) return { failedOn: 'category' };
  const found = owners.flatMap(({ code, owns, serves }) => {
    const near = closeness(serves, areaCode);
    return serves.length > 0 && near === 0 ? [] : [{ code, own: closeness(owns, category.code), near }];
  });
  const byPlace = category.kind === 'incident' && found.some(({ near }) => near > 0);
  const [first] = found.toSorted((a, b) => {
    const own = b.own - a.own;
    const near = b.near - a.near;
    return (byPlace ? near || own : own || near) || (a.code < b.code ? -1 : 1);
  });
  if (first === undefined) return { failedOn: 'area' };
  return { department: first.code, basis: byPlace ? 'place' : 'owner' };
}

/** The length of the longest beginning of a code; 0: none fits. */
function closeness(prefixes: readonly string[], code: string): number {
  return prefixes.reduce((longest, prefix) => (code.startsWith(prefix) ? Math.max(longest, prefix.length) : longest), 0);
}
