import { lenses } from './activity-measures.js';
import type { Cell, Report, ReportHeader, Table } from './report.js';
import { historyModes } from './terms.js';

/** How a number is shown in a spreadsheet; the pattern is the spreadsheet's own. */
export const numberPatterns = {
  INTEGER: '0',
  TWO_DECIMALS: '0.00',
  THREE_DECIMALS: '0.000',
  PERCENT: '0.0%',
  SIGNED_PERCENT: '+0.0%;-0.0%;0.0%',
} as const;
export type NumberPattern = keyof typeof numberPatterns;

/** What a cell reads and, where it is a number, which one: rounded exactly as it reads. */
export type SheetCell = Readonly<{ text: string; number?: Readonly<{ value: number; pattern: NumberPattern }> }>;

export type SheetRow = Readonly<{ kind: 'TITLE' | 'HEADER' | 'BODY'; cells: readonly SheetCell[] }>;

/** Rows under a name, one after the other: they need not all exist at once. */
export type Sheet = Readonly<{ name: string; rows: Iterable<SheetRow> | AsyncIterable<SheetRow> }>;

/** Words only. */
export const words = (...texts: readonly string[]): SheetCell[] => texts.map((text) => ({ text }));

/** A report as sheets: what it is, then a sheet a table. Beside a rate stands what it was formed from (C10). */
export const sheetsOf = ({ header, tables }: Report): Sheet[] => [
  { name: '说明', rows: headerRows(header) },
  ...tables.map((table) => ({ name: table.title, rows: tableRows(table) })),
];

/** What every export begins with. */
export function headerRows(header: ReportHeader): SheetRow[] {
  const { reportCode, title, councilName, version, period, lens, mode, asOf, measureVersion, contentHash } = header;
  const lines = [
    ['报表编号', reportCode],
    ['联席会', councilName],
    ['版本', version === null ? '实时数据（未发布）' : `第${version}版`],
    ['期间', period],
    ['分区口径', lenses[lens]],
    ['历史口径', historyModes[mode]],
    ['数据截至', asOf],
    ['计算规则版本', measureVersion],
    ['内容摘要', contentHash],
  ];
  return [
    { kind: 'TITLE', cells: words(title) },
    ...lines.map((line): SheetRow => ({ kind: 'BODY', cells: words(...line) })),
  ];
}

function* tableRows({ title, columns, rows, notes }: Table): Generator<SheetRow> {
  const isRate = new Set(
    columns.map(({ key }) => key).filter((key) => rows.some(({ cells }) => cells[key]?.denominator !== undefined)),
  );
  const besides = (key: string, text: string) => (isRate.has(key) ? words(text) : []);
  yield { kind: 'TITLE', cells: words(title) };
  yield {
    kind: 'HEADER',
    cells: [...words('项目'), ...columns.flatMap(({ key, title }) => [{ text: title }, ...besides(key, '分子/分母')])],
  };
  for (const { label, cells } of rows) {
    yield {
      kind: 'BODY',
      cells: [
        { text: label },
        ...columns.flatMap(({ key }) => [sheetCell(cells[key]), ...besides(key, fractionText(cells[key]))]),
      ],
    };
  }
  for (const note of notes) yield { kind: 'BODY', cells: words(`注：${note}`) };
}

const fractionText = (cell: Cell | undefined): string =>
  cell?.denominator === undefined ? '' : `${asOperand(cell.numerator)} / ${asOperand(cell.denominator)}`;

const asOperand = (value: Cell['numerator']): string => (typeof value === 'string' ? `(${value})` : String(value));

function sheetCell(cell: Cell | undefined): SheetCell {
  const { text = '', format, numerator } = cell ?? {};
  if (format === 'MONEY') return { text, number: { value: Number(numerator) / 100, pattern: 'TWO_DECIMALS' } };
  // What is shown is the number: exact figures were rounded once, by the rules of the report, and not again here.
  const digits = /^(?<sign>[+-]?)\d+(?:\.(?<decimals>\d+))?(?<percent>%?)$/.exec(text);
  if (!digits || format === 'TEXT') return { text };
  const { sign, decimals = '', percent } = digits.groups ?? {};
  const value = Number.parseFloat(text);
  if (percent)
    return {
      text,
      number: {
        value: Number(`${value}e-2`),
        pattern: sign === '+' || cell?.measure === 'M11' ? 'SIGNED_PERCENT' : 'PERCENT',
      },
    };
  const pattern = ({ 0: 'INTEGER', 2: 'TWO_DECIMALS', 3: 'THREE_DECIMALS' } as const)[decimals.length];
  return pattern ? { text, number: { value, pattern } } : { text };
}
