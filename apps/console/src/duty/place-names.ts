import { useDepartmentNames } from '../department/department-queries.js';
import { listNamed } from '../register/entry-shape.js';
import { useNamesOf } from '../register/name-queries.js';
import type { DutyPost } from './duty-chain.js';

type PlaceName = (post: DutyPost) => string;

/** What the places of posts are called. */
export function usePlaceNames(posts: readonly DutyPost[]): PlaceName {
  const departmentName = useDepartmentNames();
  const areas = posts.flatMap(({ areaCode }) => (areaCode === undefined ? [] : [{ list: listNamed('ground', areaCode), key: areaCode }]));
  const nameOf = useNamesOf(areas);
  return ({ areaCode, departmentId }) => {
    if (departmentId !== undefined) return departmentName(departmentId);
    return areaCode === undefined ? '' : (nameOf(listNamed('ground', areaCode), areaCode) ?? areaCode);
  };
}
