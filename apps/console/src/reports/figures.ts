import type { Schemas } from '../api/client';

type Table = Readonly<{
  title: string;
  columns: readonly Readonly<{ key: string; title: string }>[];
  rows: readonly Readonly<{ label: string; cells: Readonly<Record<string, Readonly<{ key: string }>>> }>[];
}>;

/** A figure of a report; of a stored version it does not say how many events are behind it. */
export type Figure = Omit<Schemas['ReportCell'], 'events' | 'format'> & Readonly<{ format: string; events?: number }>;

/** In words what each figure is: 活动数, or 按活动类别 · 培训 · 参与人次. */
export function figureNames(...reports: readonly (readonly Table[])[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { title, columns, rows } of reports.flat()) {
    for (const { label, cells } of rows) {
      for (const { key, title: column } of columns) {
        const cell = cells[key];
        // A total stands in several tables; its plain name comes first.
        if (!cell || names.has(cell.key)) continue;
        const isOnlyColumn = columns.length === 1;
        names.set(cell.key, isOnlyColumn ? label : `${title} · ${label} · ${column}`);
      }
    }
  }
  return names;
}

/** What a rate was formed from: 50/88; exact fractions as decimals. Nothing for a plain number. */
export function fractionOf({ numerator, denominator, text }: Figure): string | undefined {
  if (numerator === undefined || denominator === undefined || (denominator === 0 && text === '—')) return undefined;
  return `${operand(numerator)}/${operand(denominator)}`;
}

/** A whole number with its thousands apart; anything else as the report says it. */
export const figureText = ({ format, text }: Figure): string =>
  (format === 'COUNT' || format === 'HEADCOUNT') && /^-?\d{4,}$/.test(text)
    ? Number(text).toLocaleString('zh-CN')
    : text;

function operand(value: number | string): string {
  if (typeof value === 'number') return String(value);
  const [numerator, denominator = 1] = value.split('/').map(Number);
  return String(Number(((numerator ?? 0) / denominator).toFixed(3)));
}
