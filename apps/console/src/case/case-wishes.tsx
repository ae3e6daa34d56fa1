import type { CaseSnapshot } from '../api.js';
import { wishesOf } from './wishes.js';
import { WishCard } from './wish-card.js';

/** 待决定: what was asked for and waits for somebody's word; everybody who sees the case sees it. */
export function CaseWishes({ snapshot, departmentName }: { snapshot: CaseSnapshot; departmentName: (id: string) => string }) {
  const wishes = wishesOf(snapshot, departmentName);
  if (wishes.length === 0) return null;
  return (
    <section className="wishes" aria-labelledby="wishes">
      <h2 id="wishes">待决定</h2>
      {wishes.map((wish) => (
        <WishCard key={`${wish.about}:${wish.departmentId ?? ''}`} caseId={snapshot.id} wish={wish} />
      ))}
    </section>
  );
}
