/** A file as it came. */
export interface OfficeFile {
  /** With its ending, which must agree with the content: .xlsx, or .csv, .tsv, .txt. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A row with text in at least one cell. */
export interface SheetRow {
  /** From 1, as Excel shows it; skipped rows keep their number. */
  row: number;
  /** From column A to the last with text; trimmed, '' where nothing stands. */
  cells: string[];
}

/** Some rows of a sheet, in order; a sheet without rows is one part without rows. */
export interface SheetPart {
  /** Null in CSV. */
  sheet: string | null;
  rows: SheetRow[];
}

export interface Sheet {
  /** Null in CSV. */
  name: string | null;
  rows: SheetRow[];
}

/** Parts of a sheet follow each other; two sheets never have the same name. */
export function addPart(sheets: Sheet[], part: SheetPart): void {
  const last = sheets.at(-1);
  if (last?.name !== part.sheet || !last) sheets.push({ name: part.sheet, rows: part.rows });
  else for (const row of part.rows) last.rows.push(row);
}
