import { collectDefaultMetrics, Registry } from 'prom-client';

/** All metrics of this process; every name of ours begins with `shaodao_`. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });
