import type { Spot } from '@shaodao/domain/ground-shape';
import { isTerritorial } from '@shaodao/domain/grid-kind';
import type { Paths64 } from 'clipper2-ts';
import Flatbush from 'flatbush';
import { cornersOf, holesIn, middleOf, outside, pathsOf, sharedBy, squareMetres, type Piece } from './clip.js';
import { areaWords, placeWords, type GroundFault, type GroundGrid } from './fault.js';
import { GroundIndex } from './ground-index.js';
import { shapeFaults } from './shape-faults.js';
import { boxOf, type Box } from './shape.js';

/**
 * Overlaps, gaps and overhangs up to this many square metres are let pass. Corners are written on a lattice of 11 cm, so a corner
 * set on a neighbour's side misses it by up to half that: a sliver. D.
 */
export const TOLERANCE_M2 = 1;

/** A thousandth of the way from the middle of a hole to its corner. */
const OUTWARD = 0.001;

interface Land extends GroundGrid {
  paths: Paths64;
  box: Box;
}

/**
 * What is wrong with the ground of a district: each grid's shape, overlaps of grids that lie in the same parent, nested grids
 * outside theirs, and gaps: holes of all ground together that no grid covers. Grids of a broken shape are not compared with others;
 * while there is one, gaps are not judged, since each would be seen as a gap itself. In order of code.
 */
export function checkGround(grids: readonly GroundGrid[], toleranceM2 = TOLERANCE_M2): GroundFault[] {
  const faults: GroundFault[] = [];
  const lands: Land[] = [];
  let broken = false;
  for (const grid of grids) {
    if (grid.polygon === null) continue;
    const own = shapeFaults(grid.polygon);
    faults.push(...own.map((one) => ({ ...one, code: grid.code, reason: `${grid.name} ${one.reason}`, reasonZh: `${grid.name}${one.reasonZh}` })));
    if (!isTerritorial(grid.kind)) continue;
    if (own.every(({ problem }) => problem === 'winding' || problem === 'notClosed')) {
      lands.push({ ...grid, paths: pathsOf(grid.polygon), box: boxOf(grid.polygon) });
    } else broken = true;
  }
  faults.push(...overlaps(lands, toleranceM2), ...overhangs(lands, toleranceM2));
  if (!broken) faults.push(...gaps(lands, toleranceM2));
  return faults.sort((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)));
}

/** A size worth telling and its middle; null within the tolerance. */
function judged(pieces: readonly Piece[], toleranceM2: number): Required<Pick<GroundFault, 'squareMetres' | 'place'>> | null {
  const area = squareMetres(pieces);
  return area > toleranceM2 ? { squareMetres: area, place: middleOf(pieces) } : null;
}

/** Grids in the same parent must not overlap. Cousins then cannot without an overlap of their parents or an overhang. */
function overlaps(lands: readonly Land[], toleranceM2: number): GroundFault[] {
  if (lands.length === 0) return [];
  const codes = new Set(lands.map(({ code }) => code));
  const parent = ({ parentCode }: Land): string => (parentCode !== null && codes.has(parentCode) ? parentCode : '');
  const boxes = new Flatbush(lands.length);
  for (const { box } of lands) boxes.add(...box);
  boxes.finish();
  return lands.flatMap((land, at) =>
    boxes
      .search(...land.box, (other) => other > at && parent(lands[other] as Land) === parent(land))
      .flatMap((other): GroundFault[] => {
        const [first, second] = [land, lands[other] as Land].sort((a, b) => (a.code < b.code ? -1 : 1)) as [Land, Land];
        const found = judged(sharedBy(first.paths, second.paths), toleranceM2);
        if (found === null) return [];
        const [size, where] = [areaWords(found.squareMetres), placeWords(found.place)];
        return [
          {
            code: first.code,
            otherCode: second.code,
            problem: 'overlap',
            ...found,
            reason: `${first.name} and ${second.name} overlap by ${size} m² at ${where}`,
            reasonZh: `${first.name}与${second.name}重叠${size}平方米（位置${where}）`,
          },
        ];
      }),
  );
}

function overhangs(lands: readonly Land[], toleranceM2: number): GroundFault[] {
  const byCode = new Map(lands.map((land) => [land.code, land]));
  return lands.flatMap((land): GroundFault[] => {
    const parent = byCode.get(land.parentCode ?? '');
    if (parent === undefined) return [];
    const found = judged(outside(land.paths, parent.paths), toleranceM2);
    if (found === null) return [];
    const [size, where] = [areaWords(found.squareMetres), placeWords(found.place)];
    return [
      {
        code: land.code,
        otherCode: parent.code,
        problem: 'outsideParent',
        ...found,
        reason: `${land.name} lies outside ${parent.name} by ${size} m² at ${where}`,
        reasonZh: `${land.name}超出上级网格${parent.name}${size}平方米（位置${where}）`,
      },
    ];
  });
}

function gaps(lands: readonly Land[], toleranceM2: number): GroundFault[] {
  const index = new GroundIndex(lands);
  return holesIn(lands.flatMap(({ paths }) => paths)).flatMap((hole): GroundFault[] => {
    const found = judged([hole], toleranceM2);
    if (found === null) return [];
    const [first = lands[0] as Land, second] = beside(hole, found.place, index);
    const [size, where] = [areaWords(found.squareMetres), placeWords(found.place)];
    const names = [first, second].flatMap((land) => land?.name ?? []);
    return [
      {
        code: first.code,
        ...(second && { otherCode: second.code }),
        problem: 'gap',
        ...found,
        reason: `beside ${names.join(' and ')} ${size} m² belong to no grid at ${where}`,
        reasonZh: `${names.join('、')}旁有${size}平方米不属于任何网格（位置${where}）`,
      },
    ];
  });
}

/** The grids around a hole, by code. A corner that two borders make by crossing is on neither to the last digit: a step outward is. */
function beside(hole: Piece, middle: Spot, index: GroundIndex<Land>): Land[] {
  const around = cornersOf(hole).flatMap(({ lng, lat }) => {
    const outward = { lng: lng + (lng - middle.lng) * OUTWARD, lat: lat + (lat - middle.lat) * OUTWARD };
    return index.at({ lng, lat }) ?? index.at(outward) ?? [];
  });
  return [...new Set(around)].sort((a, b) => (a.code < b.code ? -1 : 1));
}
