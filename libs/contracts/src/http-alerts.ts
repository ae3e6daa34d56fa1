import { z } from 'zod';
import { alert, alertReceipt, capLine } from './alerts.js';
import { isoTime } from './gateway.js';

/** What the gateway says about alerts over HTTP; see `gateway.ts`. */

export const httpAlertReceipt = alertReceipt.meta({ id: 'AlertReceipt', description: 'The alert is kept; open: it proposes an activation' });
export const httpAlert = alert
  .extend({ sentAt: isoTime, receivedAt: isoTime, expiresAt: isoTime })
  .meta({ id: 'Alert', description: '预警: what it proposes, in the words of its sender' });
export type HttpAlert = z.output<typeof httpAlert>;
export const httpAlerts = z.object({ items: z.array(httpAlert) }).meta({ id: 'Alerts', description: 'Open ones first' });
/** `open` true (the default): those that propose something; false: all of the last 30 days. */
export const alertsQuery = z.strictObject({ open: z.stringbool().default(true) });

export const httpCapMessages = z.object({ items: z.array(capLine.extend({ sentAt: isoTime })) }).meta({ id: 'CapMessages', description: 'CAP messages of an activation, oldest first' });
export const capQuery = z.strictObject({ seq: z.coerce.number().int().min(1).optional() });
