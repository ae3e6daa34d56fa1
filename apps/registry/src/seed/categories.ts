import { categoryLines, type CategoryLine } from '@shaodao/contracts/rules-publishing';
import { z } from 'zod';

const file = z.object({ items: categoryLines });

/** Categories out of the text of a categories file; throws on a code that stands twice. */
export function readCategories(text: string): CategoryLine[] {
  return file.parse(JSON.parse(text)).items;
}
