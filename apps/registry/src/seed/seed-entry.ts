import type { Entry, ListName } from '@shaodao/contracts/register/lists';

/** An entry of the register as the seed says it; `id` is the UUID other services know the thing by. */
export interface SeedEntry<N extends ListName = ListName> {
  list: N;
  key: string;
  id: string | null;
  entry: Entry<N>;
}
