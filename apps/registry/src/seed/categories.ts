import { category } from '@shaodao/contracts/registry';
import { caseCategory } from '@shaodao/contracts/rules';
import { z } from 'zod';

const file = z.object({ items: z.array(z.intersection(category, caseCategory)).min(1) });

/** A category with its closing limits per grade. */
export type SeedCategory = z.output<typeof file>['items'][number];

/** Categories out of the text of a categories file; throws on a code that stands twice. */
export function readCategories(text: string): SeedCategory[] {
  const { items } = file.parse(JSON.parse(text));
  if (new Set(items.map((item) => item.code)).size !== items.length) throw new Error('a category code stands twice');
  return items;
}
