/** A 15-digit grid code in its parts: 6 district + 3 subdistrict + 3 community + 3 sequence (北京网格码). */
export interface GridCode {
  district: string;
  subdistrict: string;
  community: string;
  /** 1 to 999, W→E and N→S inside the community. */
  sequence: number;
}

/** The code of the grid with this sequence in a community (12 digits). Throws RangeError outside 1 to 999. */
export function gridCodeOf(communityCode: string, sequence: number): string {
  if (!/^\d{12}$/.test(communityCode)) throw new RangeError(`${communityCode} is not a community code`);
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 999) throw new RangeError(`sequence ${sequence}`);
  return communityCode + String(sequence).padStart(3, '0');
}

/** The parts of a code; throws RangeError for anything but 15 digits with a sequence above 000. */
export function partsOf(gridCode: string): GridCode {
  const parts = /^(\d{6})(\d{3})(\d{3})(\d{3})$/.exec(gridCode);
  if (parts === null || parts[4] === '000') throw new RangeError(`${gridCode} is not a grid code`);
  const [, district = '', subdistrict = '', community = '', sequence = ''] = parts;
  return { district, subdistrict, community, sequence: Number(sequence) };
}
