import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import type { ReshapeDecision } from '@shaodao/contracts/reshape';
import { gridCodesOf, type ReshapePlan } from '@shaodao/domain/reshape/plan';
import { ruleOfRole } from '@shaodao/domain/register/role';
import type { Book, Standing } from '../register/book.js';
import { newId } from '../register/register.service.js';
import type { Draft } from '../register/append.store.js';

/** What a reshaping of grids does to the register: judged as a whole, said as one change. */
export interface Reshaping {
  /** As it stands just before. */
  book: Book;
  effectiveAt: number;
  decision: ReshapeDecision;
  plan: ReshapePlan;
}

/** Grids that end keep their id only where the very same ground goes on under another code. */
export function gridDrafts({ book, effectiveAt, decision: { order }, plan }: Reshaping): Draft[] {
  const old = gridCodesOf(order).flatMap((code) => book.get('grids', code) ?? []);
  const departments = [...new Set(old.flatMap(({ entry }) => entry.departments))];
  const created = plan.created.map(({ code, name, kind, parentCode, polygon }): Draft => {
    const nested = parentCode.length === 15;
    const areaCode = nested ? parentCode.slice(0, 12) : parentCode;
    const entry = { code, name, kind, areaCode, parent: nested ? parentCode : null, departments, spans: [], polygon };
    const id = order.kind === 'move' ? (old[0]?.id ?? null) : newId('grids', code);
    // A shape of parts apart is more than an entry takes: its own shape refuses it.
    return { list: 'grids', key: code, effectiveAt, id, entry: entry as unknown as Entry<'grids'> };
  });
  return [...plan.retired.map((code) => ended('grids', code, effectiveAt)), ...created];
}

/** The grids that what `code` had may go to: all parts of a split, else the one. */
export function partsOf(plan: ReshapePlan): string[] {
  return plan.created.map(({ code }) => code);
}

export function isRetired(plan: ReshapePlan, code: string | null): code is string {
  return code !== null && plan.namedHeirs[code] !== undefined;
}

/** Where each post of the retired grids goes, by its key; nowhere: it ends with its grid, since it had ended already. */
export function postTargets({ book, decision, plan }: Reshaping): Map<string, string[]> {
  const wished = new Map(decision.posts.map(({ postKey, toCode }) => [postKey, toCode]));
  const found = new Map<string, string[]>();
  for (const [key, { entry }] of book.of('posts')) {
    if (!isRetired(plan, entry.areaCode)) continue;
    const wish = wished.get(key);
    // A building is in one part only, and which one the register cannot know.
    const usual = ruleOfRole(entry.role).places[0] === 'spot' ? [plan.namedHeirs[entry.areaCode] ?? ''] : partsOf(plan);
    found.set(key, entry.status === 'ended' ? [] : wish === undefined ? usual : [wish]);
  }
  return found;
}

/** Everything else that names a retired grid by an entry whose key stays: with the heir, or with all that were made of it. */
const NAMERS: { [N in ListName]?: { heir?: string[]; all?: string[] } } = {
  departments: { heir: ['areaCode'], all: ['serves'] },
  people: { heir: ['residenceGrid'] },
  units: { heir: ['grid'] },
  partyUnits: { all: ['grids'] },
  oldGrids: { all: ['grids'] },
  routes: { all: ['areas'] },
  plans: { all: ['areas'] },
  teams: { heir: ['areaCode'] },
};

/** Fields with codes of grids that are followed in another way, by list; a test sees that none is forgotten. */
export const FOLLOWED_APART = ['grids.parent', 'posts.areaCode', 'accounts.areaCode', 'rosters.areaCode', 'dutyTasks.areaCode', 'residents.grid'];
export const FOLLOWED_BY_NAME = Object.entries(NAMERS).flatMap(([list, { heir = [], all = [] }]) => [...heir, ...all].map((field) => `${list}.${field}`));

export function namerDrafts({ book, effectiveAt, plan }: Reshaping): Draft[] {
  return (Object.keys(NAMERS) as ListName[]).flatMap((list) => {
    const { heir = [], all = [] } = NAMERS[list] ?? {};
    return [...book.of(list)].flatMap(([key, standing]) => {
      const given = standing.entry as Record<string, unknown>;
      const told: Record<string, unknown> = {};
      for (const field of heir) {
        const code = given[field];
        if (typeof code === 'string' && isRetired(plan, code)) told[field] = plan.namedHeirs[code];
      }
      for (const field of all) {
        const codes = given[field] as string[];
        if (codes.some((code) => isRetired(plan, code))) told[field] = replaced(plan, codes);
      }
      if (Object.keys(told).length === 0) return [];
      return [{ list, key, effectiveAt, id: standing.id, entry: { ...given, ...told } as Entry }];
    });
  });
}

/** The new grids stand where the first of the old ones stood. */
function replaced(plan: ReshapePlan, codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => (isRetired(plan, code) ? partsOf(plan) : [code])))];
}

/** A seat has one ground: where it is sent, else where its person's posts are, else the heir. */
export function accountDrafts({ book, effectiveAt, decision, plan }: Reshaping): Draft[] {
  const sent = new Map(decision.accounts.map(({ account, toCode }) => [account, toCode]));
  const byPost = new Map(decision.posts.map(({ postKey, toCode }) => [book.get('posts', postKey)?.entry.person, toCode]));
  return [...book.of('accounts')].flatMap(([key, { id, entry }]) => {
    if (!isRetired(plan, entry.areaCode)) return [];
    const areaCode = sent.get(key) ?? byPost.get(entry.person) ?? plan.namedHeirs[entry.areaCode] ?? '';
    return [{ list: 'accounts' as const, key, effectiveAt, id, entry: { ...entry, areaCode } }];
  });
}

/** What everybody of a role does is done in every part; what one person does, by the heir's. */
export function dutyTaskDrafts({ book, effectiveAt, plan }: Reshaping): Draft[] {
  return [...book.of('dutyTasks')].flatMap(([key, { id, entry }]) => {
    const { areaCode } = entry;
    if (!isRetired(plan, areaCode)) return [];
    const heir = plan.namedHeirs[areaCode] ?? '';
    const parts = entry.person === null ? partsOf(plan) : [heir];
    return parts.map((part): Draft => {
      const code = part === heir ? key : copyCode(key, part);
      return { list: 'dutyTasks', key: code, effectiveAt, id: part === heir ? id : null, entry: { ...entry, code, areaCode: part } };
    });
  });
}

/** Of what is copied to another part: its own code and the part's last three digits. */
export function copyCode(code: string, part: string): string {
  return `${code.slice(0, 35)}-${part.slice(-3)}`;
}

export function ended(list: ListName, key: string, effectiveAt: number): Draft {
  return { list, key, effectiveAt, id: null, entry: null };
}

export function moved<N extends ListName>(list: N, { id, entry }: Pick<Standing<N>, 'id' | 'entry'>, effectiveAt: number): Draft {
  return { list, key: keyOf(listOf(list), entry), effectiveAt, id, entry } as Draft;
}
