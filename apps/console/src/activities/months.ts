/** `2026-10` for any day of October 2026. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** The month that many months later. */
export function shiftMonth(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The months of the year of `today` that have begun. */
export const monthsSoFar = (today: string): string[] =>
  Array.from({ length: Number(today.slice(5, 7)) }, (_, index) => shiftMonth(`${today.slice(0, 4)}-01`, index));

/** The latest month in which something has been held; without any, the month of today. `activities` are the latest ones. */
export const latestMonth = (
  activities: readonly Readonly<{ month: string; status: string }>[],
  today: string,
): string => activities.find(({ status }) => status !== 'PLANNED')?.month ?? monthOf(today);
