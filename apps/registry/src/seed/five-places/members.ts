import type { Census } from './census.js';

/** A member in service: of a unit, resident in a grid. Signs in for the unit, since it is the unit's people who report in. */
export function reportIn(census: Census, residenceGrid: string, department: string): string {
  const person = census.hire({ memberClass: 'inService', department, residenceGrid });
  census.appoint(person, 'inServiceMember', { areaCode: residenceGrid });
  census.account(person, 'departmentDuty', { areaCode: census.code, department });
  return person;
}
