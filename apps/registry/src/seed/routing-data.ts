import type { Entry } from '@shaodao/contracts/register/lists';
import { routes } from '@shaodao/contracts/register/routing-list';
import { z } from 'zod';
import { dataFile } from './data-file.js';

/** A department by name and code. */
interface Named {
  name: string;
  code: string;
}

const names = z.record(z.string(), z.array(z.string()));

/** 属主: the categories each department owns, by its code. Throws for a name no department has. */
export function ownersOf(departments: readonly Named[]): Record<string, string[]> {
  const read = names.parse(JSON.parse(dataFile('owners.json')));
  return Object.fromEntries(Object.entries(read).map(([name, owns]) => [codeOf(departments, name), owns]));
}

/** The demonstration's rules of routing; the file names departments as people do. */
export function demoRoutes(departments: readonly Named[]): Entry<'routes'>[] {
  const read = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(dataFile('routes.json')));
  return read.map((own) => {
    const route = routes.entry.parse(own);
    const codes = (all: readonly string[]): string[] => all.map((name) => codeOf(departments, name));
    return { ...route, lead: codes(route.lead), assist: codes(route.assist), informed: codes(route.informed) };
  });
}

/** A window of each department that owns something; numbers that no exchange assigns. */
export function contactWindows(departments: readonly Named[], owners: Record<string, readonly string[]>): Entry<'windows'>[] {
  return departments
    .filter(({ code }) => owners[code] !== undefined)
    .map(({ name, code }, nth) => ({
      code: `W${String(nth + 1).padStart(3, '0')}`,
      department: code,
      name: `${name}受理窗口`,
      phone: `0818-0${String(nth + 1).padStart(6, '0')}`,
      address: `政务大厅${Math.floor(nth / WINDOWS_A_FLOOR) + 1}楼${(nth % WINDOWS_A_FLOOR) + 1}号`,
      hours: '工作日 8:30–12:00、13:30–18:00',
    }));
}

const WINDOWS_A_FLOOR = 12;

function codeOf(departments: readonly Named[], name: string): string {
  const found = departments.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no department is named ${name}`);
  return found.code;
}
