import { z } from 'zod';

// Part of the storage format of the events: what was published must be readable whatever reports look like later.

const exact = z.union([z.number(), z.string()]);

/** One figure. Its key stays the same from version to version; text and fraction say what it was. */
export const cell = z.object({
  key: z.string(),
  format: z.string(),
  measure: z.string().optional(),
  numerator: exact.optional(),
  denominator: exact.optional(),
  text: z.string(),
});
export type Cell = Readonly<z.output<typeof cell>>;

/** All that a report says, as it is hashed, published and kept. */
export const reportContent = z.object({
  header: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tables: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        columns: z.array(z.object({ key: z.string(), title: z.string() })).readonly(),
        rows: z.array(z.object({ key: z.string(), label: z.string(), cells: z.record(z.string(), cell) })).readonly(),
        notes: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});
export type ReportContent = Readonly<z.output<typeof reportContent>>;

/** One figure before and after a correction; null where a version has no such figure. */
export const changedCell = z.object({ key: z.string(), old: cell.nullable(), new: cell.nullable() });
export type ChangedCell = Readonly<z.output<typeof changedCell>>;

/** Every figure in which the two differ, each once, by its key; what was reworded or reordered is no change. */
export function changedCells(before: ReportContent, after: ReportContent): ChangedCell[] {
  const [olds, news] = [cellsOf(before), cellsOf(after)];
  return [...new Set([...olds.keys(), ...news.keys()])].sort().flatMap((key) => {
    const change = { key, old: olds.get(key) ?? null, new: news.get(key) ?? null };
    return isSameFigure(change.old, change.new) ? [] : [change];
  });
}

function cellsOf({ tables }: ReportContent): ReadonlyMap<string, Cell> {
  const cells = tables.flatMap(({ rows }) => rows).flatMap((row) => Object.values(row.cells));
  // A figure may stand in several tables, as a total does: it is one figure.
  return new Map(cells.map((each) => [each.key, each]));
}

function isSameFigure(a: Cell | null, b: Cell | null): boolean {
  return a?.text === b?.text && a?.numerator === b?.numerator && a?.denominator === b?.denominator;
}
