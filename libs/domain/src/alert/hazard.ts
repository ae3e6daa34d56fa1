import type { CapCategory, CapInfo } from './message.js';

/** 灾种 a plan may be of. */
export type AlertHazard = 'flood' | 'earthquake' | 'fire' | 'snow' | 'epidemic' | 'gas' | 'relief' | 'security';

/**
 * What an event is called, by hazard; the first line that fits decides. The names of weather are those of the warning
 * signals of 气象灾害预警信号发布与传播办法 (中国气象局令第 16 号); signals no plan of ours is for (大风, 高温, 沙尘暴, 雷电,
 * 冰雹, 大雾, 霾, 干旱) stand in no line.
 */
const WORDS: readonly [AlertHazard, RegExp][] = [
  ['gas', /燃气|天然气|煤气|gas leak/i],
  ['earthquake', /地震|earthquake/i],
  ['epidemic', /疫情|传染病|epidemic|pandemic/i],
  ['fire', /火灾|火险|山火|火警|\bfires?\b|wildfire/i],
  ['snow', /暴雪|寒潮|低温|雨雪|冰冻|霜冻|道路结冰|blizzard|snow|winter storm|freez/i],
  ['flood', /暴雨|洪水|山洪|内涝|渍涝|台风|防汛|汛情|flood|typhoon|heavy rain/i],
  ['security', /社会安全|恐怖|群体性|terroris|homeland security/i],
  ['relief', /灾害救助|disaster relief/i],
];

/** Categories that say enough by themselves. `Met`, `Geo` and the rest cover hazards of several plans. */
const BY_CATEGORY: Partial<Record<CapCategory, AlertHazard>> = { Fire: 'fire', Health: 'epidemic', Security: 'security' };

/** The hazard an info block tells of: by its event, its event codes, its headline, else by category; null: no plan is for it. */
export function hazardOf({ event, eventCodes, headline, categories }: Pick<CapInfo, 'event' | 'eventCodes' | 'headline' | 'categories'>): AlertHazard | null {
  for (const said of [event, ...eventCodes.map(({ value }) => value), headline ?? '']) {
    const found = WORDS.find(([, words]) => words.test(said));
    if (found !== undefined) return found[0];
  }
  for (const category of categories) {
    const hazard = BY_CATEGORY[category];
    if (hazard !== undefined) return hazard;
  }
  return null;
}

/** The category a hazard is announced under. */
export const CATEGORY_OF: Record<AlertHazard, CapCategory> = {
  flood: 'Met',
  earthquake: 'Geo',
  fire: 'Fire',
  snow: 'Met',
  epidemic: 'Health',
  gas: 'Infra',
  relief: 'Rescue',
  security: 'Security',
};
