import type { CallbackAnswer } from '@shaodao/contracts/callbacks';
import type { httpCallbackForm } from '@shaodao/contracts/gateway';
import type { z } from 'zod';

/** What the page shows and what it sends, by the contract's own shapes. */
export type CallbackForm = z.output<typeof httpCallbackForm>;
export type { CallbackAnswer };

/** 满意度, the three words a resident may choose from. */
export const WORDS = [
  ['good', '满意'],
  ['fair', '基本满意'],
  ['poor', '不满意'],
] as const satisfies [CallbackAnswer['word'], string][];
