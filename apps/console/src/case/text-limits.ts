import type { TEXT_MAX } from '@shaodao/contracts/case-act';
import type { TITLE_MAX } from '@shaodao/contracts/case-commands';

/** Longest texts a case takes. The types are the contract's own numbers, so that a change there fails the check here. */
export const titleMax: typeof TITLE_MAX = 120;
export const textMax: typeof TEXT_MAX = 4_000;
/** Whom a department spoke to. */
export const whomMax = 200;
