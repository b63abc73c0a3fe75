import { daysBetween } from '@lianjian/kernel/time';

const SOON_DAYS = 30;

/** How many days are left until a date, and whether that is soon. Negative: it is past. */
export function dueIn(dueOn: string, today: string): Readonly<{ days: number; isSoon: boolean }> {
  const days = daysBetween(today, dueOn);
  return { days, isSoon: days >= 0 && days <= SOON_DAYS };
}
