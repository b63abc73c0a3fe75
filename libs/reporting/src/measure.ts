import { decimal, percent, percentChange, quotient } from '@lianjian/kernel/formatting';
import { Fraction, type FractionInput } from 'fraction.js';

/** The catalogue's ids, and two figures printed beside them: unit-months and the share verified (C14). */
export type MeasureId =
  | `M${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 31 | 37}`
  | 'UM'
  | 'VERIFIED';

/** COUNT of things, HEADCOUNT in person-times, DECIMAL for exact fractions that are no share, PERCENT. */
export type MeasureFormat = 'COUNT' | 'HEADCOUNT' | 'DECIMAL' | 'PERCENT';

/** An exact figure, as people read it, and the events it opens to. */
export type Measure = Readonly<{
  id: MeasureId;
  format: MeasureFormat;
  numerator: Fraction;
  denominator?: Fraction;
  /** Absent where the denominator is 0: not comparable (C10). */
  value?: Fraction;
  text: string;
  eventIds: readonly string[];
}>;

/** Anything with events behind it. */
export type Evidence = Readonly<{ eventIds: readonly string[] }>;

/** The events of all rows, each once. */
export const evidenceOf = (...rows: readonly (readonly Evidence[])[]): string[] => [
  ...new Set(rows.flat().flatMap(({ eventIds }) => eventIds)),
];

/** How many things. */
export const count = (id: MeasureId, things: number, eventIds: readonly string[]): Measure =>
  whole(id, 'COUNT', things, eventIds);

/** How many person-times. */
export const headcount = (id: MeasureId, personTimes: number, eventIds: readonly string[]): Measure =>
  whole(id, 'HEADCOUNT', personTimes, eventIds);

/** A share, as a percentage with one decimal. */
export const share = (
  id: MeasureId,
  numer: FractionInput,
  denom: FractionInput,
  eventIds: readonly string[],
): Measure => ratio(id, 'PERCENT', numer, denom, percent(numer, denom), eventIds);

/** A ratio that is no share, with two decimals. */
export const perUnit = (
  id: MeasureId,
  numer: FractionInput,
  denom: FractionInput,
  eventIds: readonly string[],
): Measure => ratio(id, 'DECIMAL', numer, denom, quotient(numer, denom, 2), eventIds);

/** How far `now` is from `base`, as a signed percentage of `base`. */
export function change(id: MeasureId, now: Fraction, base: Fraction, eventIds: readonly string[]): Measure {
  return ratio(id, 'PERCENT', now.sub(base), base, percentChange(now, base), eventIds);
}

/** An exact amount shown with that many decimals. */
export function amount(id: MeasureId, value: Fraction, places: number, eventIds: readonly string[]): Measure {
  return { id, format: 'DECIMAL', numerator: value, value, text: decimal(value, places), eventIds };
}

/** A figure that cannot be formed at all: nothing to compare with. */
export function notComparable(id: MeasureId, format: MeasureFormat): Measure {
  return ratio(id, format, 0, 0, percent(0, 0), []);
}

function whole(id: MeasureId, format: MeasureFormat, value: number, eventIds: readonly string[]): Measure {
  const exact = new Fraction(value);
  return { id, format, numerator: exact, value: exact, text: String(value), eventIds };
}

function ratio(
  id: MeasureId,
  format: MeasureFormat,
  numer: FractionInput,
  denom: FractionInput,
  text: string,
  eventIds: readonly string[],
): Measure {
  const numerator = new Fraction(numer);
  const denominator = new Fraction(denom);
  return {
    id,
    format,
    numerator,
    denominator,
    ...(denominator.n !== 0n && { value: numerator.div(denominator) }),
    text,
    eventIds,
  };
}
