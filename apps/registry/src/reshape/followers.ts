import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { checkWithGround } from '../register/change.js';
import { shapeFaults } from '../register/fault.js';
import type { Draft } from '../register/append.store.js';
import { accountDrafts, dutyTaskDrafts, gridDrafts, isRetired, namerDrafts, partsOf, postTargets, type Reshaping } from './moves.js';
import { postDrafts, strangersIn } from './posts.js';
import { reshapeFault, type ReshapingFault } from './reshaping-fault.js';
import { rosterDrafts } from './rosters.js';

/** Everything the register then says anew, each key once; or what stands against it. Residents follow in the database. */
export async function followersOf(reshaping: Reshaping): Promise<{ drafts: Draft[] } | { faults: ReshapingFault[] }> {
  const wishes = wishFaults(reshaping);
  if (wishes.length > 0) return { faults: wishes };
  const posts = postDrafts(reshaping);
  const rosters = rosterDrafts(reshaping, strangersIn(posts.drafts, reshaping));
  const faults = [...posts.faults, ...rosters.faults];
  if (faults.length > 0) return { faults };
  const all = [...gridDrafts(reshaping), ...namerDrafts(reshaping), ...posts.drafts, ...accountDrafts(reshaping), ...rosters.drafts, ...dutyTaskDrafts(reshaping)];
  const drafts = [...new Map(all.map((draft) => [`${draft.list} ${draft.key}`, draft])).values()];
  const wrong = [...scheduledFaults(reshaping, drafts), ...(await registerFaults(reshaping, drafts))];
  return wrong.length > 0 ? { faults: wrong } : { drafts };
}

/** What is named must be there to be sent. */
function wishFaults(reshaping: Reshaping): ReshapingFault[] {
  const { book, plan, decision } = reshaping;
  const posts = postTargets(reshaping);
  const parts = partsOf(plan);
  const noPart = (field: string): ReshapingFault => reshapeFault(field, 'is none of the new grids', '不在新网格之中');
  const isKept = (key: string): boolean => posts.has(key) || isRetired(plan, book.get('rosters', key)?.entry.areaCode ?? null);
  return [
    ...decision.posts.flatMap(({ postKey, toCode }, nth) => [
      ...(posts.has(postKey) ? [] : [reshapeFault(`posts.${nth}.postKey`, 'is no post of the grids', '不是所调整网格的任职')]),
      ...(parts.includes(toCode) ? [] : [noPart(`posts.${nth}.toCode`)]),
    ]),
    ...decision.accounts.flatMap(({ account, toCode }, nth) => [
      ...(isRetired(plan, book.get('accounts', account)?.entry.areaCode ?? null) ? [] : [reshapeFault(`accounts.${nth}.account`, 'is no account of the grids', '不是所调整网格的账号')]),
      ...(parts.includes(toCode) ? [] : [noPart(`accounts.${nth}.toCode`)]),
    ]),
    ...decision.keep.flatMap((key, nth) => (isKept(key) ? [] : [reshapeFault(`keep.${nth}`, 'is no post or roster of the grids', '不是所调整网格的任职或值班表')])),
  ];
}

/** What is said already for later was said of grids that are then no more. */
function scheduledFaults({ book, plan, effectiveAt }: Reshaping, drafts: readonly Draft[]): ReshapingFault[] {
  const touched = new Set(drafts.map(({ list, key }) => `${list} ${key}`));
  const later = book.later.filter((said) => said.effectiveAt > effectiveAt);
  const inTheWay = later.filter(({ list, key, entry }) => touched.has(`${list} ${key}`) || JSON.stringify(entry).match(/\d{15}/g)?.some((code) => isRetired(plan, code)));
  return inTheWay.slice(0, 1).map(({ list, key, effectiveAt: at }) =>
    reshapeFault(`${list}`, `${list} ${key} changes on ${new Date(at).toISOString()}, after the reshaping: correct that first`, `${listOf(list).zh}“${key}”已有更晚生效的变更，请先更正`),
  );
}

/** The register as it would stand: shapes first, then all its rules and the ground. */
async function registerFaults({ book }: Reshaping, drafts: readonly Draft[]): Promise<ReshapingFault[]> {
  const told = ({ list, key, field, reason, reasonZh }: { list: ListName; key: string; field: string; reason: string; reasonZh: string }): ReshapingFault =>
    reshapeFault(`${list}.${field}`, `${list} ${key}: ${reason}`, `${listOf(list).zh}“${key}”：${reasonZh}`);
  const shapes = drafts.flatMap(({ list, key, entry }) => {
    const read = entry === null ? null : listOf(list).entry.safeParse(entry);
    return read === null || read.success ? [] : shapeFaults({ list, key }, read.error).map(told);
  });
  return shapes.length > 0 ? shapes : (await checkWithGround(book, drafts)).map(told);
}
