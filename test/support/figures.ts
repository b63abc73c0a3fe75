/** One figure of a report, as it is told over HTTP. */
export type Cell = Readonly<{ text: string; numerator?: unknown; denominator?: unknown }>;
export type Table = Readonly<{ id: string; rows: readonly Readonly<{ key: string; cells: Record<string, Cell> }>[] }>;
export type Rows = Record<string, Record<string, number | string | undefined> | undefined>;

/** The tables of a report or of a published version, by id. */
export const tables = (
  body: Readonly<{ tables?: Table[]; content?: Readonly<{ tables: Table[] }> }>,
): Record<string, Table> =>
  Object.fromEntries((body.tables ?? body.content?.tables ?? []).map((table) => [table.id, table]));

/** The figures of a table by row and column, as numbers where they are. */
export function rowsOf(table: Table | undefined): Rows {
  return Object.fromEntries(
    (table?.rows ?? []).map(({ key, cells }) => [
      key,
      Object.fromEntries(
        Object.entries(cells).map(([column, { text }]) => [
          column,
          Number.isNaN(Number(text.replaceAll(',', ''))) ? text : Number(text.replaceAll(',', '')),
        ]),
      ),
    ]),
  );
}

/** The figure of a table of single figures. */
export function cell(table: Table | undefined, row: string): Cell {
  const found = table?.rows.find(({ key }) => key === row)?.cells.value;
  if (!found) throw new Error(`No row ${row}`);
  return found;
}
