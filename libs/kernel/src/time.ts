/** `YYYY-MM-DD` in Asia/Shanghai. */
export type BusinessDate = string;
/** RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export type Instant = string;

// China has kept UTC+8 without daylight saving since 1991, and no business date here is before 2011.
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The date on the wall in Shanghai at that instant, whatever the host's time zone. */
export function businessDateOf(instant: Instant): BusinessDate {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The first instant of a business date: its midnight in Shanghai. */
export function startOf(date: BusinessDate): Instant {
  return new Date(Date.parse(`${date}T00:00:00+08:00`)).toISOString();
}

/** `days` later, or earlier when negative. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: BusinessDate, b: BusinessDate): number {
  return (Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000;
}
