import Fraction, { type FractionInput } from 'fraction.js';
import type { Quantity } from './fields.js';
import type { BusinessDate } from './time.js';

/** What stands where a rate has no denominator: not comparable, which is neither 0 % nor 100 %. */
export const NOT_COMPARABLE = '—';

/** Exactly that many decimals, half away from zero, computed without floating point. */
export function decimal(value: FractionInput, places: number): string {
  const units = roundedUnits(new Fraction(value), places);
  return pointed(units, places);
}

/** `numer / denom` as a decimal, or `—`. */
export function quotient(numer: FractionInput, denom: FractionInput, places: number): string {
  return isZero(denom) ? NOT_COMPARABLE : decimal(new Fraction(numer).div(denom), places);
}

/** `numer / denom` as a percentage with one decimal, or `—`. */
export function percent(numer: FractionInput, denom: FractionInput): string {
  return isZero(denom) ? NOT_COMPARABLE : `${decimal(new Fraction(numer).div(denom).mul(100), 1)}%`;
}

/** How much `now` is above (`+`) or below (`-`) `base`, as a percentage of `base`; `—` for a base of zero. */
export function percentChange(now: FractionInput, base: FractionInput): string {
  const change = percent(new Fraction(now).sub(base), base);
  return /^[\d.]+%$/.test(change) && change !== '0.0%' ? `+${change}` : change;
}

/**
 * Rounds each row so that the rounded rows add up to the rounded total: what is missing goes to the rows that lost most
 * by rounding down, the earlier row first among equals.
 */
export function largestRemainder(rows: readonly FractionInput[], places: number): string[] {
  const scale = new Fraction(10n ** BigInt(places));
  const exact = rows.map((row) => new Fraction(row).mul(scale));
  const down = exact.map((row) => row.floor());
  const total = exact.reduce((sum, row) => sum.add(row), new Fraction(0));
  const missing = roundedUnits(total, 0) - down.reduce((sum, row) => sum + row.s * row.n, 0n);

  const remainder = (index: number) => (exact[index] as Fraction).sub(down[index] as Fraction);
  const winners = rows
    .map((_, index) => index)
    .sort((a, b) => remainder(b).compare(remainder(a)) || a - b)
    .slice(0, Number(missing));
  return down.map(({ s, n }, index) => pointed(s * n + (winners.includes(index) ? 1n : 0n), places));
}

/** 1234.50元 */
export function yuan(fen: number): string {
  return `${decimal([fen, 100], 2)}元`;
}

/** 12.35万元 */
export function tenThousandYuan(fen: number): string {
  return `${decimal([fen, 1_000_000], 2)}万元`;
}

/** 2026年3月5日, without leading zeros as GB/T 9704 wants it. */
export function chineseDate(date: BusinessDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** A headcount for readers outside: 1 and 2 could point at persons, so they read `<3`. */
export function smallCell(headcount: number): string {
  return headcount === 1 || headcount === 2 ? '<3' : String(headcount);
}

/** 88家, 约30次, 210多个, 近2000家. */
export function quantityText({ value, unit, qualifier }: Quantity): string {
  switch (qualifier) {
    case 'EXACT':
      return `${value}${unit}`;
    case 'ABOUT':
      return `约${value}${unit}`;
    case 'OVER':
      return `${value}多${unit}`;
    case 'NEARLY':
      return `近${value}${unit}`;
  }
}

function isZero(value: FractionInput): boolean {
  return new Fraction(value).n === 0n;
}

/** The value in units of the last decimal, half away from zero. */
function roundedUnits({ s, n, d }: Fraction, places: number): bigint {
  return s * ((2n * n * 10n ** BigInt(places) + d) / (2n * d));
}

function pointed(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
