import { listOf } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import { ROLES, type Role } from '@shaodao/domain/register/role';
import type { Standing } from '../register/book.js';
import { newId } from '../register/register.service.js';
import type { Draft } from '../register/append.store.js';
import { ended, moved, postTargets, type Reshaping } from './moves.js';
import { reshapeFault, type ReshapingFault } from './reshaping-fault.js';

/**
 * Posts go on where they are sent, each under a key of its new grid. The one that goes to the heir keeps its id, so that its
 * term runs on; copies in other parts are appointments of their own. Of a merger's grids one person's same post is one, and of
 * a role the district wants once, the one that is kept goes on.
 */
export function postDrafts(reshaping: Reshaping): { drafts: Draft[]; faults: ReshapingFault[] } {
  const { book, effectiveAt, plan, decision } = reshaping;
  const targets = postTargets(reshaping);
  const going = [...targets].flatMap(([key, codes]) => {
    const standing = book.get('posts', key);
    return standing === undefined ? [] : codes.map((code) => ({ key, code, standing }));
  });
  const faults: ReshapingFault[] = [];
  const dropped = new Set<string>();
  if (decision.order.kind === 'merge') {
    for (const role of wantedOnce(reshaping)) {
      const rivals = Map.groupBy(going.filter(({ standing: { entry } }) => entry.role === role && entry.status === 'active'), ({ standing }) => standing.entry.person);
      if (rivals.size < 2) continue;
      const keys = [...rivals.values()].flatMap((own) => own.map(({ key }) => key));
      const [kept, ...more] = [...rivals.values()].filter((own) => own.some(({ key }) => decision.keep.includes(key)));
      const goingOn = kept?.map(({ key }) => key) ?? [];
      if (kept !== undefined && more.length === 0) for (const key of keys.filter((one) => !goingOn.includes(one))) dropped.add(key);
      else faults.push(reshapeFault('keep', `one ${role} goes on, name it: ${keys.join(', ')}`, `合并后只能有一名${ROLES[role].zh}，请在其中指定：${keys.join('、')}`));
    }
  }
  const made = new Map<string, Draft>();
  // An active post goes before one that rests.
  const inOrder = going.filter(({ key }) => !dropped.has(key)).sort((a, b) => rank(a.standing) - rank(b.standing));
  for (const { key, code, standing } of inOrder) {
    const entry = { ...standing.entry, areaCode: code };
    const next = keyOf(listOf('posts'), entry);
    const goesOn = code === plan.namedHeirs[standing.entry.areaCode ?? ''] || targets.get(key)?.length === 1;
    if (!made.has(next)) made.set(next, moved('posts', { id: goesOn ? standing.id : newId('posts', next), entry }, effectiveAt));
  }
  return { drafts: [...[...targets.keys()].map((key) => ended('posts', key, effectiveAt)), ...made.values()], faults };
}

/** The people of the retired grids' posts who have none in a part: they stand on no roster of it. */
export function strangersIn(drafts: readonly Draft[], reshaping: Reshaping): (code: string) => ReadonlySet<string> {
  const had = new Set([...postTargets(reshaping).keys()].map((key) => key.split('~')[0] ?? ''));
  const here = Map.groupBy(
    drafts.flatMap(({ entry }) => (entry !== null && 'person' in entry && 'role' in entry ? [{ code: String(entry.areaCode), person: String(entry.person) }] : [])),
    ({ code }) => code,
  );
  return (code) => {
    const staying = new Set((here.get(code) ?? []).map(({ person }) => person));
    return new Set([...had].filter((person) => !staying.has(person)));
  };
}

function wantedOnce({ book, plan }: Reshaping): Role[] {
  return book.get('areas', (plan.retired[0] ?? '').slice(0, 6))?.entry.onePerGrid ?? [];
}

function rank({ entry: { status } }: Standing<'posts'>): number {
  return status === 'active' ? 0 : 1;
}
