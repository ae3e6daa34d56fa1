import type { DayKind } from '../duty/day-kind.js';
import type { Grade } from '../policy.js';
import type { TierLevel } from '../tier.js';

/** 属主 / 属地: by who owns the category, or by who serves the place. */
export const ROUTE_BASES = ['owner', 'place'] as const;
export type RouteBasis = (typeof ROUTE_BASES)[number];

/** 哨源 (宜兴): 基层, 群众, 企业, 部门, 城运. */
export const WHISTLE_SOURCES = ['grassroots', 'public', 'enterprise', 'department', 'operation'] as const;
export type WhistleSource = (typeof WHISTLE_SOURCES)[number];

export type CategoryKind = 'component' | 'incident';

/** Local minutes of the day a window begins on; an end past 1440 is the next day's. */
export interface RouteWindow {
  fromMinute: number;
  untilMinute: number;
}

/** Whom a rule sends to, by department code; without a lead whoever signs first leads (首接负责). */
export interface RouteParts {
  lead: readonly string[];
  assist: readonly string[];
  informed: readonly string[];
}

/** 派遣规则. An empty condition holds always. */
export interface RouteRule extends RouteParts {
  code: string;
  name: string;
  basis: RouteBasis;
  order: number;
  /** Beginnings of category codes. */
  categories: readonly string[];
  /** Beginnings of area codes. */
  areas: readonly string[];
  days: readonly DayKind[];
  window: RouteWindow | null;
  sources: readonly WhistleSource[];
  levels: readonly TierLevel[];
  grade: Grade | null;
  enabled: boolean;
}

/** What a department says of itself: beginnings of the categories it owns (属主) and of the areas it serves (属地; none: all). */
export interface RoutedDepartment {
  code: string;
  owns: readonly string[];
  serves: readonly string[];
}

export interface RouteQuestion {
  category: { code: string; kind: CategoryKind } | null;
  /** 6 to 15 digits; empty: nowhere in particular, which fits only rules for everywhere. */
  areaCode: string;
  at: number;
  source: WhistleSource | null;
  level: TierLevel;
}

export const ROUTE_FAULTS = ['disabled', 'category', 'area', 'time', 'day', 'source', 'level'] as const;
export type RouteFault = (typeof ROUTE_FAULTS)[number];

/** Why a rule does not hold, in words for people. */
export const ROUTE_FAULT_WORDS: Record<RouteFault, { en: string; zh: string }> = {
  disabled: { en: 'it is switched off', zh: '规则已停用' },
  category: { en: 'it is for other categories', zh: '类别不符' },
  area: { en: 'it is for other areas', zh: '区域不符' },
  time: { en: 'it is for other times of the day', zh: '时段不符' },
  day: { en: 'it is for other kinds of day', zh: '日类不符' },
  source: { en: 'it is for other sources', zh: '哨源不符' },
  level: { en: 'it is for other levels', zh: '层级不符' },
};
