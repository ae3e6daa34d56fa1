import { z } from 'zod';
import { heardTime, isoTime } from './gateway.js';
import { planSummary, rehearsal } from './plans.js';
import { areaCode } from './shapes.js';

/** What the gateway says and hears about plans over HTTP; see `gateway.ts`. */

export const planId = z.string().min(1).max(64);
export const httpPlans = z.object({ items: z.array(planSummary.meta({ id: 'PlanSummary' })) }).meta({ id: 'Plans', description: '预案 that may be activated somewhere inside the area of the asker' });

/** Without areas: those of the plan inside the asker's own. Without an instant: now. */
export const httpRehearsalAsked = z
  .strictObject({ areas: z.array(areaCode).min(1, 'name an area, or leave it out').max(200).nullable().default(null), at: heardTime.nullable().default(null) })
  .meta({ id: 'RehearsalAsked', description: 'Where and when a plan is rehearsed' });
export const httpRehearsal = rehearsal
  .extend({ at: isoTime, steps: z.array(rehearsal.shape.steps.element.extend({ dueAt: isoTime })) })
  .meta({ id: 'Rehearsal', description: '推演: who would be called when, whom each rung of the ladder reaches, whose the steps are, and what is missing' });
