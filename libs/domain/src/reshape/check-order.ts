import { parseGridCode } from '../codes/grid-code.js';
import { isFault } from '../codes/layout.js';
import { isTerritorial } from '../grid-kind.js';
import { areaCodeAt } from '../tier.js';
import type { ReshapeFault, ReshapeGrid, ReshapeOrder, ReshapeRegister } from './order.js';

type OrderOf<K extends ReshapeOrder['kind']> = Extract<ReshapeOrder, { kind: K }>;

/**
 * What is wrong with an order apart from its geometry. Only leaves are reshaped: a grid that holds others would leave them without
 * a parent. Codes must be new, since a retired grid's code is never used again, and must belong to the community.
 */
export function checkOrder(order: ReshapeOrder, register: ReshapeRegister): ReshapeFault[] {
  switch (order.kind) {
    case 'split':
      return checkSplit(order, register);
    case 'merge':
      return checkMerge(order, register);
    case 'move':
      return checkMove(order, register);
  }
}

function checkSplit({ gridCode, into, heirCode }: OrderOf<'split'>, register: ReshapeRegister): ReshapeFault[] {
  const community = areaCodeAt(gridCode, 'community');
  const codes = into.map(({ code }) => code);
  return [
    ...checkLeaf('gridCode', gridCode, register),
    ...(into.length < 2 ? [fault('into', 'a split needs two grids or more', '拆分后至少应有两个网格')] : []),
    ...into.flatMap(({ code, name }, nth) => [
      ...checkNewCode(`into.${nth}.code`, { code, community, taken: codes.slice(0, nth) }, register),
      ...checkName(`into.${nth}.name`, name),
    ]),
    ...(codes.includes(heirCode) ? [] : [fault('heirCode', 'the heir is none of the new grids', '承接网格不在新网格之中')]),
  ];
}

function checkMerge({ gridCodes, into }: OrderOf<'merge'>, register: ReshapeRegister): ReshapeFault[] {
  const [firstCode = ''] = gridCodes;
  const first = gridOf(firstCode, register);
  const community = areaCodeAt(firstCode, 'community');
  return [
    ...(gridCodes.length < 2 ? [fault('gridCodes', 'a merger needs two grids or more', '合并至少需要两个网格')] : []),
    ...gridCodes.flatMap((code, nth) => {
      const field = `gridCodes.${nth}`;
      if (gridCodes.indexOf(code) < nth) return [fault(field, 'is named twice', '网格重复')];
      return [...checkLeaf(field, code, register), ...checkAlike(field, gridOf(code, register), first)];
    }),
    ...checkNewCode('into.code', { code: into.code, community, taken: [] }, register),
    ...checkName('into.name', into.name),
  ];
}

function checkMove({ gridCode, toCommunityCode, newCode }: OrderOf<'move'>, register: ReshapeRegister): ReshapeFault[] {
  const grid = gridOf(gridCode, register);
  const community = areaCodeAt(gridCode, 'community');
  const nested = grid !== undefined && grid.parentCode !== community;
  return [
    ...checkLeaf('gridCode', gridCode, register),
    ...(nested ? [fault('gridCode', 'lies in another grid and stays in it', '网格嵌套在其他网格之中，不能单独划转')] : []),
    ...(register.communityCodes.has(toCommunityCode)
      ? []
      : [fault('toCommunityCode', 'is no community of this district', '不是本区的社区')]),
    ...(toCommunityCode === community ? [fault('toCommunityCode', 'the grid is in this community already', '网格已属于该社区')] : []),
    ...checkNewCode('newCode', { code: newCode, community: toCommunityCode, taken: [] }, register),
  ];
}

function checkLeaf(field: string, code: string, register: ReshapeRegister): ReshapeFault[] {
  const grid = gridOf(code, register);
  if (grid === undefined) return [fault(field, 'no grid with this code stands', '没有此编码的在用网格')];
  if (!isTerritorial(grid.kind)) return [fault(field, 'is no ground', '不是地域网格')];
  if (register.grids.some(({ parentCode }) => parentCode === code)) {
    return [fault(field, 'holds other grids', '网格内还有下级网格')];
  }
  return [];
}

function checkAlike(field: string, grid: ReshapeGrid | undefined, first: ReshapeGrid | undefined): ReshapeFault[] {
  if (grid === undefined || first === undefined || grid === first) return [];
  if (areaCodeAt(grid.code, 'community') !== areaCodeAt(first.code, 'community')) {
    return [fault(field, 'is in another community than the first', '与第一个网格不属于同一社区')];
  }
  if (grid.kind !== first.kind) return [fault(field, 'is of another kind than the first', '与第一个网格类型不同')];
  if (grid.parentCode !== first.parentCode) return [fault(field, 'lies in another grid than the first', '与第一个网格的上级网格不同')];
  return [];
}

function checkNewCode(
  field: string,
  { code, community, taken }: { code: string; community: string; taken: readonly string[] },
  register: ReshapeRegister,
): ReshapeFault[] {
  const parsed = parseGridCode(code);
  if (isFault(parsed)) return [fault(field, `${parsed.part} ${parsed.reason}`, parsed.reasonZh)];
  if (areaCodeAt(code, 'community') !== community) return [fault(field, 'is no code of the community', '编码不属于该社区')];
  if (taken.includes(code)) return [fault(field, 'is given to two new grids', '两个新网格使用同一编码')];
  if (register.usedCodes.has(code) || gridOf(code, register) !== undefined) {
    return [fault(field, 'was used before; codes are never used again', '编码已使用过，不得重复使用')];
  }
  return [];
}

function checkName(field: string, name: string): ReshapeFault[] {
  return name.trim() === '' ? [fault(field, 'is empty', '名称不能为空')] : [];
}

function gridOf(code: string, register: ReshapeRegister): ReshapeGrid | undefined {
  return register.grids.find((grid) => grid.code === code);
}

function fault(field: string, reason: string, reasonZh: string): ReshapeFault {
  return { field, reason, reasonZh };
}
