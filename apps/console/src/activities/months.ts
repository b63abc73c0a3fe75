/** The latest month in which something has been held; without any, the month of today. `activities` are the latest ones. */
export const latestMonth = (
  activities: readonly Readonly<{ month: string; status: string }>[],
  today: string,
): string => activities.find(({ status }) => status !== 'PLANNED')?.month ?? today.slice(0, 7);
