import { DomainError } from '@lianjian/event-sourcing/errors';
import type { BusinessDate } from './time.js';
import { addDays } from './time.js';

export type PeriodKind = 'MONTH' | 'QUARTER' | 'HALF' | 'YEAR';

/** `YYYY-MM`. */
export type Month = string;

/** A stretch of whole months, closed-open: `from` belongs to it, `until` is the first day after it. */
export type Period = Readonly<{
  kind: PeriodKind;
  /** `2026-03`, `2026Q1`, `2026H1`, `2026`. */
  id: string;
  from: BusinessDate;
  until: BusinessDate;
}>;

const PATTERN = /^(?<year>\d{4})(?:-(?<month>0[1-9]|1[0-2])|Q(?<quarter>[1-4])|H(?<half>[12]))?$/;

const LENGTH: Readonly<Record<PeriodKind, number>> = { MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12 };

/** True for the id of a month, quarter, half-year or year. */
export function isPeriodId(id: string): boolean {
  return PATTERN.test(id);
}

/** The period with that id; throws `period/malformed` when there is none. */
export function parsePeriod(id: string): Period {
  const { year, month, quarter, half } = PATTERN.exec(id)?.groups ?? {};
  if (year === undefined) {
    throw new DomainError('invalid', 'period/malformed', '期间格式应为 2026-03、2026Q1、2026H1 或 2026', {
      field: 'period',
    });
  }
  if (month) return period('MONTH', Number(year), Number(month) - 1);
  if (quarter) return period('QUARTER', Number(year), Number(quarter) - 1);
  if (half) return period('HALF', Number(year), Number(half) - 1);
  return period('YEAR', Number(year), 0);
}

/** The period of that kind which the date falls in. */
export function periodOf(kind: PeriodKind, date: BusinessDate): Period {
  const monthIndex = Number(date.slice(5, 7)) - 1;
  return period(kind, Number(date.slice(0, 4)), Math.floor(monthIndex / LENGTH[kind]));
}

/** The month a date falls in. */
export function monthOf(date: BusinessDate): Month {
  return date.slice(0, 7);
}

export function daysInMonth(month: Month): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

/** The months of a period, first to last. */
export function monthsOf({ kind, from }: Period): readonly Month[] {
  return Array.from({ length: LENGTH[kind] }, (_, index) => monthOf(addMonths(from, index)));
}

export function lastDayOf({ until }: Period): BusinessDate {
  return addDays(until, -1);
}

export function contains({ from, until }: Period, date: BusinessDate): boolean {
  return from <= date && date < until;
}

/** The period of the same kind that starts where this one ends. */
export function nextPeriod({ kind, until }: Period): Period {
  return periodOf(kind, until);
}

/** The period of the same kind that ends where this one starts. */
export function previousPeriod({ kind, from }: Period): Period {
  return periodOf(kind, addDays(from, -1));
}

/** As documents write it: 2026年3月, 2026年第1季度, 2026年上半年, 2026年. */
export function periodLabel({ kind, from }: Period): string {
  const year = `${Number(from.slice(0, 4))}年`;
  const month = Number(from.slice(5, 7));
  switch (kind) {
    case 'MONTH':
      return `${year}${month}月`;
    case 'QUARTER':
      return `${year}第${(month + 2) / 3}季度`;
    case 'HALF':
      return `${year}${month === 1 ? '上' : '下'}半年`;
    case 'YEAR':
      return year;
  }
}

function period(kind: PeriodKind, year: number, index: number): Period {
  const from = addMonths(`${String(year).padStart(4, '0')}-01-01`, index * LENGTH[kind]);
  const id = {
    MONTH: monthOf(from),
    QUARTER: `${from.slice(0, 4)}Q${index + 1}`,
    HALF: `${from.slice(0, 4)}H${index + 1}`,
    YEAR: from.slice(0, 4),
  }[kind];
  return { kind, id, from, until: addMonths(from, LENGTH[kind]) };
}

/** The first of the month that many months after the first of a month. */
function addMonths(first: BusinessDate, months: number): BusinessDate {
  const date = new Date(`${first}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
