/** Excel's own: characters in a cell. */
export const CELL_MOST_CHARACTERS = 32_767;
/** A list has 40 columns at most; 256 end at IV, as sheets once did. */
export const COLUMNS_MOST = 256;
/** 75,000 residents are the largest list; rows with text, of all sheets together. */
export const ROWS_MOST = 200_000;
/** A list for every noun is 20 sheets. */
export const SHEETS_MOST = 64;
/** 200,000 rows × 15 columns; empty cells before a full one count. */
export const CELLS_MOST = 3_000_000;
/** 3,000,000 cells × 16 characters. One shared text may be shown in every cell of a sheet. */
export const CHARACTERS_MOST = 48_000_000;

/** 200,000 rows × 15 cells × 20 bytes, in CSV. */
export const FILE_MOST_BYTES = 64 * 1_048_576;
/** 200,000 rows × 15 cells × 80 bytes of XML (49 were measured), of all parts read together, counted as they unpack. */
export const UNPACKED_MOST_BYTES = 240 * 1_048_576;
/** A sheet of one word in every cell packs 1 : 19, as each cell tells its address; a bomb 1 : 1,000. */
export const RATIO_MOST = 250;
/** Below that much a ratio says nothing: 250 × 4 kB. */
export const RATIO_FROM_BYTES = 1_048_576;
/** 64 sheets with eight parts each make half of it. */
export const ENTRIES_MOST = 1_024;

/** 32,767 characters of up to 8 written ones each (`&#x4E00;`) are 262,136; a text or tag of the XML beyond that is none of Excel's. */
export const TOKEN_MOST_CHARACTERS = 1_048_576;
/** A sheet's cells lie 6 deep, drawings and extensions no more than 20. */
export const DEPTH_MOST = 64;
/** Excel's: 65,490 cell formats. */
export const FORMATS_MOST = 65_490;
/** Sheets, relationships and content types of the entries above, some named twice. */
export const ELEMENTS_MOST = 4 * ENTRIES_MOST;

/** What has been read of a file so far, over all its sheets. */
export interface Counts {
  rows: number;
  cells: number;
  characters: number;
}
