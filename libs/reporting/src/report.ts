import { contentHash } from '@lianjian/kernel/canonical-json';
import { smallCell, yuan } from '@lianjian/kernel/formatting';
import { ROLES } from '@lianjian/permissions/actor';
import type { Fraction } from 'fraction.js';
import { z } from 'zod';
import { lenses } from './activity-measures.js';
import type { Measure } from './measure.js';
import { historyModes } from './terms.js';

export const reportTitles = {
  'R-01': '跨区活动月报',
  'R-02': '单位参与情况',
  'R-03': '参与频次变化',
  'R-04': '共建协议台账',
  'R-05': '共建项目进度',
  'R-12': '基本情况',
} as const;
export type ReportCode = keyof typeof reportTitles;

const keysOf = <T extends object>(codes: T) => Object.keys(codes) as [keyof T & string, ...(keyof T & string)[]];

/** An integer as a number, any other fraction as `n/d`. */
const exact = z.union([z.int(), z.string().regex(/^-?\d+\/\d+$/)]);
export type Exact = z.output<typeof exact>;

export const cellSchema = z.object({
  /** Stable: the same figure has the same key in every version of a report. */
  key: z.string(),
  format: z.enum(['COUNT', 'HEADCOUNT', 'DECIMAL', 'PERCENT', 'MONEY', 'TEXT']),
  measure: z.string().optional(),
  /** Absent in texts, and where a small headcount is hidden. Fen for MONEY. */
  numerator: exact.optional(),
  denominator: exact.optional(),
  text: z.string(),
  eventIds: z.array(z.string()),
});

export const tableSchema = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.object({ key: z.string(), title: z.string() })),
  rows: z.array(z.object({ key: z.string(), label: z.string(), cells: z.record(z.string(), cellSchema) })),
  notes: z.array(z.string()),
});

export const headerSchema = z.object({
  reportCode: z.enum(keysOf(reportTitles)),
  title: z.string(),
  councilId: z.string(),
  councilName: z.string(),
  period: z.string(),
  lens: z.enum(keysOf(lenses)),
  mode: z.enum(keysOf(historyModes)),
  asOf: z.string(),
  measureVersion: z.string(),
  /** The role it was made for: some tables are not for all. */
  generatedFor: z.enum(ROLES),
  /** For readers outside: small headcounts are hidden (C11). */
  outward: z.boolean(),
  /** Of a published version its number; null for live figures. */
  version: z.int().nullable(),
  contentHash: z.string(),
});

export const reportSchema = z.object({ header: headerSchema, tables: z.array(tableSchema) });

export type Cell = Readonly<z.output<typeof cellSchema>>;
export type Table = Readonly<z.output<typeof tableSchema>>;
export type Row = Table['rows'][number];
export type ReportHeader = Readonly<z.output<typeof headerSchema>>;
export type Report = Readonly<{ header: ReportHeader; tables: readonly Table[] }>;

/** What is hashed and published: all that is said, without the events behind it. */
export type ReportContent = Readonly<{
  header: Omit<ReportHeader, 'version' | 'contentHash'>;
  tables: readonly (Omit<Table, 'rows'> &
    Readonly<{
      rows: readonly (Omit<Row, 'cells'> & Readonly<{ cells: Readonly<Record<string, Omit<Cell, 'eventIds'>>> }>)[];
    }>)[];
}>;

/** The report under its own hash. */
export function sealed(header: ReportContent['header'], tables: readonly Table[]): Report {
  return { header: { ...header, version: null, contentHash: contentHash(contentOf(header, tables)) }, tables };
}

/** The content of a report; its hash is the one in the header. */
export function toContent({ header, tables }: Report): ReportContent {
  const { version: _, contentHash: __, ...said } = header;
  return contentOf(said, tables);
}

/** The cell with that key, wherever it stands. */
export function cellOf({ tables }: Report, key: string): Cell | undefined {
  return tables
    .flatMap(({ rows }) => rows)
    .flatMap(({ cells }) => Object.values(cells))
    .find((cell) => cell.key === key);
}

/** A measure as a cell. */
export function figure(key: string, measure: Measure, outward: boolean): Cell {
  const { id, format, numerator, denominator, text, eventIds } = measure;
  const said = { key, format, measure: id, eventIds: [...eventIds] };
  const small = outward ? smallHeadcount(measure) : undefined;
  if (small !== undefined) return { ...said, text: smallCell(small) };
  return {
    ...said,
    numerator: exactOf(numerator),
    ...(denominator && { denominator: exactOf(denominator) }),
    text,
  };
}

/** Words, dates and names. */
export const textCell = (key: string, text: string, eventIds: readonly string[] = []): Cell => ({
  key,
  format: 'TEXT',
  text,
  eventIds: [...eventIds],
});

/** A number that no measure of the catalogue defines: days left, units listed. */
export const countCell = (key: string, value: number, eventIds: readonly string[] = []): Cell => ({
  key,
  format: 'COUNT',
  numerator: value,
  text: String(value),
  eventIds: [...eventIds],
});

export const moneyCell = (key: string, fen: number, eventIds: readonly string[] = []): Cell => ({
  key,
  format: 'MONEY',
  numerator: fen,
  text: yuan(fen),
  eventIds: [...eventIds],
});

/** A table of one figure a row; the row's key is the cell's. */
export function figureTable(
  id: string,
  title: string,
  rows: readonly (readonly [key: string, label: string, measure: Measure])[],
  outward: boolean,
  notes: readonly string[] = [],
): Table {
  return {
    id,
    title,
    columns: columns({ value: '数值' }),
    rows: rows.map(([key, label, measure]) => ({ key, label, cells: { value: figure(key, measure, outward) } })),
    notes: [...notes],
  };
}

/** Columns from key to title, in order. */
export const columns = (titles: Readonly<Record<string, string>>): Table['columns'] =>
  Object.entries(titles).map(([key, title]) => ({ key, title }));

const exactOf = (fraction: Fraction): Exact =>
  fraction.d === 1n ? Number(fraction.s * fraction.n) : fraction.toFraction();

/** A headcount of 1 or 2 that the measure would give away; M9 has one above and one below its line. */
function smallHeadcount({ id, format, numerator, denominator }: Measure): number | undefined {
  if (format !== 'HEADCOUNT' && id !== 'M9') return undefined;
  return [numerator, denominator].map((value) => Math.abs(Number(value))).find((value) => value === 1 || value === 2);
}

const contentOf = (header: ReportContent['header'], tables: readonly Table[]): ReportContent => ({
  header,
  tables: tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: Object.fromEntries(Object.entries(row.cells).map(([key, { eventIds: _, ...cell }]) => [key, cell])),
    })),
  })),
});
