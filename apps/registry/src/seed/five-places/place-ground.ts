import { gridCodeIn } from '@shaodao/domain/codes/grid-code';
import type { GridKind } from '@shaodao/domain/grid-kind';
import { cutIntoCells } from '../cells.js';
import { clusters, middle, readingOrder } from '../clusters.js';
import { outlineOf, polygonOf, type GroundPolygon } from '../ground.js';
import { townOutline } from '../outline.js';
import type { Point } from '../plane.js';
import type { Random } from '../random.js';

/** Where a town lies and how large it is. `turn` is its outline's. */
export interface Town {
  center: { lng: number; lat: number };
  areaKm2: number;
  turn: number;
  random: Random;
}

/** A community on the map, with its code and name. */
export interface Named {
  code: string;
  name: string;
}

export interface PlaceGrid {
  code: string;
  name: string;
  kind: GridKind;
  areaCode: string;
  parent: string | null;
  polygon: GroundPolygon;
}

/** Ground that is not yet a grid: its shape and its middle on the map. */
interface Piece {
  middle: Point;
  polygon: GroundPolygon;
}

/** So many micro-grids over all communities, which lie on the map in order of their codes. */
export function growMicroGrids(town: Town, communities: readonly Named[], count: number): PlaceGrid[] {
  return groupsOf(cut(town, count), communities.length).flatMap((own, nth) => {
    const { code: areaCode, name } = communities[nth] as Named;
    return inOrder(own).map((piece, at): PlaceGrid => ({
      code: gridCodeIn(areaCode, at + 1),
      name: `${name}第${at + 1}网格`,
      kind: 'micro',
      areaCode,
      parent: null,
      polygon: piece.polygon,
    }));
  });
}

/** One community grid to each community, cut into courtyard grids and these into building grids, so many in all. */
export function growNestedGrids(town: Town, communities: readonly Named[], counts: { courtyards: number; buildings: number }): PlaceGrid[] {
  const courtyards = groupsOf(cut(town, counts.buildings), counts.courtyards).map((buildings) => ({ ...joined(buildings), buildings }));
  return groupsOf(courtyards, communities.length).flatMap((own, nth) => {
    const { code: areaCode, name } = communities[nth] as Named;
    let sequence = 0;
    const grid = (kind: GridKind, parent: string | null, said: { words: string; polygon: GroundPolygon }): PlaceGrid => ({
      code: gridCodeIn(areaCode, ++sequence),
      name: `${name}${said.words}`,
      kind,
      areaCode,
      parent,
      polygon: said.polygon,
    });
    const community = grid('community', null, { words: '网格', polygon: joined(own).polygon });
    const inner = inOrder(own).map((piece, at) => ({ ...piece, grid: grid('courtyard', community.code, { words: `第${at + 1}楼院`, polygon: piece.polygon }) }));
    const buildings = inner.flatMap((yard, at) =>
      inOrder(yard.buildings).map((piece, building) => grid('building', yard.grid.code, { words: `第${at + 1}楼院${building + 1}号楼`, polygon: piece.polygon })),
    );
    return [community, ...inner.map((yard) => yard.grid), ...buildings];
  });
}

function cut({ center, areaKm2, turn, random }: Town, count: number): Piece[] {
  return cutIntoCells(townOutline(areaKm2, turn), count, random).map((cell) => ({ middle: cell.middle, polygon: polygonOf(cell, center) }));
}

/** Neighbours together, in reading order of the groups. */
function groupsOf<P extends Piece>(pieces: readonly P[], count: number): P[][] {
  const groups = clusters(pieces.map((piece) => piece.middle), count);
  const members = Array.from({ length: count }, (_, group) => pieces.filter((__, at) => groups[at] === group));
  return readingOrder(members.map(middleOf)).map((at) => members[at] as P[]);
}

function inOrder<P extends Piece>(pieces: readonly P[]): P[] {
  return readingOrder(pieces.map((piece) => piece.middle)).map((at) => pieces[at] as P);
}

function joined(pieces: readonly Piece[]): Piece {
  return { middle: middleOf(pieces), polygon: outlineOf(pieces.map((piece) => piece.polygon)) };
}

function middleOf(pieces: readonly Piece[]): Point {
  return middle(pieces.map((piece) => piece.middle)) ?? [0, 0];
}
