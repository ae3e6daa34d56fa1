import type { ReshapeDecision } from '@shaodao/contracts/reshape';
import type { ReshapeRegister } from '@shaodao/domain/reshape/order';
import type { ReshapePlan } from '@shaodao/domain/reshape/plan';
import { planReshape } from '../ground/reshape.js';
import type { Book } from '../register/book.js';
import type { Draft } from '../register/append.store.js';
import { followersOf } from './followers.js';
import type { ReshapingFault } from './reshaping-fault.js';

/** What an order makes of the register, which stands in `book` as it will just before; or all that is wrong with it. */
export async function decideReshape(
  book: Book,
  decision: ReshapeDecision,
  { effectiveAt, usedCodes }: { effectiveAt: number; usedCodes: ReadonlySet<string> },
): Promise<{ plan: ReshapePlan; drafts: Draft[] } | { faults: ReshapingFault[] }> {
  const planned = planReshape(decision.order, registerOf(book, usedCodes));
  if ('faults' in planned) return planned;
  const { plan } = planned;
  const followers = await followersOf({ book, effectiveAt, decision, plan });
  return 'faults' in followers ? followers : { plan, drafts: followers.drafts };
}

function registerOf(book: Book, usedCodes: ReadonlySet<string>): ReshapeRegister {
  return {
    grids: [...book.of('grids').values()].map(({ entry: { code, name, kind, areaCode, parent, polygon } }) => ({
      code,
      name,
      kind,
      parentCode: parent ?? areaCode,
      polygon: polygon ?? { type: 'Polygon', coordinates: [] },
    })),
    usedCodes,
    communityCodes: new Set([...book.of('areas').keys()].filter((code) => code.length === 12)),
  };
}
