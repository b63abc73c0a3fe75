/** What a report can be of: `2026-03`, `2026Q1`, `2026H1`, `2026`. */
export type PeriodKind = 'MONTH' | 'QUARTER' | 'HALF' | 'YEAR';

const MONTHS: Readonly<Record<PeriodKind, number>> = { MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12 };
const PATTERN = /^(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?$/;

/** Which kind of period that is; undefined for anything else, as somebody may have typed it into the address. */
export function kindOf(id: string): PeriodKind | undefined {
  const match = PATTERN.exec(id);
  if (!match) return undefined;
  return match[2] ? 'MONTH' : match[3] ? 'QUARTER' : match[4] ? 'HALF' : 'YEAR';
}

/** The period of that kind which the date lies in. */
export const periodAt = (kind: PeriodKind, date: string): string =>
  idOf(kind, Math.floor(monthsSinceZero(date) / MONTHS[kind]));

/** The period of the same kind that many periods later, or earlier when negative. */
export function shifted(id: string, by: number): string {
  const kind = kindOf(id) ?? 'MONTH';
  return idOf(kind, Math.floor(monthsSinceZero(firstDayOf(id)) / MONTHS[kind]) + by);
}

/** The newest period of that kind that is over: the newest one with all its data. */
export const lastEnded = (kind: PeriodKind, today: string): string => shifted(periodAt(kind, today), -1);

/** The running period and those before it, newest first. */
export const latestPeriods = (kind: PeriodKind, today: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => shifted(periodAt(kind, today), -index));

/** The months of a period, first to last. */
export function monthsIn(id: string): string[] {
  const kind = kindOf(id) ?? 'MONTH';
  const first = firstDayOf(id).slice(0, 7);
  return Array.from({ length: MONTHS[kind] }, (_, index) => shifted(first, index));
}

export function firstDayOf(id: string): string {
  const [, year, month, quarter, half] = PATTERN.exec(id) ?? [];
  const first = month ? Number(month) : quarter ? Number(quarter) * 3 - 2 : half ? Number(half) * 6 - 5 : 1;
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

const monthsSinceZero = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

function idOf(kind: PeriodKind, index: number): string {
  const perYear = 12 / MONTHS[kind];
  const year = String(Math.floor(index / perYear)).padStart(4, '0');
  const part = (index % perYear) + 1;
  switch (kind) {
    case 'MONTH':
      return `${year}-${String(part).padStart(2, '0')}`;
    case 'QUARTER':
      return `${year}Q${part}`;
    case 'HALF':
      return `${year}H${part}`;
    case 'YEAR':
      return year;
  }
}
