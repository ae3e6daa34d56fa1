import { TIER_LEVELS, type TierLevel } from '@shaodao/domain/tier';
import { metrics } from '@shaodao/platform/metrics';
import { Counter } from 'prom-client';

/** 兜底, counted by level and never by person. */
const unmatched = new Counter({
  name: 'shaodao_routing_unmatched_total',
  help: 'Cases to be sent out for which no rule, no owner of the category and no attached department was found',
  labelNames: ['level'],
  registers: [metrics],
});
// A series that only appears with its first event cannot be told from one that is not scraped.
for (const level of TIER_LEVELS) unmatched.inc({ level }, 0);

export function countUnmatched(level: TierLevel): void {
  unmatched.inc({ level });
}
