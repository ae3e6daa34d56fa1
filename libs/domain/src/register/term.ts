import { DAY_MS } from '../calendar.js';

/** 续聘: renewal opens so long before a term ends (一年一聘 某县; the 30 days: issue 5). */
export const RENEWAL_OPENS_MS = 30 * DAY_MS;
