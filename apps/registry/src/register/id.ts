import { v5 } from 'uuid';

/** Ours alone; names below it give the same ids on every machine. */
const NAMESPACE = '6f0c2f0e-7d0b-5c1e-9a53-5117030c1d17';

/** The UUID (version 5) of a thing of the register by its name, e.g. `grid:511703001001001`. */
export function idOf(name: string): string {
  return v5(name, NAMESPACE);
}
