import { decimal, NOT_COMPARABLE, yuan } from '@lianjian/kernel/formatting';
import { Fraction } from 'fraction.js';
import type { MonthChanges } from './lateness.js';
import {
  type Cell,
  columns,
  countCell,
  type Exact,
  type ReportContent,
  type Row,
  type Table,
  textCell,
} from './report.js';
import type { CountingRules } from './rules.js';

type ContentCell = Omit<Cell, 'eventIds'>;

/** A cell that reads differently in two versions of a report; `null` where a version does not have it. */
export type ChangedCell = Readonly<{
  key: string;
  old: ContentCell | null;
  new: ContentCell | null;
  /** `new − old`: +1, -2.50, +1.2个百分点 (C10); `—` where either is no number. */
  difference: string;
}>;

/** The cells in which two versions differ, in the order of the later one and then of the earlier one. */
export function changedCells(earlier: ReportContent, later: ReportContent): ChangedCell[] {
  const was = cellsOf(earlier);
  const is = cellsOf(later);
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((key) => ({ key, old: was.get(key) ?? null, new: is.get(key) ?? null }))
    .filter((cell) => signature(cell.old) !== signature(cell.new))
    .map((cell) => ({ ...cell, difference: differenceOf(cell.old, cell.new) }));
}

/** C4: whether a total changed by more than the threshold share of what was published, so that a v2 is called for. */
export function callsForCorrection(
  published: ReportContent,
  live: ReportContent,
  { correctionThreshold: { numerator, denominator } }: CountingRules,
): boolean {
  const threshold = new Fraction(numerator, denominator);
  return changedCells(totalsOf(published), totalsOf(live)).some(({ old, new: now }) => {
    if (!isAmount(old) || !isAmount(now)) return false;
    const [was, is] = [new Fraction(old.numerator), new Fraction(now.numerator)];
    return is.sub(was).abs().gt(was.mul(threshold));
  });
}

/**
 * M1 and M3 as published, and what they became: published + late + corrected = live, to the unit (E8, E18, E19).
 * `changes` are those of the report's month between the published version's `asOf` and the live one's.
 */
export function publishedBesideLive(
  published: ReportContent,
  live: ReportContent,
  changes: MonthChanges | undefined,
): Table {
  const [was, is] = [cellsOf(published), cellsOf(live)];
  const row = (key: 'M1' | 'M3', label: string, unit: 'activities' | 'personTimes'): Row => {
    const changed = (name: 'late' | 'corrected') =>
      countCell(`${name}/${key}`, changes?.[name][unit] ?? 0, changes?.[name].eventIds);
    const copied = (name: string, cell: ContentCell | undefined): Cell =>
      cell ? { ...cell, key: `${name}/${key}`, eventIds: [] } : textCell(`${name}/${key}`, NOT_COMPARABLE);
    return {
      key,
      label,
      cells: {
        published: copied('published', was.get(key)),
        late: changed('late'),
        corrected: changed('corrected'),
        live: copied('live', is.get(key)),
      },
    };
  };
  return {
    id: 'publishedBesideLive',
    title: '已发布与实时对照',
    columns: columns({ published: '已发布', late: '补报', corrected: '更正', live: '实时' }),
    rows: [row('M1', '活动数', 'activities'), row('M3', '参与人次', 'personTimes')],
    notes: ['已发布＋补报＋更正＝实时。已发布的版本不会改变。'],
  };
}

function cellsOf({ tables }: ReportContent): Map<string, ContentCell> {
  return new Map(
    tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => Object.values(cells))).map((c) => [c.key, c]),
  );
}

/** What two cells must share to read the same; the exact figure counts, not only how it is shown. */
const signature = (cell: ContentCell | null): string =>
  cell === null ? '' : JSON.stringify([cell.text, cell.numerator, cell.denominator]);

const totalsOf = ({ header, tables }: ReportContent): ReportContent => ({
  header,
  tables: tables.filter(({ id }) => id === 'totals'),
});

const isAmount = (cell: ContentCell | null): cell is ContentCell & { numerator: Exact } =>
  (cell?.format === 'COUNT' || cell?.format === 'HEADCOUNT') && cell.numerator !== undefined;

function differenceOf(old: ContentCell | null, now: ContentCell | null): string {
  const [was, is] = [valueOfCell(old), valueOfCell(now)];
  if (!was || !is) return NOT_COMPARABLE;
  const difference = is.sub(was);
  const text = amountText(difference, now?.format);
  return difference.s > 0n && /[1-9]/.test(text) ? `+${text}` : text;
}

function amountText(value: Fraction, format: Cell['format'] | undefined): string {
  switch (format) {
    case 'PERCENT':
      return `${decimal(value.mul(100), 1)}个百分点`;
    case 'DECIMAL':
      return decimal(value, 2);
    case 'MONEY':
      return yuan(Number(value));
    default:
      return decimal(value, 0);
  }
}

function valueOfCell(cell: ContentCell | null): Fraction | undefined {
  if (cell?.numerator === undefined || cell.denominator === 0) return undefined;
  return new Fraction(cell.numerator).div(cell.denominator ?? 1);
}
