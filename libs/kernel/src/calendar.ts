import { createRequire } from 'node:module';
import { DomainError } from '@lianjian/event-sourcing/errors';
import type { Month } from './period.js';
import { lastDayOf, parsePeriod } from './period.js';
import type { BusinessDate, Instant } from './time.js';
import { addDays, startOf } from './time.js';

type DaysByDate = Readonly<Record<BusinessDate, string>>;

// The table of the package, not its functions: those mix UTC with the host's local time, and west of Greenwich they are
// wrong on every fourth day.
const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Readonly<{
  holidays: DaysByDate;
  workdays: DaysByDate;
}>;

/** The years whose State Council notice the table holds. A year is added together with an upgrade of the package. */
export const coveredYears = { first: 2004, last: 2026 } as const;

const CLOSING_WORKING_DAYS = 5;

/** True for a working day, exchanged Saturdays and Sundays included; throws for a year without a published calendar. */
export function isWorkingDay(date: BusinessDate): boolean {
  const year = Number(date.slice(0, 4));
  if (year < coveredYears.first || year > coveredYears.last) {
    throw new DomainError('conflict', 'calendar/year-not-covered', `${year}年的节假日安排尚未载入，无法计算工作日`);
  }
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const onWeekend = weekday === 0 || weekday === 6;
  return onWeekend ? date in workdays : !(date in holidays);
}

/** The last day of a term of that many working days. The day of the act is not counted. */
export function addWorkingDays(date: BusinessDate, days: number): BusinessDate {
  let last = date;
  for (let counted = 0; counted < days; ) {
    last = addDays(last, 1);
    if (isWorkingDay(last)) counted += 1;
  }
  return last;
}

/** How many working days lie after `from` up to and including `to`; none when `to` is not later. */
export function workingDaysBetween(from: BusinessDate, to: BusinessDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** The day at whose end a month's figures close: the fifth working day of the next month. */
export function closingDayOf(month: Month): BusinessDate {
  return addWorkingDays(lastDayOf(parsePeriod(month)), CLOSING_WORKING_DAYS);
}

/** 24:00 of the closing day in Shanghai. A fact recorded at or after it is late. */
export function closingInstantOf(month: Month): Instant {
  return startOf(addDays(closingDayOf(month), 1));
}
